import PlanModel
import Quantities

/// Compares a file with its table of fields: keys, kinds, units, ranges.
struct Conformance {
  private let file: String
  private let collector: Collector

  /// Makes the check of one file.
  init(file: String, collector: Collector) {
    self.file = file
    self.collector = collector
  }

  /// Reports everything in a mapping that does not fit its table.
  func check(_ value: YamlValue, _ table: FieldTable) {
    check(value, table, isWhole: true) { check($0, $1, name: $2, example: $3) }
  }

  /// Reports what does not fit in a scenario of which another file has the rest: keys may be
  /// missing in it, and in its mappings that are joined with the other's.
  func checkPart(_ value: YamlValue, _ table: FieldTable) {
    if value.entries != nil, value["pacsplan"] == nil, let field = table["pacsplan"] {
      failMissing(field, in: value)
    }
    check(value, table, isWhole: false) { value, kind, name, example in
      if let inner = kind.joined, value.entries != nil {
        check(value, inner, isWhole: false) { check($0, $1, name: $2, example: $3) }
      } else {
        check(value, kind, name: name, example: example)
      }
    }
  }

  /// Reports what is still missing in a scenario that was joined of parts, and what has become too
  /// many.
  func checkJoined(_ value: YamlValue, _ table: FieldTable) {
    checkKeys(value, table)
    for field in table.fields {
      guard let inner = value[field.key] else { continue }
      if let table = field.kind.joined, inner.entries != nil { checkKeys(inner, table) }
      if case .list(_, let count) = field.kind, let items = inner.items,
        items.count > count.upperBound
      {
        checkCount(items.count, count, "'\(field.key)'", inner)
      }
    }
  }

  /// Reports keys that are in none of the parts.
  private func checkKeys(_ value: YamlValue, _ table: FieldTable) {
    for field in table.fields
    where field.presence == .required && value[field.key] == nil && field.key != "pacsplan" {
      failMissing(field, in: value, " here and in the scenario that this one is based on")
    }
    if let rest = table.others, rest.isRequired,
      !(value.entries ?? []).contains(where: { table[$0.key] == nil })
    {
      failMissing(rest, in: value)
    }
  }

  private func failMissing(_ field: Field, in value: YamlValue, _ place: String = "") {
    fail(
      "missing-key", "the key '\(field.key)' is missing\(place)", value,
      hint: "write '\(field.key): \(field.example.excerpt)'")
  }

  private func failMissing(_ rest: FieldTable.Others, in value: YamlValue) {
    fail(
      "missing-key", "there must be at least one \(rest.what)", value,
      hint: "write '\(rest.example.key): \(rest.example.value.excerpt)'")
  }

  private func check(
    _ value: YamlValue, _ table: FieldTable, isWhole: Bool,
    _ inner: (YamlValue, FieldKind, _ name: String, _ example: String) -> Void
  ) {
    guard let entries = value.entries else {
      if case .refused = value.content { return }
      fail(
        "wrong-type",
        "the \(table.title.lowercased()) must be a mapping of keys, found \(value.description)",
        value)
      return
    }
    let order = table.fields.filter { $0.presence != .later }.map(\.key)
    let there = Set(entries.map(\.key))
    let missing = order.filter { !there.contains($0) }
    var others = 0
    for entry in entries where !collector.isFull {
      if let field = table[entry.key] {
        check(entry, field, inner)
      } else if let rest = table.others {
        others += 1
        checkOther(entry, rest)
      } else {
        fail(
          "unknown-key", "unknown key '\(entry.key.excerpt)'", entry.place,
          hint: entry.key.nearest(in: missing).map { "did you mean '\($0)'?" }
            ?? "known keys: \(order.joined(separator: ", "))")
      }
    }
    guard isWhole else { return }
    for field in table.fields where field.presence == .required && !there.contains(field.key) {
      failMissing(field, in: value)
    }
    if let rest = table.others, rest.isRequired, others == 0 { failMissing(rest, in: value) }
    if !table.oneOf.isEmpty { checkGroups(value, table) }
  }

  private func check(
    _ entry: YamlEntry, _ field: Field,
    _ inner: (YamlValue, FieldKind, _ name: String, _ example: String) -> Void
  ) {
    if field.presence == .later {
      fail(
        "not-yet-supported", "'\(field.key)' is not yet supported", entry.place,
        hint: "leave it out")
      return
    }
    guard !entry.value.isEmpty else {
      fail(
        "missing-value", "'\(field.key)' has no value", entry.place,
        hint: "write '\(field.key): \(field.example.excerpt)'")
      return
    }
    inner(entry.value, field.kind, "'\(field.key)'", field.example)
  }

  private func checkOther(_ entry: YamlEntry, _ rest: FieldTable.Others) {
    do {
      _ = try rest.key.read(entry.key, isPlain: true, example: rest.example.key)
    } catch {
      fail(error, "the key", at: entry.place)
    }
    guard !entry.value.isEmpty else {
      fail(
        "missing-value", "'\(entry.key.excerpt)' has no value", entry.place,
        hint: "write '\(rest.example.key): \(rest.example.value.excerpt)'")
      return
    }
    check(entry.value, rest.kind, name: "'\(entry.key.excerpt)'", example: rest.example.value)
  }

  private func check(_ value: YamlValue, _ kind: FieldKind, name: String, example: String) {
    switch value.content {
    case .refused: return
    case .mapping:
      guard let table = kind.table else {
        fail(
          "wrong-type", "\(name) cannot be a mapping", value,
          hint: example.asHint)
        return
      }
      if table.name == "sourced",
        ["low", "likely", "high", "p10", "p90"].contains(where: { value[$0] != nil })
      {
        fail(
          "not-yet-supported", "\(name) as an uncertain value is not yet supported", value,
          hint: "write one value; volumes, growth and sizes may be uncertain")
        return
      }
      check(value, table)
      if kind.isEstimate { checkDistribution(Section(table: table, value: value, file: file)) }
    case .list(let items):
      guard case .list(let item, let count) = kind else {
        fail(
          "wrong-type", "\(name) cannot be a list", value,
          hint: example.asHint)
        return
      }
      checkCount(items.count, count, name, value)
      for (index, one) in items.enumerated() {
        check(one, item, name: "entry \(index + 1) of \(name)", example: example)
      }
    case .scalar(let text, let isPlain):
      guard let plain = kind.plain else {
        let wanted = if case .list = kind { "a list" } else { "a mapping of keys" }
        fail(
          "wrong-type", "\(name) must be \(wanted), found \(value.description)", value,
          hint: example.asHint)
        return
      }
      do {
        _ = try plain.read(text, isPlain: isPlain, example: example)
      } catch {
        fail(error, name, at: value)
      }
    }
  }

  private func checkCount(
    _ found: Int, _ count: ClosedRange<Int>, _ name: String, _ value: YamlValue
  ) {
    guard !count.contains(found) else { return }
    let wanted =
      count.lowerBound == count.upperBound
      ? "\(count.lowerBound)"
      : found < count.lowerBound
        ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
    let noun = wanted.hasSuffix(" 1") ? "entry" : "entries"
    fail("wrong-count", "\(name) needs \(wanted) \(noun), found \(found)", value)
  }

  private func checkGroups(_ value: YamlValue, _ table: FieldTable) {
    let grouped = Set(table.oneOf.joined())
    let there = table.fields.map(\.key).filter { grouped.contains($0) && value[$0] != nil }
    // Unknown keys have been reported and may be slips of the missing ones.
    guard !table.oneOf.contains(where: { Set($0) == Set(there) }),
      value.entries?.allSatisfy({ table[$0.key] != nil }) ?? false
    else { return }
    let ways = table.oneOf.map { Self.list($0) }.joined(separator: ", or ")
    let best = table.oneOf.first {
      $0.contains(where: there.contains) && there.allSatisfy($0.contains)
    }
    if let best, let missing = best.first(where: { !there.contains($0) }) {
      fail(
        "missing-key",
        "the key '\(missing)' is missing beside \(Self.list(there))",
        value, hint: "write \(ways)")
    } else if there.isEmpty,
      value.entries?.contains(where: { $0.key != "source" && !grouped.contains($0.key) }) ?? false
    {
      fail("missing-key", "the key \(ways) is missing", value, hint: "write one of them")
    } else if there.isEmpty {
      fail(
        "missing-key", "the mapping says nothing", value,
        hint: "write \(ways)")
    } else {
      fail(
        "too-many-keys", "\(Self.list(there)) cannot stand together", value,
        hint: "write \(ways)")
    }
  }

  /// `'low', 'likely' and 'high'`
  private static func list(_ keys: [String]) -> String {
    let quoted = keys.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return "\(quoted.dropLast().joined(separator: ", ")) and \(last)"
  }

  private func checkDistribution(_ section: Section) {
    for (low, high) in [
      ("low", "likely"), ("likely", "high"), ("p10", "likely"), ("likely", "p90"),
    ] {
      if let a = section.number(low), let b = section.number(high), a > b,
        let first = section.written(low)?.text, let second = section.written(high)
      {
        fail(
          "pert-order", "'\(high)' (\(second.text ?? "")) is less than '\(low)' (\(first))", second,
          hint: "write them in rising order")
        return
      }
    }
    guard section.number("low") == nil, let p10 = section.number("p10"),
      let likely = section.number("likely"), let p90 = section.number("p90")
    else { return }
    guard let pert = PertDistribution(p10: p10, likely: likely, p90: p90) else {
      fail(
        "pert-shape", "no distribution has its most likely value this near to 'p10' or 'p90'",
        section.value,
        hint: "move 'likely' towards the middle, or write 'low', 'likely' and 'high'")
      return
    }
    guard let range = section.table["value"]?.kind.range else { return }
    if !range.contains(pert.low) || !range.contains(pert.high) {
      fail(
        "out-of-range", "the limits of this distribution lie outside what the key allows",
        section.value, hint: "write 'low', 'likely' and 'high'")
    }
  }

  private func fail(_ problem: ValueProblem, _ name: String, at value: YamlValue) {
    let message =
      problem.message.hasPrefix(":")
      ? String(problem.message.dropFirst(2)) : "\(name) \(problem.message)"
    fail(problem.code, message, value, hint: problem.hint)
  }

  private func fail(_ code: String, _ message: String, _ value: YamlValue, hint: String? = nil) {
    collector.report(Diagnostic(.error, code, message, at: value.location(in: file), hint: hint))
  }
}
