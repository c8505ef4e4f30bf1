public import Evaluation
import PlanModel
import Quantities

/// What the lines carry, whether they cope, and how long a study takes to be safe.
public struct NetworkSection: ReportSection {
  /// The chapter's heading.
  public let title = "Network load"

  /// Makes the chapter.
  public init() {}

  /// The lines, the times of studies, the promises.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let demand = comparison.demand
    var blocks: [ReportBlock] = [
      .paragraph(
        ReportText(
          "An average weekday has \(NumberText.share(demand.busiestHourShare)) of its studies in "
            + "its busiest hour, from \(clock(demand.busiestHour)) to "
            + "\(clock((demand.busiestHour + 1) % 24)) local time."))
    ]
    blocks += ChartRegistry.blocks(of: .network, for: comparison)
    blocks.append(.table(lines(comparison)))
    blocks.append(
      .paragraph(
        "Busy is the share of the busiest hour of the week in which the line or all servers "
          + "work; p95 wait is what 19 studies of 20 wait less than before they are sent. What "
          + "arrives in the busiest hour may be more than the line carries in it. Other queues are "
          + "shown where they are more than \(NumberText.written(share: LoadVerdict.tightFrom)) busy. "
          + "Where a backlog grows without end there is no figure: —."))
    blocks.append(.subheading("How soon a study is safe"))
    blocks.append(.table(times(comparison)))
    let promises = comparison.vendors.flatMap { vendor in
      vendor.serviceLevels.map { promise($0, of: vendor) }
    }
    if !promises.isEmpty {
      blocks.append(.subheading("Promises to clinicians"))
      blocks.append(.table(ReportTable(columns: Self.promiseColumns, rows: promises)))
    }
    return blocks
  }

  private func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }

  private func lines(_ comparison: Comparison) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Line or queue", isNumeric: false),
        .init("Can carry"), .init("Arrives in the busiest hour, last year"),
        .init("Busy, first year"),
        .init("Busy, last year"), .init("p95 wait, last year"), .init("Verdict", isNumeric: false),
      ],
      rows: comparison.vendors.flatMap { vendor in
        vendor.stages.filter { $0.linkRate != nil || $0.verdict != .copes }.map { stage in
          row(of: stage, at: vendor)
        }
      })
  }

  private func row(of stage: StageResult, at vendor: VendorResult) -> [ReportCell] {
    let first = stage.years.first
    let last = stage.years.last
    return [
      .text(vendor.name), .text(stage.title),
      stage.linkRate.map { .bitRate($0.value) } ?? .empty,
      last.map { .band($0.busyHourRate, .bitRate, .median) } ?? .empty,
      first.map { .band($0.busyHour, .share, .median) } ?? .empty,
      last.map { .band($0.busyHour, .share, .median) } ?? .empty,
      last.map { .band($0.wait.p95, .duration, .median) } ?? .empty,
      .text(
        [stage.verdict.words, stage.verdict.reason].compactMap(\.self).joined(separator: ": ")),
    ]
  }

  private func times(_ comparison: Comparison) -> ReportTable {
    let rows = comparison.vendors.flatMap { vendor -> [[ReportCell]] in
      var kinds = [("primary copy", vendor.timeToArchive)]
      kinds += zip(comparison.scenario.sites, vendor.timeToArchiveOfSites).map { site, times in
        ("primary copy, studies of \(site.name.onOneLine)", times)
      }
      if !vendor.profile.copies.isEmpty { kinds.append(("last copy", vendor.timeToProtected)) }
      return kinds.compactMap { kind, years in
        guard let first = years.first, let last = years.last else { return nil }
        return [
          .text(vendor.name), .text(kind), .band(first.p50, .duration, .median),
          .band(first.p95, .duration, .median), .band(last.p50, .duration, .median),
          .band(last.p95, .duration, .median), .band(last.p99, .duration, .median),
        ]
      }
    }
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("From acquisition to", isNumeric: false),
        .init("Half within, first year"), .init("95 % within, first year"),
        .init("Half within, last year"), .init("95 % within, last year"),
        .init("99 % within, last year"),
      ], rows: rows)
  }

  private static let promiseColumns: [ReportTable.Column] = [
    .init("Vendor", isNumeric: false), .init("Promise", isNumeric: false),
    .init("Kept for, first year"), .init("Kept for, last year"),
    .init("Futures that keep it, last year"),
  ]

  private func promise(_ result: ServiceLevelResult, of vendor: VendorResult) -> [ReportCell] {
    let level = result.level
    let whose = level.patientClass.map { "\($0.name) studies" } ?? "studies"
    let copy = level.measure == .timeToArchive ? "primary copy" : "last copy"
    let text =
      "\(level.id.onOneLine): \(NumberText.written(share: level.target.value)) of \(whose) in the \(copy) "
      + "within \(NumberText.written(duration: level.within.value))"
    return [
      .text(vendor.name), .text(text),
      result.attained.first.map { .band($0, .share, .median) } ?? .empty,
      result.attained.last.map { .band($0, .share, .median) } ?? .empty,
      result.chance.last.map { .share($0) } ?? .empty,
    ]
  }
}
