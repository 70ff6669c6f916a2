// Made by tools/make-names.py: edit that.

/// Every known name in the order of its number, from 1.
let knownNames: StaticString = """
  a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
  blink blockquote body br button canvas caption center cite code col colgroup data datalist dd
  del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
  frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins
  isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter
  nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext
  pre progress q rb rp rt rtc ruby s samp script search section select selectedcontent slot
  small source spacer span strike strong style sub summary sup table tbody td template textarea
  tfoot th thead time title tr track tt u ul var video wbr xmp annotation annotation-xml
  malignmark math mfrac mglyph mi mn mo mrow ms msub msup mtext semantics circle defs desc g
  path rect svg symbol text use altglyph altglyphdef altglyphitem animatecolor animatemotion
  animatetransform clippath feblend fecolormatrix fecomponenttransfer fecomposite
  feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood
  fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology
  feoffset fepointlight fespecularlighting fespotlight fetile feturbulence foreignobject
  glyphref lineargradient radialgradient textpath altGlyph altGlyphDef altGlyphItem animateColor
  animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite
  feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
  feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject
  glyphRef linearGradient radialGradient textPath accept action align alt aria-hidden aria-label
  aria-labelledby aria-level async author bgcolor border charset checked class color cols
  colspan content contenteditable data-author data-content data-date data-datetime data-href
  data-id data-image data-lazy data-lazy-src data-lazyload data-original data-original-src
  data-src data-srcset data-testid data-time data-timestamp data-title data-type data-url
  datetime defer disabled download encoding face for headers height hidden href hreflang
  http-equiv id inert integrity itemid itemprop itemref itemscope itemtype lang language loading
  media method name onclick onload open popover poster property pubdate reference rel reversed
  role rows rowspan scheme scope selected shape size sizes src srcdoc srcset start tabindex
  target type usemap valign value width attributename attributetype basefrequency baseprofile
  calcmode clippathunits diffuseconstant edgemode filterunits gradienttransform gradientunits
  kernelmatrix kernelunitlength keypoints keysplines keytimes lengthadjust limitingconeangle
  markerheight markerunits markerwidth maskcontentunits maskunits numoctaves pathlength
  patterncontentunits patterntransform patternunits pointsatx pointsaty pointsatz preservealpha
  preserveaspectratio primitiveunits refx refy repeatcount repeatdur requiredextensions
  requiredfeatures specularconstant specularexponent spreadmethod startoffset stddeviation
  stitchtiles surfacescale systemlanguage tablevalues targetx targety textlength viewbox
  viewtarget xchannelselector ychannelselector zoomandpan attributeName attributeType
  baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits
  gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes
  lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits
  numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY
  pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur
  requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset
  stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength
  viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan definitionurl definitionURL
  xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title xlink:type xml:lang
  xml:space xmlns xmlns:xlink
  """

/// Names that SVG writes with capitals; the tokenizer knows them in lower case.
let svgTagNames: StaticString = """
  altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend
  feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient
  radialGradient textPath
  """

/// Attributes that SVG writes with capitals.
let svgAttributeNames: StaticString = """
  attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant
  edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength
  keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits
  markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits
  patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
  primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures
  specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
  surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget
  xChannelSelector yChannelSelector zoomAndPan
  """
