import Costing
public import Evaluation
import PlanModel
import Quantities

/// What has been paid by the end of each year with its band: a panel for each vendor on one scale,
/// the others' medians behind it.
public struct CumulativeCostChart: ReportChart {
  /// Cost.
  public let topic = ChartTopic.cost

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let scenario = comparison.scenario
    let vendors = comparison.vendors
    let greatest = vendors.flatMap { $0.cumulativeCost.map(\.p90) }.filter(\.isFinite).max() ?? 0
    let unit = MoneyUnit(for: greatest, currency: scenario.currency.code)
    let ends = vendors.map { vendor in
      let end = vendor.cumulativeCost.last.map {
        ReportCell.band($0, .money(scenario.currency), .median).text
      }
      return "\(vendor.name) \(end ?? "nothing")"
    }
    let description =
      "Payments added up over the years, undiscounted, median and band. At the end of the plan: "
      + ends.joined(separator: "; ") + "."
    var key = [
      ChartKey.Entry(
        mark: .band(0), name: "median, and what 10 % and 90 % of the futures stay below")
    ]
    if vendors.count > 1 { key.append(.init(mark: .line("other"), name: "the others' medians")) }
    var grid = PanelGrid(
      title: "Paid so far",
      note:
        "Undiscounted, from the first payment to the end of each year. The band comes from volumes, "
        + "growth and sizes; prices are as given.",
      description: description, key: key,
      panels: vendors.enumerated().map { place, vendor in
        PanelGrid.Panel(name: vendor.name, colour: place)
      }, height: 150, ends: 44)
    for (place, plot) in grid.plots.enumerated() {
      let scale = ChartScale(to: greatest / unit.size, from: plot.bottom, to: plot.top)
      ChartFrame.valueAxis(&grid.drawing, scale, unit: unit.name, in: plot)
      let axis = YearAxis(scenario, in: plot)
      func points(_ vendor: VendorResult, _ figure: KeyPath<Band, Double>)
        -> [(x: Double, y: Double)]
      {
        vendor.cumulativeCost.enumerated().map { year, band in
          (axis(months: Double(year) * 12), scale(band[keyPath: figure] / unit.size))
        }
      }
      for (other, vendor) in vendors.enumerated() where other != place {
        grid.drawing.path(points(vendor, \.p50), class: "other")
      }
      let vendor = vendors[place]
      let style = place % ChartPalette.count
      grid.drawing.path(
        points(vendor, \.p90) + points(vendor, \.p10).reversed(), class: "area\(style)",
        closed: true)
      grid.drawing.path(points(vendor, \.p50), class: "line\(style)")
      if let end = vendor.cumulativeCost.last?.p50, end.isFinite {
        grid.drawing.text(
          NumberText.fixed(end / unit.size, decimals: unit.size > 1 ? 2 : 0), x: plot.right + 5,
          y: scale(end / unit.size) + 4, class: "tag")
      }
      axis.draw(to: &grid.drawing)
    }
    return [
      ChartFile(name: "cumulative-cost.svg", description: description, svg: grid.drawing.render())
    ]
  }
}
