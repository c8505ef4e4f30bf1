import Foundation

/// A JSON document that is written the same way every time: keys in order of the alphabet, numbers
/// as the shortest text that reads back as the same number.
package indirect enum JSONValue: Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case integer(Int64)
  case unsigned(UInt64)
  case boolean(Bool)
  case null

  /// Numbers in a row.
  package static func numbers(_ values: [Double]) -> JSONValue {
    .array(values.map { .number($0) })
  }

  /// The text, or null.
  package static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// The document, two spaces an indent, arrays of plain values on one line.
  package func render() -> String {
    var result = ""
    write(to: &result, indent: "")
    return result + "\n"
  }

  private func write(to result: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .object(let members):
      guard !members.isEmpty else {
        result += "{}"
        return
      }
      result += "{"
      for (place, key) in members.keys.sorted().enumerated() {
        result += "\(place == 0 ? "" : ",")\n\(inner)\(Self.quoted(key)): "
        members[key]?.write(to: &result, indent: inner)
      }
      result += "\n\(indent)}"
    case .array(let values):
      let isPlain = values.allSatisfy(\.isPlain)
      result += "["
      for (place, value) in values.enumerated() {
        if place > 0 { result += isPlain ? ", " : "," }
        if !isPlain { result += "\n\(inner)" }
        value.write(to: &result, indent: inner)
      }
      result += isPlain ? "]" : "\n\(indent)]"
    case .string(let text): result += Self.quoted(text)
    case .number(let number): result += Self.text(number)
    case .integer(let number): result += "\(number)"
    case .unsigned(let number): result += "\(number)"
    case .boolean(let value): result += value ? "true" : "false"
    case .null: result += "null"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  /// A number; JSON has none that is not finite.
  private static func text(_ number: Double) -> String {
    guard number.isFinite else { return "null" }
    let text = "\(number)"
    return text.hasSuffix(".0") ? (text == "-0.0" ? "0" : String(text.dropLast(2))) : text
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
