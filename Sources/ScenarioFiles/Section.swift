import Foundation
import PlanModel
import Quantities

/// A mapping of a file, seen through its table of fields.
///
/// What is not there, or does not fit its kind, reads as nil: the conformance check has reported
/// it. A key that is left out reads as its default.
struct Section: Sendable {
  /// What is known of the mapping's keys.
  var table: FieldTable
  /// The mapping.
  var value: YamlValue
  /// The file as messages name it.
  var file: String

  /// The value of a key where the file has it.
  func written(_ key: String) -> YamlValue? {
    precondition(table[key] != nil, "'\(table.name)' has no field '\(key)'")
    return value[key].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The value of a key, without the source that it may be written with.
  func plain(_ key: String) -> YamlValue? {
    guard let written = written(key) else { return nil }
    return written.withoutSource
  }

  /// Whether the file has the key.
  func has(_ key: String) -> Bool { written(key) != nil }

  /// Where a key's value stands, or the mapping where the key is missing.
  func location(_ key: String? = nil) -> SourceLocation {
    ((key.flatMap { value[$0] }) ?? value).location(in: file)
  }

  /// Where a key's value comes from: its own words, or what the mapping says in the same file.
  func source(of key: String) -> String? {
    guard let value = written(key) else { return nil }
    return value["source"]?.text
      ?? self.value.entries?.first {
        $0.key == "source" && $0.value.file == value.file
      }?.value.text
  }

  private func read(_ key: String) -> FieldValue? {
    guard let field = table[key] else {
      preconditionFailure("'\(table.name)' has no field '\(key)'")
    }
    if let written = plain(key) {
      guard case .scalar(let text, let isPlain) = written.content, let kind = field.kind.plain
      else { return nil }
      return try? kind.read(text, isPlain: isPlain, example: field.example)
    }
    guard case .optional(let standard?) = field.presence, let kind = field.kind.plain else {
      return nil
    }
    return try? kind.read(standard, isPlain: true, example: field.example)
  }

  /// A text, an identifier, a choice.
  func text(_ key: String) -> String? { if case .text(let text)? = read(key) { text } else { nil } }

  /// A number in the base unit of its kind.
  func number(_ key: String) -> Double? {
    if case .number(let value)? = read(key) { value } else { nil }
  }

  /// A whole number.
  func whole(_ key: String) -> Int? { number(key).map { Int($0) } }

  /// An exact number.
  func decimal(_ key: String) -> Decimal? {
    if case .decimal(let value)? = read(key) { value } else { nil }
  }

  /// A share, exactly as written: `2.5 %` is 0.025.
  func exactShare(_ key: String) -> Decimal? {
    guard number(key) != nil else { return nil }
    let text: String
    if let written = plain(key)?.text {
      text = written
    } else if case .optional(let standard?)? = table[key]?.presence {
      text = standard
    } else {
      return nil
    }
    let (digits, _) = WrittenNumber.split(text)
    return Decimal(string: String(digits), locale: Locale(identifier: "en_US_POSIX")).map {
      $0 / 100
    }
  }

  /// yes or no.
  func flag(_ key: String) -> Bool? { if case .flag(let value)? = read(key) { value } else { nil } }

  /// A month.
  func month(_ key: String) -> CalendarMonth? {
    if case .month(let month)? = read(key) { month } else { nil }
  }

  /// A day with a time.
  func moment(_ key: String) -> (day: CalendarDate, time: Int)? {
    text(key).flatMap { try? FieldKind.moment($0) }
  }

  /// A time of day to another, on the days that the key `days` names.
  func window(_ key: String) -> WeekWindow? {
    guard let ends = text(key).flatMap({ try? FieldKind.window($0) }) else { return nil }
    let days = table["days"] == nil ? nil : text("days")
    return WeekWindow(days: ReliabilityFields.days(days), from: ends.from, to: ends.to)
  }

  /// Years or days, of which nil means never.
  func limit(_ key: String) -> Double?? {
    if case .limit(let value)? = read(key) { value } else { nil }
  }

  /// A mapping.
  func section(_ key: String) -> Section? {
    guard let table = table[key]?.kind.table, let written = written(key), written.entries != nil
    else { return nil }
    return Section(table: table, value: written, file: file)
  }

  /// A list of mappings; items of another shape are left out.
  func sections(_ key: String) -> [Section] {
    guard case .list(let kind, _)? = table[key]?.kind, let table = kind.table else { return [] }
    return (written(key)?.items ?? []).compactMap {
      $0.entries == nil ? nil : Section(table: table, value: $0, file: file)
    }
  }

  /// The pairs whose keys the user names.
  var named: [(entry: YamlEntry, section: Section?)] {
    guard let others = table.others, let entries = value.entries else { return [] }
    return entries.filter { table[$0.key] == nil }.map { entry in
      let section = others.kind.table.flatMap {
        entry.value.entries == nil ? nil : Section(table: $0, value: entry.value, file: file)
      }
      return (entry, section)
    }
  }

  /// A list of numbers.
  func numbers(_ key: String) -> [Double]? {
    guard case .list(let kind, let count)? = table[key]?.kind, let items = written(key)?.items,
      count.contains(items.count)
    else { return nil }
    var numbers: [Double] = []
    for item in items {
      guard case .scalar(let text, let isPlain) = item.withoutSource.content,
        case .number(let value)? = try? kind.read(text, isPlain: isPlain, example: "1")
      else { return nil }
      numbers.append(value)
    }
    return numbers
  }

  /// A value or a distribution, in the base unit of its kind. The group is what moves together
  /// unless the file says otherwise.
  func estimate(_ key: String, group: String) -> Estimate? {
    if let section = section(key) { return section.distribution(group: group) }
    return number(key).map { Estimate(.known($0), group: group) }
  }

  /// This mapping as a distribution.
  func distribution(group: String) -> Estimate? {
    let group = text("together").map { "together \($0)" } ?? group
    if let value = number("value") { return Estimate(.known(value), group: group) }
    guard let likely = number("likely") else { return nil }
    if let low = number("low"), let high = number("high"), low <= likely, likely <= high {
      return Estimate(.pert(PertDistribution(low: low, likely: likely, high: high)), group: group)
    }
    if let p10 = number("p10"), let p90 = number("p90") {
      return PertDistribution(p10: p10, likely: likely, p90: p90).map {
        Estimate(.pert($0), group: group)
      }
    }
    return nil
  }
}
