import Costing
public import Evaluation
import PlanModel
import Quantities

/// Payments of each year, stacked by category: a panel for each vendor on one scale.
public struct YearlyCostChart: ReportChart {
  /// Cost.
  public let topic = ChartTopic.cost

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let scenario = comparison.scenario
    let greatest =
      comparison.vendors.flatMap { vendor in
        vendor.cashFlow.total.map(comparison.major) + vendor.yearlyCost.map(\.p90)
      }.filter(\.isFinite).max() ?? 0
    let unit = MoneyUnit(for: greatest, currency: scenario.currency.code)
    let description =
      "Payments by year and category. "
      + comparison.vendors.map { vendor in
        let nominal = ReportCell.money(comparison.major(vendor.cashFlow.nominal), scenario.currency)
        return "\(vendor.name): \(nominal.text) in all"
      }.joined(separator: "; ") + "."
    var grid = PanelGrid(
      title: "Payments by year and category",
      note: "Base case, undiscounted. The thin mark shows what 10 % and 90 % of the futures stay "
        + "below.",
      description: description,
      key: comparison.categories.map { .init(mark: .fill(Self.style(of: $0)), name: $0.title) },
      panels: comparison.vendors.map { .init(name: $0.name, colour: nil) }, height: 160)
    for (vendor, plot) in zip(comparison.vendors, grid.plots) {
      let scale = ChartScale(to: greatest / unit.size, from: plot.bottom, to: plot.top)
      ChartFrame.valueAxis(&grid.drawing, scale, unit: unit.name, in: plot)
      draw(
        vendor, of: comparison, height: { scale($0 / unit.size) }, in: plot, to: &grid.drawing)
    }
    return [
      ChartFile(name: "yearly-cost.svg", description: description, svg: grid.drawing.render())
    ]
  }

  private static func style(of category: CostCategory) -> String {
    let place = CostCategory.allCases.firstIndex(of: category) ?? 0
    return "kind\(place % ChartPalette.count)"
  }

  private func draw(
    _ vendor: VendorResult, of comparison: Comparison, height: (Double) -> Double,
    in plot: PanelGrid.Plot, to drawing: inout SVGDrawing
  ) {
    let years = vendor.cashFlow.total.indices
    let step = (plot.right - plot.left) / Double(years.count)
    let labels = years.map { comparison.scenario.yearLabel($0) }
    let widest = labels.dropFirst().map { TextWidth.of($0, size: 11) }.max() ?? 0
    let every = [1, 2, 5, 10, 20].first { Double($0) * step >= widest + 6 } ?? 40
    for year in years {
      let x = plot.left + Double(year) * step
      var below = 0.0
      for category in CostCategory.allCases {
        let amount = comparison.major(vendor.cashFlow.byCategory[category]?[year] ?? .zero)
        guard amount > 0 else { continue }
        let bottom = height(below)
        below += amount
        drawing.rectangle(
          x: x + step * 0.14, y: height(below), width: step * 0.72,
          height: bottom - height(below), class: Self.style(of: category),
          tip: "\(labels[year]), \(category.title): "
            + ReportCell.money(amount, comparison.scenario.currency).text)
      }
      let band = vendor.yearlyCost[year]
      if band.p90 > band.p10 {
        let middle = x + step / 2
        drawing.line(
          from: (middle, height(band.p10)), to: (middle, height(band.p90)), class: "whisker")
      }
      // What is paid up to go-live is longer to say than its bar is wide: it has a line of its own.
      if year == 0 {
        drawing.text(labels[0], x: plot.left, y: plot.bottom + 31, class: "small")
      } else if (year - 1) % every == 0 {
        drawing.text(
          labels[year], x: x + step / 2, y: plot.bottom + 17, class: "small", anchor: .middle)
      }
    }
  }
}
