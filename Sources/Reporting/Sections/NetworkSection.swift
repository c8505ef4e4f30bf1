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
          "On an average weekday most studies arrive from \(clock(demand.busiestHour)) to "
            + "\(clock((demand.busiestHour + 1) % 24)) local time: "
            + "\(NumberText.share(demand.busiestHourShare)) of the day's."))
    ]
    blocks += ChartRegistry.blocks(of: .network, for: comparison)
    blocks.append(.subheading("The busiest lines, and what does not cope"))
    blocks.append(.table(lines(comparison)))
    blocks.append(
      .paragraph(
        "Busy is the share of the busiest hour of the week in which the line or all servers "
          + "work; p95 wait: 19 studies of 20 wait for less, before a server takes them or, on a "
          + "shared line, because others are sent at the same time. The "
          + "busiest hour is the one in which most is expected to arrive. What arrives in it may be more "
          + "than the line carries in it; the rest moves to the next hours, so that a slow line may be "
          + "busier in these. Lines and queues "
          + "that are no more than \(NumberText.written(share: LoadVerdict.tightFrom)) busy are left "
          + "out, but for each vendor's busiest line. "
          + "Where a backlog grows without end there is no figure: —."))
    blocks.append(
      .paragraph(
        "A line can be busier than its Mbit/s over its bandwidth: it carries no more than the share "
          + "that PACS may use and than window and round trip allow, and besides its bytes each study "
          + "keeps it busy for the stage's time for a study and for each instance and, without "
          + "pipelining, for one round trip an instance, spread over the connections."))
    blocks += turning(comparison)
    let hasSites = comparison.scenario.sites.count > 1
    if hasSites, comparison.vendors.contains(where: { !$0.links.isEmpty }) {
      blocks.append(.subheading("Every site's line in its busiest hour"))
      blocks.append(.table(loads(comparison)))
      blocks.append(
        .paragraph(
          "Busy share in the last year, median; of several lines of a site the busiest."))
    }
    blocks.append(.subheading("How soon a study is safe"))
    blocks.append(.table(times(comparison)))
    if comparison.vendors.contains(where: \.profile.copies.isEmpty) {
      blocks.append(
        .paragraph("Where a vendor has no row for the last copy, its primary copy is its last."))
    }
    if hasSites {
      blocks.append(.subheading("How soon each site's studies are in the primary copy"))
      blocks.append(.table(timesOfSites(comparison)))
      blocks.append(.paragraph("95 % of the site's studies within, last year, median."))
    }
    if !comparison.scenario.serviceLevels.isEmpty {
      blocks.append(.subheading("Promises to clinicians"))
      blocks.append(.list(comparison.scenario.serviceLevels.map { Self.words(for: $0) }))
      blocks.append(.table(promises(comparison)))
      blocks.append(
        .paragraph(
          "The share of studies for which the promise is kept in the last year, and the share of "
            + "the futures in which that reaches the target."))
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
        vendor.notableStages.map { row(of: $0, at: vendor) }
      })
  }

  private func row(of stage: StageResult, at vendor: VendorResult) -> [ReportCell] {
    let first = stage.firstYear
    let last = stage.lastYear
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

  // MARK: Years

  /// In which year each line or queue that is ever tight stops being enough.
  private func turning(_ comparison: Comparison) -> [ReportBlock] {
    let scenario = comparison.scenario
    let rows = comparison.vendors.flatMap { vendor in
      vendor.stages.compactMap { stage -> [ReportCell]? in
        let years = stage.loadYears(from: scenario.start)
        guard years.areAnyReached, let turning = years.turning else { return nil }
        return [
          .text(vendor.name), .text(stage.title), .text(words(years.tight, scenario)),
          .text(words(years.full, scenario)), .text(words(years.behind, scenario)),
          .text(stage.firstYear.map(waits) ?? NumberText.none),
          .text("\(scenario.yearLabel(turning)): \(waits(stage.years[turning - 1]))"),
          .text(stage.lastYear.map(waits) ?? NumberText.none),
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .subheading("The year in which a line is no longer enough"),
      .table(
        ReportTable(
          columns: [
            .init("Vendor", isNumeric: false), .init("Line or queue", isNumeric: false),
            .init("Tight from", isNumeric: false),
            .init("Does not cope in its busiest hour from", isNumeric: false),
            .init("Cannot keep up from", isNumeric: false),
            .init("p95 / p99 wait, first year"), .init("In the year it stops being enough"),
            .init("Last year"),
          ], rows: rows)),
      .paragraph(
        "The first planning year in which at least half of the futures have come to it, and in parentheses "
          + "the first in which one future in ten has, where that is earlier. A line stops being "
          + "enough in the year in which it does not cope or cannot keep up, in half of the futures or "
          + "else in one in ten; one that is never worse than tight, in the year in which it gets tight. "
          + "Waits are medians of the futures. Lines and queues that cope to the end are left out."),
    ]
  }

  /// `2029 (2027)`: half of the futures, and one in ten where that is earlier.
  private func words(_ first: LoadYears.First, _ scenario: Scenario) -> String {
    let tenth = first.tenth.flatMap { $0 == first.half ? nil : " (\(scenario.yearLabel($0)))" }
    guard first.isReached else { return NumberText.none }
    return (first.half.map(scenario.yearLabel) ?? NumberText.afterPlan) + (tenth ?? "")
  }

  private func waits(_ year: StageYear) -> String {
    [year.wait.p95.p50, year.wait.p99.p50].map {
      $0.isFinite ? NumberText.duration($0) : NumberText.none
    }.joined(separator: " / ")
  }

  private func times(_ comparison: Comparison) -> ReportTable {
    let rows = comparison.vendors.flatMap { vendor -> [[ReportCell]] in
      var kinds = [("primary copy", vendor.timeToArchive)]
      if !vendor.profile.copies.isEmpty { kinds.append(("last copy", vendor.timeToProtected)) }
      return kinds.compactMap { kind, years in
        guard let first = vendor.timedYears.first.map({ years[$0] }), let last = years.last else {
          return nil
        }
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

  // MARK: Sites and promises side by side

  /// A column for each site; what is too long for a heading is whole in the workbook.
  private func siteColumns(_ comparison: Comparison) -> [ReportTable.Column] {
    [.init("Vendor", isNumeric: false)]
      + comparison.scenario.sites.map { .init($0.name.onOneLine.shortened(to: 40)) }
  }

  private func loads(_ comparison: Comparison) -> ReportTable {
    let others = comparison.vendors.contains { $0.links.contains { $0.site == nil } }
    func busiest(_ lines: [StageResult]) -> ReportCell {
      lines.max { $0.lastBusyHour.p50 < $1.lastBusyHour.p50 }
        .map { .share($0.lastBusyHour.p50) } ?? .text(NumberText.none)
    }
    return ReportTable(
      columns: siteColumns(comparison) + (others ? [.init("Other lines")] : []),
      rows: comparison.vendors.map { vendor in
        let cells = comparison.scenario.sites.indices.map { site in
          busiest(vendor.links.filter { $0.site == site })
        }
        return [.text(vendor.name)] + cells
          + (others ? [busiest(vendor.links.filter { $0.site == nil })] : [])
      })
  }

  private func timesOfSites(_ comparison: Comparison) -> ReportTable {
    ReportTable(
      columns: siteColumns(comparison),
      rows: comparison.vendors.map { vendor in
        [.text(vendor.name)]
          + vendor.timeToArchiveOfSites.map { years in
            years.last.map { .duration($0.p95.p50) } ?? .text(NumberText.none)
          }
      })
  }

  /// A promise in a sentence.
  static func words(for level: ServiceLevel) -> ReportText {
    let whose = level.patientClass.map { "\($0.name) studies" } ?? "studies"
    let goal =
      switch level.measure {
      case .timeToArchive: "in the primary copy"
      case .timeToProtected: "in the last copy"
      case .timeToDisplay: "on display, with priors,"
      }
    return .strong("\(level.id.onOneLine): ")
      + ReportText(
        "\(NumberText.written(share: level.target.value)) of \(whose) \(goal) within "
          + "\(NumberText.written(duration: level.within.value)).")
  }

  private func promises(_ comparison: Comparison) -> ReportTable {
    ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + comparison.scenario.serviceLevels.map { .init($0.id.onOneLine) },
      rows: comparison.vendors.map { vendor in
        [.text(vendor.name)]
          + vendor.serviceLevels.map { result in
            guard let attained = result.attained.last, let chance = result.chance.last,
              chance.isFinite
            else { return .text(NumberText.none) }
            // All with the decimals that the workbook has too, so that promises can be compared.
            let share = NumberText.shares(attained, middle: \.p50, decimals: 2)
            return .text("\(share); in \(NumberText.share(chance)) of futures")
          }
      })
  }
}
