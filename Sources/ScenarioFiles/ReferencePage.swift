import Costing
import PlanModel

/// The reference of all keys, made from the tables of fields.
public enum ReferencePage {
  /// The page in Markdown.
  public static var markdown: String {
    var lines = [
      "# Reference of the files", "",
      "Made from the tables that the program reads files by; do not edit. Every key with its type,",
      "unit, default and an example. A key in **bold** must be there. Unknown keys are errors.", "",
      "Files are YAML with mappings, lists and plain or quoted values; anchors, aliases, merge keys and",
      "tags are not part of the format. A file has at most 1 MB and is nested at most",
      "\(YamlReader.deepest) levels deep. Whole numbers have no leading 0; yes and no are written so.",
      "",
      "## Quantities", "",
      "A number with its unit, as in `500 MB` or `4 %`; a bare number is an error. `b` and `bit` are",
      "bits, `B` is bytes; kB, MB, GB, TB, PB are powers of ten, KiB, MiB, GiB, TiB, PiB powers of two.",
      "", "| kind | units |", "| --- | --- |",
    ]
    lines += QuantityKind.allCases.map { kind in
      "| \(kind.name) | \(kind.units.map { "`\($0.name)`" }.joined(separator: " ")) |"
    }
    var seen: Set<String> = []
    let share = FieldKind.quantity(.share, from: "0 %", to: "100 %")
    lines += section(.estimate(of: share), level: 2, types: false)
    lines += section(.sourced(share), level: 2, types: false)
    for schema in FileSchema.allCases {
      lines += section(schema.table, level: 2)
      lines += inner(schema.table, &seen)
      if schema == .vendor { lines += meters }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func inner(_ table: FieldTable, _ seen: inout Set<String>) -> [String] {
    var lines: [String] = []
    for one in table.inner where seen.insert(one.name).inserted {
      lines += section(one, level: 3)
      if one.name == EventFields.event.name { lines += changes }
      lines += inner(one, &seen)
    }
    return lines
  }

  private static func section(_ table: FieldTable, level: Int, types: Bool = true) -> [String] {
    var lines = [
      "", "\(String(repeating: "#", count: level)) \(table.title)", "", table.meaning, "",
      "| key | type | unit | default | example | meaning |",
      "| --- | --- | --- | --- | --- | --- |",
    ]
    // Every mapping has a source; it is explained once.
    for field in table.fields
    where field.presence != .later && (field.key != "source" || table.name == "scenario" || !types)
    {
      let key = field.presence == .required ? "**`\(field.key)`**" : "`\(field.key)`"
      let standard = if case .optional(let text?) = field.presence { "`\(text)`" } else { "" }
      let type = types || field.key == "source" || field.key == "together"
      lines.append(
        row([
          key, type ? field.kind.typeName : "as where it stands", type ? field.kind.unitName : "",
          standard, "`\(field.example)`", field.meaning,
        ]))
    }
    if let others = table.others {
      lines.append(
        row([
          "*\(others.what)*", others.kind.typeName, others.kind.unitName, "",
          "`\(others.example.key): \(others.example.value)`", others.meaning,
        ]))
    }
    let later = table.fields.filter { $0.presence == .later }.map { "`\($0.key)`" }
    if !later.isEmpty { lines += ["", "Not yet supported: \(later.joined(separator: ", "))."] }
    return lines
  }

  private static var changes: [String] {
    func keys(_ names: [String]) -> String {
      names.map { "`\($0)`" }.joined(separator: " ")
    }
    return [
      "", "#### Changes", "", "What an event can change; `note` and `source` may stand in each.",
      "",
      "| change | needs | may have | meaning |", "| --- | --- | --- | --- |",
    ]
      + EventFields.changes.map {
        row(["`\($0.name)`", keys($0.needs), keys($0.accepts), $0.meaning])
      }
      + ["", "```yaml"] + EventFields.changes.map { "- \($0.example)" } + ["```"]
  }

  private static var meters: [String] {
    var lines = [
      "", "### Meters", "", "What a price line can count.", "",
      "| meter | needs | may have | meaning |", "| --- | --- | --- | --- |",
    ]
    for meter in MeterRegistry.all {
      func keys(_ options: Set<MeterOption>) -> String {
        MeterOption.allCases.filter(options.contains).map { "`\($0.rawValue)`" }.joined(
          separator: " ")
      }
      lines.append(row(["`\(meter.name)`", keys(meter.needs), keys(meter.accepts), meter.meaning]))
    }
    lines += ["", "```yaml"] + MeterRegistry.all.map { "- \($0.example)" } + ["```"]
    return lines
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}

extension FieldKind {
  /// For the column "type".
  fileprivate var typeName: String {
    switch self {
    case .version: "1"
    case .text(let limit): "text, at most \(limit) characters"
    case .identifier: "name"
    case .modality: "modality code"
    case .modalityPattern: "modality code or pattern"
    case .choice(let words, let later):
      words.map { "`\($0)`" }.joined(separator: ", ")
        + (later.isEmpty ? "" : " (not yet: \(later.joined(separator: ", ")))")
    case .flag: "yes or no"
    case .whole(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "number, \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))"
    case .quantity(let kind, let least, let most): "\(kind.name), \(least) to \(most)"
    case .decimal(let most): "exact number, 0 to \(most)"
    case .yearlyMoney: "money a year"
    case .month(let range): "month, \(range.lowerBound) to \(range.upperBound)"
    case .date: "day"
    case .currency: "currency"
    case .timeZone: "time zone"
    case .path: "path of a file"
    case .retention: "period, or `never`"
    case .retentionTerm: "period, `age` with a number, or `never`"
    case .leaves: "an age, or the end of retention"
    case .moment(let range):
      "month, \(range.lowerBound) to \(range.upperBound), or day with a time"
    case .window: "a time of day to another"
    case .milestone: "`signature`, `go-live`, or month"
    case .estimate(let kind): "\(kind.typeName), or estimate"
    case .mapping(let table): Self.link(table)
    case .either(let kind, let table):
      definition == nil ? kind.typeName : "\(kind.typeName), or \(Self.link(table))"
    case .list(let kind, let count):
      count.lowerBound == count.upperBound
        ? "list of \(count.lowerBound): \(kind.typeName)" : "list: \(kind.typeName)"
    }
  }

  private static func link(_ table: FieldTable) -> String {
    let anchor = table.title.lowercased().replacing(" ", with: "-")
    return "[\(table.title.lowercased())](#\(anchor))"
  }

  /// For the column "unit".
  fileprivate var unitName: String {
    switch plain {
    case .quantity(let kind, _, _)?: kind.usualUnits
    case .yearlyMoney?: "currency/year"
    case .retention?, .retentionTerm?: "years or months"
    case .leaves?: "days, months or years"
    case .month?: "YYYY-MM"
    case .date?: "YYYY-MM-DD"
    default: ""
    }
  }
}
