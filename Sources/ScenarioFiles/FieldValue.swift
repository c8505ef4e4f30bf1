import Foundation
import PlanModel
import Quantities

/// A plain value as its kind reads it.
enum FieldValue: Sendable {
  case text(String)
  /// In the base unit of the kind.
  case number(Double)
  case decimal(Decimal)
  case flag(Bool)
  case month(CalendarMonth)
  /// Years or days; nil is never.
  case limit(Double?)
}

extension Character {
  /// Whether it is a letter from A to Z or a digit.
  fileprivate var isPlainLetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}

extension FieldKind {
  /// Reads a plain value.
  ///
  /// - Parameters:
  ///   - text: As written.
  ///   - isPlain: Whether it stands there without quotes.
  ///   - example: What to propose.
  /// - Returns: The value, quantities in their base unit.
  /// - Throws: What is wrong with it.
  func read(_ text: String, isPlain: Bool, example: String) throws(ValueProblem) -> FieldValue {
    // Nothing is that long, and some ways to read it would take their time.
    guard text.utf8.count <= 10_000 else {
      throw ValueProblem(
        "too-long", "is far too long, found '\(text.prefix(60).description.excerpt)'")
    }
    let found = "found '\(text.excerpt)'"
    switch self {
    case .version:
      guard isPlain, text == "1" else {
        throw ValueProblem(
          "unknown-version", "is the version of the format and must be 1, \(found)",
          hint: "write 'pacsplan: 1'")
      }
      return .number(1)
    case .text(let limit):
      return .text(try Self.line(text, limit: limit))
    case .identifier:
      return .text(try Self.identifier(text))
    case .modality, .modalityPattern:
      return .text(try modality(text))
    case .choice(let words, let later):
      if words.contains(text) { return .text(text) }
      if later.contains(text) {
        throw ValueProblem(
          "not-yet-supported", ": '\(text)' is not yet supported",
          hint: "write one of: \(words.joined(separator: ", "))")
      }
      throw ValueProblem(
        "unknown-choice", "cannot be '\(text.excerpt)'",
        hint: text.nearest(in: words).map { "did you mean '\($0)'?" }
          ?? "write one of: \(words.joined(separator: ", "))")
    case .flag:
      guard isPlain, ["yes", "no", "true", "false"].contains(text) else {
        throw ValueProblem("wrong-type", "must be yes or no, \(found)", hint: "write 'yes' or 'no'")
      }
      return .flag(text == "yes" || text == "true")
    case .whole, .number, .decimal:
      return try plainNumber(text, isPlain: isPlain)
    case .quantity(let kind, let least, let most):
      let value = try kind.value(text, example: example)
      guard let low = try? kind.value(least, example: ""),
        let high = try? kind.value(most, example: "")
      else { preconditionFailure("the limits of a field are written like its values") }
      guard value >= low, value <= high else {
        throw ValueProblem(
          "out-of-range",
          "must be between \(least) and \(most), \(found)")
      }
      return .number(value)
    case .yearlyMoney: return .decimal(try Self.yearlyMoney(text).amount)
    case .month(let range): return .month(try Self.month(text, range))
    case .date: return .text(try Self.date(text))
    case .currency:
      guard Currency(code: text) != nil else {
        throw ValueProblem(
          "unknown-currency", "is not a known currency, \(found)",
          hint: Currency.codes.contains(text.uppercased())
            ? "did you mean '\(text.uppercased())'?" : "write its three letters, such as USD or EUR"
        )
      }
      return .text(text)
    case .timeZone:
      guard Self.isTimeZone(text) else {
        throw ValueProblem(
          "unknown-time-zone", "is not a known time zone, \(found)",
          hint: text.nearest(in: Self.timeZones.sorted()).map { "did you mean '\($0)'?" }
            ?? "write a name such as America/New_York or Europe/London")
      }
      return .text(text)
    case .path: return .text(try Self.line(text, limit: 500))
    case .retention: return .limit(try Self.retention(text))
    case .retentionTerm:
      _ = try Self.term(text)
      return .text(text)
    case .leaves: return .limit(try Self.leaves(text))
    case .moment(let range):
      guard text.contains(" ") || text.contains(":") else {
        return .month(try Self.month(text, range))
      }
      _ = try Self.moment(text)
      return .text(text)
    case .window:
      _ = try Self.window(text)
      return .text(text)
    case .milestone:
      if text == "signature" || text == "go-live" { return .text(text) }
      guard text.first?.isNumber ?? false else {
        throw ValueProblem(
          "unknown-choice", "cannot be '\(text.excerpt)'",
          hint: text.nearest(in: ["signature", "go-live"]).map { "did you mean '\($0)'?" }
            ?? "write 'signature', 'go-live' or a month such as '2027-10'")
      }
      return .month(try Self.month(text, "2000-01"..."2140-12"))
    case .estimate(let kind), .either(let kind, _):
      return try kind.read(text, isPlain: isPlain, example: example)
    case .mapping:
      throw ValueProblem(
        "wrong-type", "must be a mapping of keys, \(found)",
        hint: example.asHint)
    case .list:
      throw ValueProblem(
        "wrong-type", "must be a list, \(found)", hint: example.asHint)
    }
  }

  /// For the nearest name; zones have more names than these, such as Asia/Kolkata.
  private static let timeZones = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC"])

  private static func isTimeZone(_ name: String) -> Bool {
    timeZones.contains(name)
      || (name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_+\-]*(\/[A-Za-z0-9_+\-]+)+/) != nil
        && TimeZone(identifier: name) != nil)
  }

  private func plainNumber(_ text: String, isPlain: Bool) throws(ValueProblem) -> FieldValue {
    guard isPlain else {
      throw ValueProblem(
        "wrong-type", "must be a number, found the text \"\(text.excerpt)\"",
        hint: "remove the quotes")
    }
    let (number, rest) = WrittenNumber.split(text)
    if !rest.isEmpty {
      guard (try? WrittenNumber.value(number, of: text)) != nil,
        rest.allSatisfy({ $0.isLetter || $0 == "/" || $0 == "%" || $0 == " " }), number != "0"
      else { throw ValueProblem("wrong-type", "is not a number, found '\(text.excerpt)'") }
      let value = try WrittenNumber.value(number, of: text)
      let times = ["k": 1e3, "K": 1e3, "M": 1e6][String(rest)]
      throw ValueProblem(
        "wrong-unit", "is a number without a unit, found '\(text.excerpt)'",
        hint: "write '\(times.map { WrittenNumber.plain(value * $0) } ?? String(number))'")
    }
    let value = try WrittenNumber.value(number.isEmpty ? text[...] : number, of: text)
    switch self {
    case .whole(let range):
      guard let whole = Int(number) else {
        throw ValueProblem("wrong-type", "must be a whole number, found '\(text.excerpt)'")
      }
      guard range.contains(whole) else {
        throw Self.outside("\(range.lowerBound)", "\(range.upperBound)", text)
      }
      return .number(Double(whole))
    case .number(let range):
      guard range.contains(value) else {
        throw Self.outside(Self.short(range.lowerBound), Self.short(range.upperBound), text)
      }
      return .number(value)
    case .decimal(let most):
      guard let price = UnitPrice(parsing: String(number)), let limit = UnitPrice(parsing: most)
      else {
        throw ValueProblem(
          "wrong-type", "must be a plain decimal number, found '\(text.excerpt)'",
          hint: "write it with digits and a point, such as 0.105")
      }
      guard price.amount >= 0, price.amount <= limit.amount else {
        throw Self.outside("0", most, text)
      }
      return .decimal(price.amount)
    default: preconditionFailure("only kinds of numbers are read as numbers")
    }
  }

  private static func outside(_ low: String, _ high: String, _ text: String) -> ValueProblem {
    ValueProblem("out-of-range", "must be between \(low) and \(high), found '\(text.excerpt)'")
  }

  /// A limit as a person writes it.
  static func short(_ limit: Double) -> String {
    limit == limit.rounded() && abs(limit) < 1e15 ? String(Int64(limit)) : String(limit)
  }

  private static func line(_ text: String, limit: Int) throws(ValueProblem) -> String {
    let joined = text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    let trimmed = joined.trimmingCharacters(in: .whitespaces)
    guard !trimmed.isEmpty else { throw ValueProblem("empty-text", "is empty") }
    guard trimmed.count <= limit else {
      throw ValueProblem(
        "too-long", "has \(trimmed.count) characters, and \(limit) are the most")
    }
    guard !trimmed.unicodeScalars.contains(where: { CharacterSet.controlCharacters.contains($0) })
    else { throw ValueProblem("not-text", "holds characters that cannot be shown") }
    return trimmed
  }

  private static func identifier(_ text: String) throws(ValueProblem) -> String {
    guard text.count <= 60, text.first?.isPlainLetterOrDigit == true,
      text.allSatisfy({ $0.isPlainLetterOrDigit || "._-".contains($0) })
    else {
      throw ValueProblem(
        "wrong-name", "is a name for reference and cannot be '\(text.excerpt)'",
        hint: "use letters, digits, '-', '_' and '.', at most 60, such as 'main-ct'")
    }
    return text
  }

  private func modality(_ text: String) throws(ValueProblem) -> String {
    var code = text[...]
    if case .modalityPattern = self, code.hasSuffix("*"), code.count > 1 { code = code.dropLast() }
    guard code.count <= 16, let first = code.first, first.isPlainLetterOrDigit, !first.isLowercase,
      code.allSatisfy({ $0.isPlainLetterOrDigit || "/-".contains($0) })
    else {
      throw ValueProblem(
        "wrong-name", "is a modality code and cannot be '\(text.excerpt)'",
        hint: modalityHint(text) ?? "write it like CT, PT/CT or MG-DBT")
    }
    return text
  }

  /// The code of the catalogue, or the pattern, that was written in small letters.
  private func modalityHint(_ text: String) -> String? {
    let shipped = CatalogueEntry.shipped.map(\.code)
    let code = text.uppercased()
    guard case .modalityPattern = self else {
      guard
        code.nearest(in: shipped) != nil || shipped.contains(where: { $0.hasPrefix(code + "-") })
      else { return nil }
      return ModalityCheck.hint(for: code, in: shipped)
    }
    if code.hasSuffix("*"), shipped.contains(where: { $0.hasPrefix(code.dropLast()) }) {
      return "did you mean '\(code)'?"
    }
    return text.nearest(in: ["default", "purge"] + shipped).map { "did you mean '\($0)'?" }
  }

  /// Reads `2030-03-14 02:00`.
  static func moment(_ text: String) throws(ValueProblem) -> (day: CalendarDate, time: Int) {
    let wrong = ValueProblem(
      "wrong-date", "must be a day with a time, found '\(text.excerpt)'",
      hint: "write it like '2030-03-14 02:00'")
    guard let match = text.wholeMatch(of: /([0-9-]+) +([0-9:]+)/) else { throw wrong }
    let date = try Self.date(String(match.1))
    guard let parts = digits(of: date, [4, 2, 2]), let time = clock(String(match.2)),
      let day = CalendarDate(parts[0], parts[1], parts[2]), time < 86_400
    else { throw wrong }
    return (day, time)
  }

  /// Reads `19:00-06:00`.
  static func window(_ text: String) throws(ValueProblem) -> (from: Int, to: Int) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      clock($0.trimmingCharacters(in: .whitespaces))
    }
    guard ends.count == 2, let from = ends[0], let to = ends[1], from < 86_400 else {
      throw ValueProblem(
        "wrong-type", "must be a time of day to another, found '\(text.excerpt)'",
        hint: "write it like '19:00-06:00'")
    }
    return (from, to)
  }

  /// Seconds from midnight of `06:00`, up to `24:00`.
  private static func clock(_ text: String) -> Int? {
    guard let match = text.wholeMatch(of: /([0-9]{1,2}):([0-9]{2})/), let hours = Int(match.1),
      let minutes = Int(match.2), minutes < 60, hours * 60 + minutes <= 24 * 60
    else { return nil }
    return hours * 3_600 + minutes * 60
  }

  /// Reads `84810 USD/year`.
  static func yearlyMoney(_ text: String) throws(ValueProblem) -> (
    amount: Decimal, currency: Currency
  ) {
    guard let match = text.wholeMatch(of: /(.*?) ?([A-Za-z]{3}) ?\/ ?(year|month)/),
      match.3 == "year"
    else {
      throw ValueProblem(
        "wrong-unit", "is money a year, found '\(text.excerpt)'",
        hint: "write it like '84810 USD/year'")
    }
    _ = try WrittenNumber.value(match.1, of: text)
    guard let currency = Currency(code: String(match.2)) else {
      throw ValueProblem("unknown-currency", "is not in a known currency, found '\(text.excerpt)'")
    }
    guard let price = UnitPrice(parsing: String(match.1)), price.amount >= 0,
      price.amount <= Decimal(1_000_000_000)
    else { throw outside("0", "1000000000", text) }
    return (price.amount, currency)
  }

  private static func month(_ text: String, _ range: ClosedRange<String>) throws(ValueProblem)
    -> CalendarMonth
  {
    guard let parts = digits(of: text, [4, 2]), (1...12).contains(parts[1]) else {
      throw ValueProblem(
        "wrong-date", "must be a month, found '\(text.excerpt)'", hint: "write it like '2027-01'")
    }
    guard range.contains(text) else { throw outside(range.lowerBound, range.upperBound, text) }
    return CalendarMonth(year: parts[0], month: parts[1])
  }

  /// The numbers of a text such as `2026-10-07`, of so many digits each.
  private static func digits(of text: String, _ widths: [Int]) -> [Int]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == widths else { return nil }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    return numbers.count == widths.count ? numbers : nil
  }

  private static func date(_ text: String) throws(ValueProblem) -> String {
    let wrong = ValueProblem(
      "wrong-date", "must be a day of the calendar, found '\(text.excerpt)'",
      hint: "write it like '2026-10-07'")
    guard let parts = digits(of: text, [4, 2, 2]),
      CalendarDate(parts[0], parts[1], parts[2]) != nil
    else { throw wrong }
    guard (1980...2100).contains(parts[0]) else { throw outside("1980-01-01", "2100-12-31", text) }
    return text
  }

  private static func retention(_ text: String) throws(ValueProblem) -> Double? {
    if text == "never" { return nil }
    let years = try QuantityKind.period.value(text, example: "7 years")
    guard years > 0, years <= 150 else { throw outside("1 month", "150 years", text) }
    return years
  }

  /// Reads `7 years`, `age 21` or `never`.
  static func term(_ text: String) throws(ValueProblem) -> RetentionTerm {
    guard let match = text.wholeMatch(of: /age +(.*)/) else {
      let (number, rest) = WrittenNumber.split(text)
      guard !number.isEmpty || text == "never" else {
        throw ValueProblem(
          "wrong-type", "cannot be '\(text.excerpt)'", hint: "write 'age 21', '7 years' or 'never'")
      }
      if rest.isEmpty, text != "never" {
        throw ValueProblem(
          "missing-unit", "needs a unit, found '\(text.excerpt)'",
          hint: "write 'age \(number)' for the patient's age, or '\(number) years' since the study")
      }
      return .years(try retention(text))
    }
    let age = try WrittenNumber.value(match.1, of: text)
    guard age >= Double(RetentionPeriod.majority), age <= 150 else {
      throw outside("age \(RetentionPeriod.majority)", "age 150", text)
    }
    return .age(age)
  }

  private static func leaves(_ text: String) throws(ValueProblem) -> Double? {
    if text == "at end of retention" { return nil }
    guard let match = text.wholeMatch(of: /(.+) after (acquisition|last access)/) else {
      let isAge = [QuantityKind.period, .time].contains {
        (try? $0.value(text, example: "")) != nil
      }
      throw ValueProblem(
        "wrong-type", "cannot be '\(text.excerpt)'",
        hint: isAge
          ? "write '\(text) after acquisition' or '\(text) after last access'"
          : "write '30 days after acquisition', '30 days after last access' or 'at end of retention'"
      )
    }
    let age = String(match.1)
    let (_, unit) = WrittenNumber.split(age)
    let days: Double
    if QuantityKind.period.units.contains(where: { $0.name == unit }) {
      days = (try QuantityKind.period.value(age, example: "30 days") * 365.25).rounded()
    } else {
      days = try QuantityKind.time.value(age, example: "30 days") / 86_400
    }
    guard days >= 1, days <= 36_525 else { throw outside("1 day", "100 years", text) }
    guard days == days.rounded() else {
      throw ValueProblem("wrong-type", "is in whole days, found '\(text.excerpt)'")
    }
    return days
  }
}
