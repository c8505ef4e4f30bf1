public import Evaluation
import PlanModel
import Quantities
import Simulation

/// What changes during the plan, and whether the scanners can make the studies.
public struct VolumesSection: ReportSection {
  /// The chapter's heading.
  public let title = "Changes and scanners"

  /// Makes the chapter.
  public init() {}

  /// Empty where nothing changes and no scanner is named.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let scenario = comparison.scenario
    var blocks: [ReportBlock] = []
    if !scenario.events.isEmpty {
      blocks += [
        .subheading("What changes during the plan"), .table(events(scenario)),
        .subheading("Streams that change"), .table(streams(comparison)),
        .paragraph(
          "Expected values, with the changes. The workbook shows what the base case drew, which differs a "
            + "little."),
      ]
    }
    if !comparison.demand.scanners.isEmpty {
      blocks += [
        .subheading("How busy the scanners are"), .table(scanners(comparison)),
        .paragraph(
          "The studies that the base case expects over those that the scanners can make in their"
            + " opening hours. Above 100 % the plan cannot be worked off; its studies are"
            + " replayed nevertheless."),
      ]
    }
    return blocks
  }

  private func events(_ scenario: Scenario) -> ReportTable {
    return ReportTable(
      columns: [
        .init("From", isNumeric: false), .init("What", isNumeric: false),
        .init("Note", isNumeric: false),
      ],
      rows: scenario.orderedEvents.map { event in
        [.text(event.on.iso), .text(scenario.words(for: event)), .text(event.note ?? "")]
      })
  }

  private func streams(_ comparison: Comparison) -> ReportTable {
    let scenario = comparison.scenario
    let last = scenario.yearLabel(scenario.years)
    let first = scenario.yearLabel(1)
    return ReportTable(
      columns: [
        .init("Stream", isNumeric: false), .init("Studies \(first)"), .init("Studies \(last)"),
        .init("Mean size \(first)"), .init("Mean size \(last)"),
      ],
      rows: comparison.demand.streams.enumerated().filter { scenario.changes($0.offset) }.map {
        _, stream in
        [
          .text(stream.id), .count(stream.studies), .count(stream.lastStudies),
          stream.studies > 0 ? .bytes(stream.meanBytes) : .text(NumberText.none),
          stream.lastStudies > 0 ? .bytes(stream.lastMeanBytes) : .text(NumberText.none),
        ]
      })
  }

  private func scanners(_ comparison: Comparison) -> ReportTable {
    let scenario = comparison.scenario
    let years = scenario.shownYears
    return ReportTable(
      columns: [
        .init("Stream", isNumeric: false), .init("First month above 100 %", isNumeric: false),
      ]
        + years.map { .init(scenario.yearLabel($0)) },
      rows: comparison.demand.scanners.map { load in
        [
          .text(scenario.streams[load.stream].id),
          .text(load.firstAbove.map { scenario.start.adding($0).iso } ?? NumberText.none),
        ] + years.map { .share(load.yearly[$0 - 1]) }
      })
  }
}
