import Costing
public import Evaluation
import PlanModel
import Quantities

/// What has been paid by the end of each year, undiscounted, base case.
public struct CumulativeCostChart: ReportChart {
  /// Cost.
  public let topic = ChartTopic.cost

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let scenario = comparison.scenario
    let sums = comparison.vendors.map { vendor in
      vendor.cashFlow.total.reduce(into: [Money]()) { $0.append(($0.last ?? .zero) + $1) }
        .map(comparison.major)
    }
    let unit = MoneyUnit(
      for: sums.flatMap { $0 }.max() ?? 0, currency: scenario.currency.code)
    let ends = zip(comparison.vendors, sums).map { vendor, sum in
      "\(vendor.name) \(ReportCell.money(sum.last ?? 0, scenario.currency).text)"
    }
    let description =
      "Payments added up over the years, undiscounted, base case. At the end of the plan: "
      + ends.joined(separator: "; ") + "."
    let chart = TimeChart(
      title: "Paid so far", note: "Base case, undiscounted, from go-live to the end of each year.",
      description: description, unit: unit.name,
      curves: zip(comparison.vendors, sums).map { vendor, sum in
        TimeChart.Curve(name: vendor.name, values: sum.map { $0 / unit.size })
      },
      ticks: ([0] + scenario.shownYears).map { ($0, scenario.yearLabel($0)) })
    return [ChartFile(name: "cumulative-cost.svg", description: description, svg: chart.render())]
  }
}
