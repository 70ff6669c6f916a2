import Domain

/// A real `application/x-www-form-urlencoded` body: `url`, `html` and `text` as its only keys.
///
/// curl sends that content type for any `--data`, so most bodies that bear it are no forms at all: a
/// page is told by its keys, and by the bytes that a form would have encoded.
struct Form {
  private(set) var fields: [(name: String, value: [UInt8])] = []

  /// The form, or nil where the bytes are something else.
  ///
  /// - Throws: A `PageProblem` where it has a key more: with `url` or `html` among its keys nothing else is
  ///   written so.
  init?(_ body: [UInt8]) throws(PageProblem) {
    var stranger: String?
    for pair in body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
        let value = Form.decode(pair[(equals + 1)...]), let key = Form.decode(pair[..<equals])
      else { return nil }
      if let name = Form.names.first(where: { key.elementsEqual($0.utf8) }) {
        fields.append((name, value))
      } else {
        stranger = stranger ?? String(decoding: key, as: UTF8.self)
      }
    }
    guard let stranger else { return }
    guard fields.contains(where: { $0.name != "text" }) else { return nil }
    throw PageProblem(
      .malformed,
      "The form has the key \(stranger.prefix(100)), which none of a page's is. A form may have"
        + " \(Form.names.joined(separator: ", ")); send what else is known as JSON.",
      member: String(stranger.prefix(100)))
  }

  func value(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  private static let names = ["html", "text", "url"]

  /// Decodes percent-triplets and `+`; nil where a byte stands bare that the URL Standard's
  /// serializer (§5.2) would have encoded, blanks, `<` and all beyond ASCII among them.
  private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var position = text.startIndex
    while position < text.endIndex {
      switch text[position] {
      case UInt8(ascii: "%"):
        guard position + 2 < text.endIndex,
          let high = JSONReader.hexadecimal(text[position + 1]),
          let low = JSONReader.hexadecimal(text[position + 2])
        else { return nil }
        bytes.append(UInt8(high << 4 | low))
        position += 2
      case UInt8(ascii: "+"):
        bytes.append(0x20)
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0x7F...0xFF:
        return nil
      case let byte:
        bytes.append(byte)
      }
      position += 1
    }
    return bytes
  }
}

extension PageReader {
  func order(form: Form, url: String?) throws(PageProblem) -> PageOrder {
    for name in ["html", "text", "url"] where form.fields.count(where: { $0.name == name }) > 1 {
      throw PageProblem(.malformed, "\(name) is in the form twice.", member: name)
    }
    let own = form.value("url").map { String(decoding: $0, as: UTF8.self) }
    if own != nil, url != nil {
      throw PageProblem(
        .malformed, "url is given twice: in the form and beside it. Give it once.", member: "url")
    }
    let name = form.value("html") == nil ? "text" : "html"
    guard let bytes = form.value(name) else {
      guard let own else {
        throw PageProblem(
          .incomplete,
          "The form has neither html nor text nor url. Send the page with --data-urlencode"
            + " html@page.html.")
      }
      return .address(PageAddress(url: try absolute(own)))
    }
    guard name == "text" || form.value("text") == nil else {
      throw PageProblem(.incomplete, "The form has html and text: give one of them.", member: name)
    }
    guard !bytes.isEmpty else {
      throw PageProblem(.empty, "\(name) is empty: there is no page to clean.", member: name)
    }
    var page = try page(bytes, type: nil, url: own ?? url)
    page.mediaType = name == "html" ? "text/html" : "text/plain"
    return .page(page)
  }
}
