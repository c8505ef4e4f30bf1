import Quantities

/// A kind of number with a unit.
enum QuantityKind: Hashable, CaseIterable, Sendable {
  case size, serverRate, bandwidth, time, period, share

  /// The units with their factor to the base unit: byte, byte a second, bit a second, second, year,
  /// one.
  var units: [(name: String, factor: Double)] {
    switch self {
    case .size: DataUnit.allCases.map { ($0.rawValue, Double($0.bytes)) }
    case .serverRate: DataUnit.allCases.map { ("\($0.rawValue)/s", Double($0.bytes)) }
    case .bandwidth:
      [("bit/s", 1), ("kbit/s", 1e3), ("Mbit/s", 1e6), ("Gbit/s", 1e9), ("Tbit/s", 1e12)]
    case .time:
      [
        ("us", 1e-6), ("ms", 1e-3), ("s", 1), ("min", 60), ("h", 3_600), ("day", 86_400),
        ("days", 86_400), ("week", 604_800), ("weeks", 604_800),
      ]
    case .period: [("month", 1 / 12.0), ("months", 1 / 12.0), ("year", 1), ("years", 1)]
    case .share: [("%", 0.01)]
    }
  }

  /// What it is called in a message.
  var name: String {
    switch self {
    case .size: "size"
    case .serverRate: "rate in bytes"
    case .bandwidth: "bandwidth in bits"
    case .time: "time"
    case .period: "period"
    case .share: "share"
    }
  }

  /// The units as a sentence lists them, the usual ones only.
  var usualUnits: String {
    switch self {
    case .size: "kB, MB, GB, TB, PB or KiB, MiB, GiB, TiB, PiB"
    case .serverRate: "MB/s or GB/s"
    case .bandwidth: "kbit/s, Mbit/s or Gbit/s"
    case .time: "ms, s, min, h or days"
    case .period: "months or years"
    case .share: "%"
    }
  }

  /// The unit that a bare number most likely meant.
  var commonUnit: String {
    switch self {
    case .size: "MB"
    case .serverRate: "MB/s"
    case .bandwidth: "Mbit/s"
    case .time: "s"
    case .period: "years"
    case .share: "%"
    }
  }
}

/// What is wrong with a value.
struct ValueProblem: Error, Hashable {
  var code: String
  /// What is wrong, as it goes on after the key's name: `needs a unit, found '500'`.
  var message: String
  var hint: String?

  init(_ code: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

/// A number as files write it.
enum WrittenNumber {
  /// Splits a text into its number and what follows: `500 MB` into `500` and `MB`.
  static func split(_ text: String) -> (number: Substring, rest: Substring) {
    var index = text.startIndex
    func skip(_ isWanted: (Character) -> Bool) {
      while index < text.endIndex, isWanted(text[index]) { index = text.index(after: index) }
    }
    skip { $0 == "+" || $0 == "-" }
    skip { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," || $0 == "_" || $0 == "'" }
    // An exponent, but not the unit that begins with e.
    if index < text.endIndex, text[index] == "e" || text[index] == "E" {
      let mark = index
      index = text.index(after: index)
      if index < text.endIndex, text[index] == "+" || text[index] == "-" {
        index = text.index(after: index)
      }
      let digits = index
      skip { $0.isASCII && $0.isNumber }
      if index == digits { index = mark }
    }
    let number = text[..<index]
    let rest = text[index...].drop { $0 == " " || $0 == "\u{A0}" }
    return (number, rest)
  }

  /// Reads a plain decimal number by the rules of YAML 1.2.
  static func value(_ text: Substring, of whole: String) throws(ValueProblem) -> Double {
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    let wrong = ValueProblem("wrong-type", "is not a number, found '\(whole.excerpt)'")
    guard let first = unsigned.first, first.isASCII, first.isNumber,
      text.count - unsigned.count <= 1
    else { throw wrong }
    if let problem = separators(unsigned, in: whole) { throw problem }
    if let problem = thousandsPoint(unsigned, in: whole) { throw problem }
    if first == "0", unsigned.count > 1, unsigned.dropFirst().first?.isNumber == true {
      throw ValueProblem(
        "wrong-type", "has a number that begins with 0, found '\(whole.excerpt)'",
        hint: "write it without the leading 0")
    }
    guard unsigned.last?.isNumber == true, unsigned.filter({ $0 == "." }).count <= 1,
      let value = Double(text)
    else { throw wrong }
    guard value.isFinite else {
      throw ValueProblem("out-of-range", "is too big, found '\(whole.excerpt)'")
    }
    return value
  }

  /// What is wrong with a number that has separators.
  static func separators(_ number: Substring, in whole: String) -> ValueProblem? {
    guard number.contains(where: { ",_'".contains($0) }) else { return nil }
    let found = "found '\(whole.excerpt)'"
    guard let match = number.wholeMatch(of: /[0-9]+,([0-9]+)/), match.1.count != 3 else {
      return ValueProblem(
        "wrong-type", "has a number with separators, \(found)",
        hint: "write it without separators, and with a point for decimals")
    }
    let pointed = whole.replacing(",", with: ".", maxReplacements: 1)
    return ValueProblem(
      "decimal-comma", "has a decimal comma, \(found)", hint: "write '\(pointed.excerpt)'")
  }

  /// What is wrong where a point may stand between thousands, as much of Europe writes them.
  ///
  /// `13.000` is thirteen to us and thirteen thousand to others, and nobody writes three zeros after
  /// a decimal point without a reason; `1.250` is left alone, since prices are written so.
  private static func thousandsPoint(_ number: Substring, in whole: String) -> ValueProblem? {
    // A pattern is made anew each time it is asked, which most numbers need not wait for.
    guard number.contains("."),
      number.wholeMatch(of: /[1-9][0-9]{0,2}(\.000|(\.[0-9]{3}){2,})/) != nil
    else { return nil }
    let joined = number.filter { $0 != "." }
    let short = number.prefix { $0 != "." }
    func written(_ digits: some Collection<Character>) -> String {
      "'\(whole.replacing(number, with: digits, maxReplacements: 1).excerpt)'"
    }
    return joined.count == short.count + 3
      ? ValueProblem(
        "thousands-point", "can mean \(joined) or \(short), found '\(whole.excerpt)'",
        hint: "write \(written(joined)) or \(written(short))")
      : ValueProblem(
        "thousands-point", "has points between thousands, found '\(whole.excerpt)'",
        hint: "write \(written(joined))")
  }
}

extension QuantityKind {
  /// Reads a number with its unit.
  ///
  /// - Returns: The number in the base unit.
  func value(_ text: String, example: String) throws(ValueProblem) -> Double {
    let (number, rest) = WrittenNumber.split(text)
    guard !number.isEmpty else {
      throw ValueProblem(
        "wrong-type", "is not a \(name), found '\(text.excerpt)'",
        hint: "write it like '\(example)'")
    }
    let value = try WrittenNumber.value(number, of: text)
    guard !rest.isEmpty else {
      throw ValueProblem(
        "missing-unit", "needs a unit, found '\(text.excerpt)'",
        hint: missingUnitHint(value, String(number), example: example))
    }
    let unit = String(rest)
    if let known = units.first(where: { $0.name == unit }) {
      // Dividing by a whole number rounds once: 18 ms are 0.018 s, not 18 × 0.001 s.
      return known.factor < 1 ? value / (1 / known.factor).rounded() : value * known.factor
    }
    throw wrongUnit(unit, in: text)
  }

  private func missingUnitHint(_ value: Double, _ number: String, example: String) -> String {
    guard self == .share else {
      // The key's own example has the unit that is usual for it.
      let usual = String(WrittenNumber.split(example).rest)
      let unit = units.contains { $0.name == usual } ? usual : commonUnit
      return "write '\(number) \(unit)' or another of \(usualUnits)"
    }
    return abs(value) <= 1 && number.contains(".")
      ? "write '\(WrittenNumber.plain(value * 100)) %' if \(number) is the share of one"
      : "write '\(number) %'"
  }

  private func wrongUnit(_ unit: String, in text: String) -> ValueProblem {
    let found = "found '\(text.excerpt)'"
    func others(_ kind: QuantityKind) -> Bool { kind.units.contains { $0.name == unit } }
    switch self {
    case .bandwidth where others(.serverRate), .bandwidth where others(.size):
      return ValueProblem(
        "wrong-unit", "is in bits a second, \(found)",
        hint: "write it in \(usualUnits); 1 byte is 8 bits")
    case .serverRate where others(.bandwidth):
      return ValueProblem(
        "wrong-unit", "is in bytes a second, \(found)",
        hint: "write it in \(usualUnits); 8 bits are 1 byte")
    case .size where unit.hasSuffix("bit") || unit.hasSuffix("b"):
      return ValueProblem(
        "wrong-unit", "is in bytes, \(found)",
        hint: units.first { $0.name.lowercased() == unit.lowercased() }.map {
          "write '\(text.dropLast(unit.count))\($0.name)'; 'b' and 'bit' are bits, and 8 bits are 1 byte"
        } ?? "write 'B' for bytes; 'b' and 'bit' are bits, and 8 bits are 1 byte")
    default: break
    }
    if self == .bandwidth || self == .serverRate, unit.hasSuffix("b/s") || unit.hasSuffix("bps") {
      let prefix = unit == "b/s" || unit == "bps" ? "" : String(unit.prefix(1))
      return ValueProblem(
        "wrong-unit", "has a unit that can be read as bits or as bytes, \(found)",
        hint: self == .bandwidth
          ? "write '\(prefix)bit/s' if it is bits; if it is '\(prefix)B/s', write 8 times the number"
          : "write '\(prefix)B/s' if it is bytes; if it is '\(prefix)bit/s', write an eighth of the number"
      )
    }
    let hint =
      units.first { $0.name.lowercased() == unit.lowercased() }.map { "did you mean '\($0.name)'?" }
      ?? "write it in \(usualUnits)"
    return ValueProblem(
      "wrong-unit", "has the unknown unit '\(unit.excerpt)', \(found)", hint: hint)
  }

}

extension WrittenNumber {
  /// A number as a person writes it: 4, not 4.0, and 0.6, not 0.6000000001.
  static func plain(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int64(rounded)) : String(rounded)
  }
}

/// A share as files write it, read from elsewhere: `1 %`.
package enum WrittenShare {
  /// Reads a share.
  ///
  /// - Parameters:
  ///   - text: A number with its sign of per cent.
  ///   - example: For the hint, where it cannot be read.
  /// - Returns: 0.01 for `1 %`.
  /// - Throws: ``WrittenShareError`` where the text is no number with a sign of per cent.
  package static func value(_ text: String, example: String) throws(WrittenShareError) -> Double {
    do throws(ValueProblem) {
      return try QuantityKind.share.value(text, example: example)
    } catch {
      throw WrittenShareError(message: error.message, hint: error.hint)
    }
  }
}

/// Why a text is no share.
package struct WrittenShareError: Error, Hashable {
  /// As it goes on after what the text stands for: `needs a unit, found '1'`.
  package var message: String
  /// What to do.
  package var hint: String?
}
