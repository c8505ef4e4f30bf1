public import Evaluation
import PlanModel
import Quantities

/// How well the figures over the futures are known, and what the offers differ by in the same ones.
public struct UncertaintySection: ReportSection {
  /// The chapter's heading.
  public let title = "How sure the figures are"

  /// Makes the chapter.
  public init() {}

  /// Means and medians with their intervals, then differences.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    [.paragraph(futures(comparison)), .table(means(comparison))]
      + medians(comparison).map { [.paragraph($0)] }.joined()
      + (comparison.vendors.count < 2 ? [] : differences(comparison)) + chance(comparison)
  }

  private func futures(_ comparison: Comparison) -> ReportText {
    let count = comparison.identity.replications
    guard count > 1 else {
      return "One future was played through: it does not say how far another may be from it."
    }
    return ReportText(
      "The plan was played through \(NumberText.whole(Double(count))) futures. "
        + (comparison.futuresWords.map { $0 + " " } ?? "")
        + "The amount behind ± says how well the mean over all possible futures is known from these, "
        + "with 95 % confidence. More futures make it smaller; they do not narrow the band from p10 to "
        + "p90, which says how much the futures differ. The amount is on the safe side, since uncertain "
        + "inputs are drawn more evenly than by pure chance.")
  }

  private func means(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Net present cost, mean"),
        .init("Median"), .init("The median lies between"),
      ],
      rows: comparison.byCost.map { vendor in
        [
          .text(vendor.name), .mean(vendor.netPresentCost, currency),
          .money(vendor.netPresentCost.p50, currency),
          .text(
            vendor.medianInterval.map { interval in
              let ends = [interval.lowerBound, interval.upperBound].map {
                $0.isFinite ? NumberText.whole($0) : NumberText.none
              }
              return "\(ends[0]) and \(ends[1]) \(currency.code)"
            } ?? NumberText.none),
        ]
      })
  }

  private func medians(_ comparison: Comparison) -> [ReportText] {
    let count = NumberText.whole(Double(comparison.identity.replications))
    guard let ranks = comparison.medianRanks else {
      return comparison.identity.replications > 1
        ? ["Fewer than six futures cannot say where the median lies."] : []
    }
    return [
      ReportText(
        "The median's limits are futures themselves: of \(count) in order of their cost, number "
          + "\(NumberText.whole(Double(ranks.lowerBound))) and number "
          + "\(NumberText.whole(Double(ranks.upperBound))). In 95 % of cases or more the median lies "
          + "between these two, however costs are spread. The other quantiles, p10 and p90, are "
          + "known less well.")
    ]
  }

  private func differences(_ comparison: Comparison) -> [ReportBlock] {
    let order = comparison.byCost
    let currency = comparison.scenario.currency
    let rivals = Array(order.prefix(order.count > 2 ? 2 : 1))
    return [
      .subheading("Differences in the same futures"),
      .table(
        ReportTable(
          columns: [.init("Vendor", isNumeric: false)]
            + rivals.flatMap { rival in
              [
                ReportTable.Column("Costs more than \(rival.name) by, mean"),
                ReportTable.Column("Cheaper than \(rival.name) in this share of futures"),
              ]
            },
          rows: order.dropFirst().map { vendor in
            [.text(vendor.name)]
              + rivals.flatMap { rival -> [ReportCell] in
                guard let pair = comparison.pair(rival, vendor) else { return [.empty, .empty] }
                return [.mean(pair.difference, currency), .share(pair.secondCheaper)]
              }
          })),
      .paragraph(
        ReportText(
          "All offers meet the same studies in a future, so what they have in common drops out of "
            + "the difference."
            + (comparison.orderWords ?? ""))),
    ]
  }

  /// How much of what futures differ by is chance.
  private func chance(_ comparison: Comparison) -> [ReportBlock] {
    guard comparison.isUncertain else {
      return [
        .subheading("Inputs or chance"),
        .paragraph(
          "No input of this plan is uncertain: its futures differ by the luck of arrivals alone."),
      ]
    }
    guard comparison.secondPlays > 0 else { return [] }
    return [
      .subheading("Inputs or chance"),
      .paragraph(
        ReportText(
          "The table shows what share of the variance between futures comes from the luck of "
            + "arrivals. The rest comes from the uncertain inputs, and better inputs make it smaller. "
            + "For this \(NumberText.whole(Double(comparison.secondPlays))) of the futures were played "
            + "a second time, with the same inputs and other arrivals. The standard error stands in "
            + "parentheses.")),
      .table(
        ReportTable(
          columns: [
            .init("Vendor", isNumeric: false), .init("Chance's share in net present cost"),
            .init("In bytes stored at the end"), .init("In the busiest line's busiest hour"),
          ],
          rows: comparison.byCost.map { vendor in
            [
              .text(vendor.name), cell(vendor.netPresentCostVariance),
              cell(vendor.usedVariance), cell(vendor.busiestLink?.lastBusyHourVariance),
            ]
          })),
    ]
  }

  private func cell(_ split: VarianceSplit?) -> ReportCell {
    guard let split else { return .text(NumberText.none) }
    let error = split.standardError.map { " (\(NumberText.share($0)))" } ?? ""
    return .text(NumberText.share(split.chance) + error)
  }
}
