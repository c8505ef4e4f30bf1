/// A strict reader of the XML that workbooks are made of: one event after the other, nothing built up.
///
/// It knows elements, attributes, text, comments, character data sections and the five entities that XML
/// has of its own. A document type is refused, and with it all that could be defined in one: entities
/// that unfold to more than fits into memory, and files from elsewhere.
package struct XMLReader {
  /// What is wrong with the text.
  package struct Fault: Error, Hashable {
    package var reason: String
  }
  /// What comes next.
  package enum Event: Hashable {
    /// An element begins.
    case start(Element)
    /// The element of this name, without its prefix, ends.
    case end(String)
    /// Text between tags, its entities replaced.
    case text(String)
  }
  /// An element's name and attributes.
  package struct Element: Hashable {
    /// Without its prefix.
    package var name: String
    fileprivate var attributes: [Attribute]

    /// An attribute's value by its name; without a prefix it stands for the name with any.
    package subscript(name: String) -> String? {
      attributes.first { $0.name == name }?.value
        ?? attributes.first { $0.name.hasSuffix(":" + name) }?.value
    }
  }
  fileprivate struct Attribute: Hashable {
    var name: String
    var value: String
  }

  /// How deep elements may be nested.
  private static let deepest = 64
  private static let mostAttributes = 100

  private let bytes: [UInt8]
  private var place = 0
  private var open: [String] = []
  /// An element that closed itself and whose end has not been told.
  private var closing: String?
  private var hasRoot = false

  /// Begins to read.
  package init(_ bytes: [UInt8]) throws(Fault) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw Fault(reason: "is not UTF-8 text")
    }
  }

  /// The next event; nil at the end of a whole document.
  package mutating func next() throws(Fault) -> Event? {
    if let name = closing {
      closing = nil
      open.removeLast()
      return .end(name)
    }
    while place < bytes.count {
      guard bytes[place] == Self.less else {
        let text = try text()
        if open.isEmpty {
          guard text.allSatisfy(\.isWhitespace) else {
            throw Fault(reason: "has text outside of it")
          }
          continue
        }
        return .text(text)
      }
      if has("<!--") {
        try skip(past: "-->")
      } else if has("<![CDATA[") {
        guard !open.isEmpty else { throw Fault(reason: "has text outside of it") }
        place += 9
        let start = place
        try skip(past: "]]>")
        return .text(try string(start..<place - 3))
      } else if has("<!") {
        throw Fault(reason: "has a document type, which no workbook needs")
      } else if has("<?") {
        try skip(past: "?>")
      } else if has("</") {
        place += 2
        let name = try name()
        skipSpace()
        try take(Self.greater)
        guard let expected = open.popLast(), expected == Self.local(name) else {
          throw Fault(reason: "has a tag that ends nothing")
        }
        return .end(expected)
      } else {
        return .start(try element())
      }
    }
    guard open.isEmpty, hasRoot else { throw Fault(reason: "is cut short") }
    return nil
  }

  /// Passes over all that is inside the element that has just begun, and its end.
  package mutating func skipElement() throws(Fault) {
    let depth = open.count
    while open.count >= depth {
      guard try next() != nil else { return }
    }
  }

  // MARK: Pieces

  private mutating func element() throws(Fault) -> Element {
    place += 1
    let name = Self.local(try name())
    guard !open.isEmpty || !hasRoot else { throw Fault(reason: "has a second root") }
    hasRoot = true
    guard open.count < Self.deepest else { throw Fault(reason: "is nested too deep") }
    var element = Element(name: name, attributes: [])
    while true {
      let before = place
      skipSpace()
      guard place < bytes.count else { throw Fault(reason: "is cut short") }
      if bytes[place] == Self.greater {
        place += 1
        open.append(name)
        return element
      }
      if has("/>") {
        place += 2
        open.append(name)
        closing = name
        return element
      }
      guard place > before, element.attributes.count < Self.mostAttributes else {
        throw Fault(reason: "has a broken tag")
      }
      element.attributes.append(try attribute(of: element))
    }
  }

  private mutating func attribute(of element: Element) throws(Fault) -> Attribute {
    let name = try name()
    guard !element.attributes.contains(where: { $0.name == name }) else {
      throw Fault(reason: "has an attribute twice")
    }
    skipSpace()
    try take(UInt8(ascii: "="))
    skipSpace()
    guard place < bytes.count,
      bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
    else { throw Fault(reason: "has an attribute without quotes") }
    let quote = bytes[place]
    place += 1
    let start = place
    while place < bytes.count, bytes[place] != quote {
      guard bytes[place] != Self.less else { throw Fault(reason: "has a broken tag") }
      place += 1
    }
    guard place < bytes.count else { throw Fault(reason: "is cut short") }
    let value = try unescaped(start..<place)
    place += 1
    return Attribute(name: name, value: value)
  }

  private mutating func text() throws(Fault) -> String {
    let start = place
    while place < bytes.count, bytes[place] != Self.less { place += 1 }
    return try unescaped(start..<place)
  }

  private mutating func name() throws(Fault) -> String {
    let start = place
    while place < bytes.count, Self.isNameByte(bytes[place]) { place += 1 }
    guard place > start, place - start <= 256 else {
      throw Fault(reason: "has a tag without a name")
    }
    return try string(start..<place)
  }

  private mutating func skip(past end: String) throws(Fault) {
    let wanted = Array(end.utf8)
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place..<place + wanted.count].elementsEqual(wanted) {
        place += wanted.count
        return
      }
      place += 1
    }
    throw Fault(reason: "is cut short")
  }

  private mutating func skipSpace() {
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws(Fault) {
    guard place < bytes.count else { throw Fault(reason: "is cut short") }
    guard bytes[place] == byte else { throw Fault(reason: "has a broken tag") }
    place += 1
  }

  private func has(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { return false }
    return true
  }

  // MARK: Characters

  private func string(_ range: Range<Int>) throws(Fault) -> String {
    for place in range where bytes[place] < 0x20 && !Self.isSpace(bytes[place]) {
      throw Fault(reason: "has a control character")
    }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw Fault(reason: "is not UTF-8 text")
    }
    return text
  }

  /// Replaces the entities of XML itself; there are no others.
  private func unescaped(_ range: Range<Int>) throws(Fault) -> String {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return try string(range) }
    var result = ""
    var start = range.lowerBound
    while let mark = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) {
      result += try string(start..<mark)
      // The longest is &#x10FFFF;
      guard
        let end = bytes[mark..<min(range.upperBound, mark + 12)].firstIndex(of: UInt8(ascii: ";"))
      else { throw Fault(reason: "has an unknown entity") }
      result.unicodeScalars.append(try Self.entity(try string(mark + 1..<end)))
      start = end + 1
    }
    return result + (try string(start..<range.upperBound))
  }

  private static func entity(_ name: String) throws(Fault) -> Unicode.Scalar {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    let number =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16)
      : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    guard let scalar = number.flatMap(Unicode.Scalar.init),
      scalar.value >= 0x20 || [9, 10, 13].contains(scalar.value)
    else { throw Fault(reason: "has an unknown entity") }
    return scalar
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 9 || byte == 10 || byte == 13
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    !isSpace(byte) && byte >= 0x20 && !"<>=/\"'&?!".utf8.contains(byte)
  }

  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }
}
