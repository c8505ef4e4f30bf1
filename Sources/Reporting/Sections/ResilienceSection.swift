public import Evaluation
import PlanModel
import Quantities
import Simulation

/// What a loss costs, how outages are got over, and how the old archive moves in.
public struct ResilienceSection: ReportSection {
  /// The chapter's heading.
  public let title = "Copies, outages and the move"

  /// Makes the chapter.
  public init() {}

  /// What is not yet copied, the way back, dated outages, the migration.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    copies(comparison) + outages(comparison) + migration(comparison)
  }

  // MARK: Copies

  private func copies(_ comparison: Comparison) -> [ReportBlock] {
    let exposed = comparison.vendors.filter(\.isExposureShown)
    var blocks: [ReportBlock] = []
    if !exposed.isEmpty {
      blocks.append(.subheading("What would be lost with the primary copy"))
      blocks.append(.table(exposure(exposed)))
      blocks.append(
        .paragraph(
          "Bytes as acquired that exist, but not yet in the last copy, from the end of acquisition on: "
            + "on average over the year, and at its worst instant. Median and, in parentheses, 80 % of "
            + "the futures."))
    }
    let single = comparison.vendors.filter { $0.profile.copies.isEmpty }
    if !single.isEmpty {
      blocks.append(
        .paragraph(
          ReportText(
            "With one place for all its copies, a loss of that place loses everything: "
              + single.map(\.name).joined(separator: ", ") + ".")))
    }
    let restored = exposed.filter { !$0.resilience.restores.isEmpty }
    if !restored.isEmpty {
      blocks.append(.subheading("How long a restore takes"))
      blocks.append(.table(restores(restored)))
      blocks.append(
        .paragraph(
          ReportText(
            "From the copy to where the core stands, with the slowest part of the way to itself and "
              + "without time for finding and checking what is lost: one copy of all that is stored, over "
              + "what is carried. An archive works when the studies of the last twelve months are back"
              + (comparison.scenario.reading?.priors.map {
                ", which are \(NumberText.share($0.ages.share(365.25))) of the priors asked for"
              } ?? "") + ".")))
    }
    return blocks
  }

  private func exposure(_ vendors: [VendorResult]) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("On average, first year"),
        .init("At most, first year"), .init("On average, last year"), .init("At most, last year"),
      ],
      rows: vendors.compactMap { vendor in
        guard let first = vendor.timedYears.first.map({ vendor.resilience.exposure[$0] }),
          let last = vendor.resilience.exposure.last
        else { return nil }
        return [
          .text(vendor.name), .band(first.mean, .bytes, .median),
          .band(first.largest, .bytes, .median), .band(last.mean, .bytes, .median),
          .band(last.largest, .bytes, .median),
        ]
      })
  }

  private func restores(_ vendors: [VendorResult]) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("From", isNumeric: false),
        .init("Over", isNumeric: false), .init("Carries"), .init("Works again, end of last year"),
        .init("Complete, end of last year"),
      ],
      rows: vendors.flatMap { vendor in
        vendor.resilience.restores.compactMap { restore -> [ReportCell]? in
          guard let working = restore.working.last, let complete = restore.complete.last else {
            return nil
          }
          let way = restore.way
          let lines = way.lines.map(\.onOneLine).joined(separator: ", ")
          return [
            .text(vendor.name), .text(way.copy.onOneLine),
            .text(lines.isEmpty ? "the same place" : lines),
            way.rate.map { .bitRate($0.value) } ?? .text(NumberText.none),
            .band(working, .duration, .median), .band(complete, .duration, .median),
          ]
        }
      })
  }

  // MARK: Outages

  private func outages(_ comparison: Comparison) -> [ReportBlock] {
    let hit = comparison.vendors.filter { !$0.resilience.outages.isEmpty }
    guard !hit.isEmpty else { return [] }
    return [
      .subheading("Outages that are planned for"),
      .list(
        comparison.scenario.outages.map { outage in
          .strong("\(outage.day.iso) \(clock(outage.time)): ")
            + ReportText(
              "\(words(outage.target, comparison)) does not work for "
                + "\(NumberText.written(duration: outage.duration.value))"
                + (outage.note.map { " (\($0.onOneLine))" } ?? "") + ".")
        }),
      .table(
        ReportTable(
          columns: [
            .init("Vendor", isNumeric: false), .init("Outage", isNumeric: false),
            .init("Line or queue", isNumeric: false), .init("Waits at its end"),
            .init("Studies that wait"), .init("Caught up after"),
          ],
          rows: hit.flatMap { vendor in
            vendor.resilience.outages.map { result in
              [
                .text(vendor.name), .text(result.outage.day.iso), .text(result.stage.onOneLine),
                .band(result.bytes, .bytes, .median), .band(result.studies, .count, .median),
                .band(result.catchUp, .duration, .median),
              ]
            }
          })),
      .paragraph(
        "What waits is what arrives while it lasts, with its bytes on the wire; from its end to the first "
          + "study that waits for no other the queue catches up. In the evening that study may come only "
          + "the next morning: a long time may be a night without work. A dash is a queue that nothing "
          + "arrives at any more."),
    ]
  }

  private func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(two(seconds / 3_600)):\(two(seconds / 60 % 60))"
  }

  private func words(_ target: Outage.Target, _ comparison: Comparison) -> String {
    switch target {
    case .line(let id): "the line \(id)"
    case .vendor(let id):
      "the core of \(comparison.vendors.first { $0.profile.id == id }?.name ?? id)"
    }
  }

  // MARK: Migration

  private func migration(_ comparison: Comparison) -> [ReportBlock] {
    let moving = comparison.vendors.compactMap { vendor in vendor.migration.map { (vendor, $0) } }
    guard !moving.isEmpty else { return [] }
    return [
      .subheading("When the old archive has moved in"),
      .table(
        ReportTable(
          columns: [
            .init("Vendor", isNumeric: false), .init("Begins", isNumeric: false),
            .init("Ends, one future in ten by"), .init("half by"), .init("nine in ten by"),
            .init("Months of two systems"), .init("Moved"), .init("A week"),
          ],
          rows: moving.map { vendor, migration in
            let weeks = migration.weeks
            return [
              .text(vendor.name), .date(migration.begin), .date(migration.end.p10),
              .date(migration.end.p50), .date(migration.end.p90),
              .text(migration.parallelWords),
              .band(migration.bytes, .bytes, .median),
              weeks.map { .bytes(migration.bytes.p50 / $0) } ?? .text(NumberText.none),
            ]
          })),
      .paragraph(
        ReportText(
          "Youngest studies first, at each hour what clinical traffic leaves of the way"
            + (comparison.scenario.legacy?.migration.map(limits) ?? "")
            + ". Meanwhile the old system has to be kept and paid; what it costs after go-live is in no "
            + "figure unless a price line of the offer names it. What practice says: 5.8 TB a week, sustained from local archives in one "
            + "national programme (England, 2016); 20 to 30 % of the time in which the data were acquired by "
            + "conventional means (Laitek)\(practice(comparison.scenario)). Finding, checking and mending "
            + "records takes its time beyond that of lines and servers.")),
    ]
  }

  /// What the plan allows a migration: `, from 19:00 to 06:00, and at most 21.0 MB a second`.
  private func limits(_ migration: Migration) -> String {
    let window = migration.window.map { window in
      ", from \(clock(window.from)) to \(clock(window.to))"
        + (window.days.count < 7 ? " on \(window.days.count) days of the week" : "")
    }
    let rate = migration.rate.map {
      ", and at most \(NumberText.bytes($0.bytesPerSecond)) a second"
    }
    return (window ?? "") + (rate ?? "")
  }

  /// The share of practice in months, for an archive as old as this one.
  private func practice(_ scenario: Scenario) -> String {
    guard let legacy = scenario.legacy else { return "" }
    var months = scenario.start.index - legacy.oldest.index
    if let years = legacy.migration?.years { months = min(months, Int(years * 12)) }
    guard months > 0 else { return "" }
    let ends = [0.2, 0.3].map { NumberText.whole(Double(months) * $0) }
    return ", which for the \(months) months of studies here is \(ends[0]) to \(ends[1]) months"
  }
}

extension MigrationResult {
  /// From its beginning to its end in half of the futures; nil after the plan.
  fileprivate var weeks: Double? {
    end.p50.map { max(1, Double($0.dayNumber - begin.dayNumber + 1)) / 7 }
  }

  /// Months from go-live to the end, with a decimal: who pays for them counts a part as well.
  var parallelWords: String {
    NumberText.band(parallelMonths, middle: \.p50, decimals: 1, unit: "")
  }
}
