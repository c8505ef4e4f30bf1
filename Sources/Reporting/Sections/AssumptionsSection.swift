public import Evaluation
import PlanModel
import Quantities

/// What the result rests on and where it comes from: first what has no source, then what is assumed
/// for a reason, then each source with the values that come from it.
public struct AssumptionsSection: ReportSection {
  /// The chapter's heading.
  public let title = "Assumptions"

  /// Makes the chapter.
  public init() {}

  /// Up to three tables.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let vendors = Set(comparison.scenario.vendors.map(\.id))
    let assumptions = comparison.scenario.assumptions
    func values(_ isAmong: (Assumption) -> Bool) -> [AssumedValue] {
      assumptions.filter(isAmong).map { AssumedValue($0, vendors: vendors) }
    }
    let unsourced = values { $0.source == nil }.grouped { $0.area }
    return Self.register(comparison)
      + Self.table(
        "Assumed, without a source", "Of",
        unsourced.map { area, values in
          [.strong(area), .text(Self.list(values)), .text(Self.places(values))]
        })
      + Self.table(
        "Assumed, with a reason", "Reason",
        Self.bySource(values { $0.source != nil && $0.isAssumed }))
      + Self.table("From a source", "Source", Self.bySource(values { !$0.isAssumed }))
  }

  /// The values that move a net present cost by more than a stated share.
  private static func register(_ comparison: Comparison) -> [ReportBlock] {
    let entries = CostRegister(comparison).entries
    guard !entries.isEmpty else { return [] }
    let assumed = entries.count { Assumption.isAssumed($0.source) }
    return [
      .subheading("What the cost rests on"),
      .table(
        ReportTable(
          columns: [
            .init("Value", isNumeric: false), .init("Offer", isNumeric: false),
            .init("As written", isNumeric: false), .init("Share of net present cost"),
            .init("Source", isNumeric: false), .init("Date", isNumeric: false),
            .init("Where", isNumeric: false),
          ],
          rows: entries.map { entry in
            let source = entry.source.map { $0.onOneLine.shortened(to: 160) }
            return [
              .text(entry.name), .text(entry.vendor), .text(entry.value),
              .share(entry.share),
              source.map { .text($0) } ?? .strong("assumed"), .text(entry.dated ?? ""),
              .text(entry.location.map { "\($0.file):\($0.line)" } ?? ""),
            ]
          })),
      .paragraph(
        ReportText(
          "Everything that moves the net present cost of an offer by \(NumberText.share(CostRegister.least)) or "
            + "more, base case: a price line by its own share, an uncertain input between its p10 and p90, the "
            + "discount rate by two points either way; of these two the offer that moves most. \(assumed) of \(entries.count) are assumed."
        )
      ),
    ]
  }

  /// A table under a heading; nothing where it has no rows.
  private static func table(_ title: String, _ head: String, _ rows: [[ReportCell]])
    -> [ReportBlock]
  {
    guard !rows.isEmpty else { return [] }
    let columns = [head, "What", "Where"].map { ReportTable.Column($0, isNumeric: false) }
    return [.subheading(title), .table(ReportTable(columns: columns, rows: rows))]
  }

  /// A row for each text that says where values come from.
  private static func bySource(_ values: [AssumedValue]) -> [[ReportCell]] {
    values.grouped { $0.source ?? "" }.map { source, values in
      let areas = values.grouped { $0.area }.map { "\($0.key): \(list($0.values))" }
      return [.text(source), .text(areas.joined(separator: ". ")), .text(places(values))]
    }
  }

  /// `growth: main-ct, outpatient-ct = 4 %; main-us = 1 %. classes: …`: each field once, with whom
  /// it belongs to, and what is the same for several once for all.
  private static func list(_ values: [AssumedValue]) -> String {
    values.grouped { $0.field }.map { field, values in
      let entries = values.grouped { $0.value }.map { value, values in
        let subjects = values.map(\.subject).filter { !$0.isEmpty }.joined(separator: ", ")
        return subjects.isEmpty ? value : "\(subjects) = \(value)"
      }
      let hasSubjects = values.contains { !$0.subject.isEmpty }
      return "\(field)\(hasSubjects ? ":" : " =") \(entries.joined(separator: "; "))"
    }.joined(separator: ". ")
  }

  /// `site.yaml:20–31, vendors/a.yaml:4`: the lines by file.
  private static func places(_ values: [AssumedValue]) -> String {
    values.grouped { $0.location.file }.map { file, values in
      let lines = values.map(\.location.line)
      let first = lines.min() ?? 0
      let last = lines.max() ?? 0
      return first == last ? "\(file):\(first)" : "\(file):\(first)–\(last)"
    }.joined(separator: ", ")
  }
}

/// An assumption with its path taken apart: `streams.main-ct.growth` is the growth of main-ct in
/// streams.
private struct AssumedValue {
  var area: String
  var subject: String
  var field: String
  var value: String
  var source: String?
  var location: SourceLocation

  init(_ assumption: Assumption, vendors: Set<String>) {
    var parts = assumption.path.split(separator: ".").map(String.init)
    let areas = vendors.contains(parts.first ?? "") ? 2 : 1
    area = parts.prefix(areas).joined(separator: ", ")
    parts.removeFirst(min(areas, parts.count))
    // `storage.tiers.disk.copies` is about the disk.
    if parts.first == "tiers", parts.count > 2 { parts.removeFirst() }
    subject = parts.count > 1 ? parts.removeFirst() : ""
    field = parts.joined(separator: " ")
    value = assumption.value
    source = assumption.source
    location = assumption.location
  }
}

extension Array where Element == AssumedValue {
  /// The values by some key, keys in the order in which they first appear.
  fileprivate func grouped(
    by key: (AssumedValue) -> String
  ) -> [(key: String, values: [AssumedValue])] {
    var order: [String] = []
    var members: [String: [AssumedValue]] = [:]
    for value in self {
      let name = key(value)
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(value)
    }
    return order.map { ($0, members[$0] ?? []) }
  }
}
