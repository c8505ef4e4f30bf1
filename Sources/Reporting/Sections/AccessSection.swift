public import Evaluation
import PlanModel
import Quantities

/// How long readers wait, where what they ask for lies, and which cache would have it.
public struct AccessSection: ReportSection {
  /// The chapter's heading.
  public let title = "Reading"

  /// Makes the chapter.
  public init() {}

  /// The waits, the tiers, the caches.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    guard comparison.scenario.reading != nil else { return [] }
    var blocks: [ReportBlock] = []
    if comparison.vendors.contains(where: { !$0.timeToDisplay.isEmpty }) {
      blocks += [
        .subheading("How long readers wait"), .table(displays(comparison)),
        .paragraph(
          "From the request until the study has left the last queue on its way to the reader; of an offer that "
            + "streams, the share of it that a reader needs to begin with. Each kind by itself: a study and "
            + "its priors are asked for at the same time. Median and, in parentheses, 80 % of the futures. "
            + "An offer whose profile does not say how studies get to readers is left out."),
      ]
    }
    let tiered = comparison.vendors.filter { $0.sources.count > 1 }
    if !tiered.isEmpty {
      blocks += [
        .subheading("Where what is asked for lies"), .table(sources(tiered)),
        .paragraph(
          "Accesses of all kinds; read is whole studies as they are at rest. What is read from a tier that "
            + "lifts it lies in the earlier tier from then on. Times are those of priors, last year. Medians "
            + "and, in parentheses, 80 % of the futures."),
      ]
    }
    if !comparison.caches.isEmpty {
      blocks += [
        .subheading("Which cache serves how many priors"), .table(caches(comparison.caches)),
        .paragraph(
          "A cache of all studies up to an age, all sites together, one copy after compression, of the "
            + "base case. It serves priors of that age or younger; beyond it they come from the archive, "
            + "or have to be fetched ahead."),
      ]
    }
    return blocks
  }

  private func displays(_ comparison: Comparison) -> ReportTable {
    let rows = comparison.vendors.flatMap { vendor in
      vendor.timeToDisplay.compactMap { display -> [ReportCell]? in
        guard let first = vendor.timedYears.first.map({ display.years[$0] }),
          let last = display.years.last
        else { return nil }
        return [
          .text(vendor.name), .text(display.kind.words), .band(first.p50, .duration, .median),
          .band(first.p95, .duration, .median), .band(last.p50, .duration, .median),
          .band(last.p95, .duration, .median), .band(last.p99, .duration, .median),
        ]
      }
    }
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("What is asked for", isNumeric: false),
        .init("Half within, first year"), .init("95 % within, first year"),
        .init("Half within, last year"), .init("95 % within, last year"),
        .init("99 % within, last year"),
      ], rows: rows)
  }

  private func sources(_ vendors: [VendorResult]) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Tier", isNumeric: false),
        .init("Of all accesses, last year"), .init("Read, last year"),
        .init("Half of its priors within"), .init("95 % of its priors within"),
      ],
      rows: vendors.flatMap { vendor in
        let all = vendor.sources.reduce(0) { $0 + ($1.studies.last?.p50 ?? 0) }
        return vendor.sources.compactMap { source -> [ReportCell]? in
          guard let studies = source.studies.last, let bytes = source.bytes.last,
            let priors = source.priors.last
          else { return nil }
          let none = ReportCell.text(NumberText.none)
          return [
            .text(vendor.name), .text(source.name.onOneLine),
            all > 0 ? .share(studies.p50 / all) : none, .band(bytes, .bytes, .median),
            studies.p50 > 0 ? .band(priors.p50, .duration, .median) : none,
            studies.p50 > 0 ? .band(priors.p95, .duration, .median) : none,
          ]
        }
      })
  }

  private func caches(_ answers: [CacheAnswer]) -> ReportTable {
    ReportTable(
      columns: [
        .init("Of priors"), .init("Of everything asked for"), .init("Holds the last"),
        .init("Takes, first year"), .init("Takes, last year"),
      ],
      rows: answers.map { answer in
        [
          .share(answer.share), .share(answer.shareOfAll),
          .text("\(NumberText.whole(Double(answer.days))) days"),
        ] + answer.bytes.map { .bytes($0) }
      })
  }
}
