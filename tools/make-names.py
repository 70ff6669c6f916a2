#!/usr/bin/env python3
"""Writes the names that Markup knows by number into Sources/Markup/Names.

HTML elements: the index of elements of the HTML standard, the obsolete ones its parser names.
SVG and MathML: the names its tree construction names, with their right case.
Attributes: those the parser adjusts, and those that cleaning asks for.

    python3 tools/make-names.py
"""

import pathlib

HTML = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
blockquote body br button canvas caption center cite code col colgroup data datalist dd del details
dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend
li link listing main map mark marquee menu menuitem meta meter nav nobr noembed noframes noscript
object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp
script search section select selectedcontent slot small source spacer span strike strong style sub
summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video
wbr xmp
""".split()

MATHML = """
annotation-xml annotation malignmark math mglyph mi mn mo ms mtext semantics mrow mfrac msub msup
""".split()

# https://html.spec.whatwg.org/multipage/parsing.html#creating-and-inserting-nodes, "inForeign"
SVG_CASED = """
altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend
feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge
feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
foreignObject glyphRef linearGradient radialGradient textPath
""".split()

SVG = "svg desc g path use symbol defs rect circle text".split()

ATTRIBUTES = """
abbr accept action align alt aria-hidden aria-label aria-labelledby aria-level async author bgcolor
border charset checked class cite color cols colspan content contenteditable data data-author
data-content data-date data-datetime data-href data-id data-image data-lazy data-lazy-src
data-lazyload data-original data-original-src data-src data-srcset data-testid data-time
data-timestamp data-title data-type data-url datetime defer dir disabled download encoding face
for headers height hidden href hreflang http-equiv id inert integrity itemid itemprop itemref
itemscope itemtype lang language loading media method name onclick onload open popover poster property
pubdate reference rel reversed role rows rowspan scheme scope selected shape size sizes span src
srcdoc srcset start style summary tabindex target text title type usemap valign value width
""".split()

# The same page, "adjust SVG attributes", "adjust MathML attributes", "adjust foreign attributes".
SVG_ATTRIBUTES = """
attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant
edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength
keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits
pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY
repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent
spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX
targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan
""".split()
MATHML_ATTRIBUTES = ["definitionURL"]
FOREIGN_ATTRIBUTES = """
xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title xlink:type xml:lang
xml:space xmlns xmlns:xlink
""".split()

KEYWORDS = {"as", "class", "default", "defer", "for", "if", "in", "is", "let", "switch", "var"}


def identifier(name):
    head, *rest = name.replace(":", "-").split("-")
    word = head + "".join(part.capitalize() for part in rest)
    return f"`{word}`" if word in KEYWORDS else word


def unique(*lists):
    seen = {}
    for names in lists:
        for name in names:
            seen.setdefault(name, len(seen) + 1)
    return seen


tags = sorted(HTML) + sorted(MATHML) + sorted(SVG)
lowered = lambda names: [name.lower() for name in names]
cased = SVG_CASED + SVG_ATTRIBUTES + MATHML_ATTRIBUTES
numbers = unique(
    tags, lowered(SVG_CASED), SVG_CASED, sorted(ATTRIBUTES),
    lowered(SVG_ATTRIBUTES), SVG_ATTRIBUTES, lowered(MATHML_ATTRIBUTES), MATHML_ATTRIBUTES,
    FOREIGN_ATTRIBUTES)

folder = pathlib.Path(__file__).resolve().parent.parent / "Sources/Markup/Names"
HEADER = "// Made by tools/make-names.py: edit that.\n\n"


def members(type_name, names):
    lines = [HEADER + f"extension {type_name} {{"]
    for name in dict.fromkeys(names):
        lines.append(
            f"  @inlinable public static var {identifier(name)}: {type_name} "
            f"{{ {type_name}(rawValue: {numbers[name]}) }}")
    return "\n".join(lines) + "\n}\n"


def packed(words, width=94):
    lines, line = [], ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return "\n".join("  " + text for text in lines + [line])


(folder / "KnownTags.swift").write_text(members("Tag", tags + SVG_CASED))
(folder / "KnownAttributeNames.swift").write_text(
    members("AttributeName", sorted(ATTRIBUTES) + SVG_ATTRIBUTES[:0] + MATHML_ATTRIBUTES + ["viewBox"]
            + FOREIGN_ATTRIBUTES))
(folder / "KnownNames.swift").write_text(
    HEADER
    + "/// Every known name in the order of its number, from 1.\n"
    + 'let knownNames: StaticString = """\n' + packed(numbers) + '\n  """\n\n'
    + "/// Names that SVG writes with capitals; the tokenizer knows them in lower case.\n"
    + 'let svgTagNames: StaticString = """\n' + packed(SVG_CASED) + '\n  """\n\n'
    + "/// Attributes that SVG writes with capitals.\n"
    + 'let svgAttributeNames: StaticString = """\n' + packed(SVG_ATTRIBUTES) + '\n  """\n')
