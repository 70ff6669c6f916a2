extension TreeConstruction {
  /// The "initial" insertion mode.
  mutating func initial() {
    switch token.kind {
    case .characters where !takeWhitespace({ _, _ in }): return
    case .comment: return insertComment(under: 0)
    case .doctype:
      var node = Node(.doctype)
      node.content = token.doctype.name ?? .empty
      node.source = ByteRange(token.start..<token.end)
      insert(make(node), at: Place(parent: 0))
      doctype = token.doctype
      quirks = quirksOfDoctype()
      mode = .beforeHTML
    default:
      quirks = .full
      reprocess(in: .beforeHTML)
    }
  }

  /// Source: HTML standard, "the initial insertion mode", the two lists of identifiers.
  private func quirksOfDoctype() -> QuirksMode {
    let doctype = token.doctype
    guard !token.forcesQuirks, let name = doctype.name, tokenizer.equals(name, "html") else {
      return .full
    }
    if let system = doctype.systemID,
      tokenizer.equals(system, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")
    {
      return .full
    }
    guard let publicID = doctype.publicID else { return .none }
    let ids = QuirkyIdentifiers.self
    if ids.whole.contains(where: { tokenizer.equals(publicID, $0) })
      || ids.prefixes.contains(where: { tokenizer.hasPrefix(publicID, $0) })
    {
      return .full
    }
    let isHTML4 = ids.html401Prefixes.contains { tokenizer.hasPrefix(publicID, $0) }
    if isHTML4 { return doctype.systemID == nil ? .full : .limited }
    return ids.limitedPrefixes.contains { tokenizer.hasPrefix(publicID, $0) } ? .limited : .none
  }
}

/// Public identifiers that bring quirks, in lower case.
private enum QuirkyIdentifiers {
  static let whole: [StaticString] = [
    "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
  ]

  static let html401Prefixes: [StaticString] = [
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
  ]

  static let limitedPrefixes: [StaticString] = [
    "-//w3c//dtd xhtml 1.0 frameset//", "-//w3c//dtd xhtml 1.0 transitional//",
  ]

  static let prefixes: [StaticString] = [
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
  ]
}
