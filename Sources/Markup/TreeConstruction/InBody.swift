extension TreeConstruction {
  /// The "in body" insertion mode.
  mutating func inBody() {
    switch tokenizer.token.kind {
    case .characters:
      reconstructFormatting()
      insertCharacters(tokenizer.token.text)
      if isFramesetOK, !isWhitespace(tokenizer.token.text) { isFramesetOK = false }
    case .startTag: inBodyStart()
    case .endTag: inBodyEnd()
    case .comment: insertComment()
    case .null, .doctype: return
    case .endOfFile: if templateModes.isEmpty { stop() } else { inTemplate() }
    }
  }

  /// A start tag in the body, in the order of the standard's list.
  private mutating func inBodyStart() {
    let tag = tokenizer.token.tag
    if isAtDepthLimit, insertedFlat() { return }
    switch tag {
    case .html, .body, .frameset: startOfRoot(tag)
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      inHead()
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
      .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
      .search, .section, .summary, .ul:
      closeParagraphInButtonScope()
      insertElement()
    case .h1, .h2, .h3, .h4, .h5, .h6:
      closeParagraphInButtonScope()
      if let current = open.last, current.namespace == .html, current.tag.isHeading { pop() }
      insertElement()
    case .pre, .listing:
      closeParagraphInButtonScope()
      insertElement()
      ignoresNewline = true
      isFramesetOK = false
    case .form: startOfForm()
    case .li: startOfItem([.li])
    case .dd, .dt: startOfItem([.dd, .dt])
    case .plaintext:
      closeParagraphInButtonScope()
      insertElement()
      tokenizer.content = .plaintext
    case .button:
      if open.hasInScope(.button) {
        generateImpliedEndTags()
        popThrough(.button)
      }
      reconstructFormatting()
      insertElement()
      isFramesetOK = false
    case .a: startOfAnchor()
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u:
      reconstructFormatting()
      pushFormatting(insertElement(), tag)
    case .nobr:
      reconstructFormatting()
      if open.hasInScope(.nobr) {
        adoptionAgency()
        reconstructFormatting()
      }
      pushFormatting(insertElement(), tag)
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertElement()
      formatting.append(.marker)
      isFramesetOK = false
    case .table:
      if quirks != .full { closeParagraphInButtonScope() }
      insertElement()
      isFramesetOK = false
      mode = .inTable
    case .area, .br, .embed, .img, .image, .keygen, .wbr, .input, .param, .source, .track, .hr:
      startOfVoid(tag)
    case .textarea:
      insertRawText(.rcdata)
      ignoresNewline = true
      isFramesetOK = false
    case .xmp:
      closeParagraphInButtonScope()
      reconstructFormatting()
      isFramesetOK = false
      insertRawText(.rawtext)
    case .iframe:
      isFramesetOK = false
      insertRawText(.rawtext)
    case .noembed: insertRawText(.rawtext)
    case .noscript where options.isScriptingOn: insertRawText(.rawtext)
    case .select, .option, .optgroup: startOfSelectOrOption(tag)
    case .rb, .rtc:
      if open.hasInScope(.ruby) { generateImpliedEndTags() }
      insertElement()
    case .rp, .rt:
      if open.hasInScope(.ruby) { generateImpliedEndTags(except: .rtc) }
      insertElement()
    case .math:
      reconstructFormatting()
      insertForeign(.mathML)
    case .svg:
      reconstructFormatting()
      insertForeign(.svg)
    case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: return
    default:
      reconstructFormatting()
      insertElement()
    }
  }

  private mutating func startOfRoot(_ tag: Tag) {
    switch tag {
    case .html:
      if open.lastIndex(of: .template) == nil, !open.isEmpty { addAttributes(to: open[0].node) }
    case .body:
      guard open.count > 1, open[1].isHTML(.body), open.lastIndex(of: .template) == nil else {
        return
      }
      isFramesetOK = false
      addAttributes(to: open[1].node)
    default:
      guard open.count > 1, open[1].isHTML(.body), isFramesetOK else { return }
      nodes.detach(open[1].node)
      while open.count > 1 { pop() }
      insertElement()
      mode = .inFrameset
    }
  }

  /// Gives an element those attributes of the current tag that it has not.
  private mutating func addAttributes(to node: UInt32) {
    let new = tokenizer.token.attributes.indices.map { tokenizer.attributes[$0] }
    var all = Array(tokenizer.attributes[nodes[Int(node)].content.indices])
    let before = all.count
    for attribute in new where !all.contains(where: { $0.name == attribute.name }) {
      guard all.count < options.maximumAttributes else {
        tokenizer.note(.attributes)
        break
      }
      all.append(attribute)
    }
    guard all.count > before else { return }
    tokenizer.attributes.removeLast(tokenizer.attributes.count - tokenizer.keptAttributes)
    let start = tokenizer.attributes.count
    tokenizer.attributes += all
    tokenizer.keptAttributes = tokenizer.attributes.count
    nodes[Int(node)].content = ByteRange(start..<tokenizer.attributes.count)
  }

  private mutating func startOfForm() {
    let isInTemplate = open.lastIndex(of: .template) != nil
    guard form == NodeID.absent || isInTemplate else { return }
    closeParagraphInButtonScope()
    let node = insertElement()
    if !isInTemplate { form = node }
  }

  /// `li`, or `dd` and `dt`, close the item before them.
  private mutating func startOfItem(_ tags: [Tag]) {
    isFramesetOK = false
    if tags.contains(where: open.mayHold) {
      for element in open.items.reversed() {
        if element.namespace == .html, tags.contains(element.tag) {
          generateImpliedEndTags(except: element.tag)
          popThrough(element.tag)
          break
        }
        if element.properties.contains(.special),
          ![.address, .div, .p].contains(where: element.isHTML)
        {
          break
        }
      }
    }
    closeParagraphInButtonScope()
    insertElement()
  }

  private mutating func startOfAnchor() {
    if let i = lastFormatting(.a) {
      let node = formatting[i].node
      adoptionAgency()
      if let i = formattingIndex(of: node) { formatting.remove(at: i) }
      if nodes[Int(node)].isOpen, let i = open.index(of: node) {
        close(node)
        open.remove(at: i)
        currentNodeChanged()
      }
    }
    reconstructFormatting()
    pushFormatting(insertElement(), .a)
  }

  private mutating func startOfVoid(_ tag: Tag) {
    switch tag {
    case .area, .br, .embed, .img, .keygen, .wbr:
      reconstructFormatting()
      insertVoidElement()
      isFramesetOK = false
    case .image:
      // "Change the token's tag name to img and reprocess it. (Don't ask.)"
      tokenizer.token.tag = .img
      dispatch()
    case .input:
      if context?.tag == .select, context?.namespace == .html { return }
      if open.hasInScope(.select) { popThrough(.select) }
      reconstructFormatting()
      if !isHiddenInput { isFramesetOK = false }
      insertVoidElement()
    case .hr:
      closeParagraphInButtonScope()
      if open.hasInScope(.select) { generateImpliedEndTags() }
      insertVoidElement()
      isFramesetOK = false
    default: insertVoidElement()
    }
  }

  /// `select` and what it holds, as relaxed in 2025: any content may stand in it.
  private mutating func startOfSelectOrOption(_ tag: Tag) {
    if tag == .select {
      if context?.tag == .select, context?.namespace == .html { return }
      if open.hasInScope(.select) { return popThrough(.select) }
      reconstructFormatting()
      insertElement()
      isFramesetOK = false
      return
    }
    if open.hasInScope(.select) {
      if tag == .option {
        generateImpliedEndTags(except: .optgroup)
      } else {
        generateImpliedEndTags()
      }
    } else if open.last?.isHTML(.option) == true {
      pop()
    }
    reconstructFormatting()
    insertElement()
  }
}
