public import Evaluation
import PlanModel
import Quantities

/// Bytes in each tier that can be full against what fits: a panel for each, on a scale of its own.
public struct CapacityChart: ReportChart {
  /// Storage.
  public let topic = ChartTopic.storage

  /// Makes the chart.
  public init() {}

  private struct Panel {
    var colour: Int
    var vendor: VendorResult
    var tier: TierResult
    var limits: TierCapacity
  }

  /// One drawing; none where no tier can be full.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let panels = comparison.vendors.enumerated().flatMap { place, vendor in
      vendor.tiers.compactMap { tier in
        tier.tier.capacity.map { Panel(colour: place, vendor: vendor, tier: tier, limits: $0) }
      }
    }
    guard !panels.isEmpty else { return [] }
    let description =
      "Bytes in each tier that can be full against its usable capacity as bought in the base case, by "
      + "month. "
      + panels.map { panel in
        "\(panel.vendor.name), tier \(panel.tier.title): full without purchases "
          + panel.tier.fullWithoutPurchases.words
      }.joined(separator: "; ") + "."
    var grid = PanelGrid(
      title: "Tiers that can be full, against their capacity",
      note: "All copies, before protection. Line and shade: median and 80 % of the futures. Each "
        + "panel has its own scale. A future that stores more buys more capacity than is drawn.",
      description: description,
      key: [
        .init(mark: .line("capacity"), name: "usable capacity as bought in the base case"),
        .init(mark: .line("threshold"), name: "fill threshold"),
        .init(
          mark: .dates, name: "full if nothing is bought: 10 % to 90 % of the futures, line 50 %"),
      ],
      panels: panels.map { panel in
        PanelGrid.Panel(
          name: panel.vendor.name, colour: panel.colour,
          caption: Self.caption(panel))
      }, height: 150)
    for (panel, plot) in zip(panels, grid.plots) {
      draw(panel, axis: YearAxis(comparison.scenario, in: plot), plot: plot, to: &grid.drawing)
    }
    return [
      ChartFile(name: "capacity.svg", description: description, svg: grid.drawing.render())
    ]
  }

  private static func caption(_ panel: Panel) -> String {
    let full =
      "Tier \(panel.tier.title), full if nothing is bought: "
      + panel.tier.fullWithoutPurchases.words
    guard panel.limits.increment != nil else { return full + "; cannot be extended" }
    return full + (panel.tier.orderBy.map { "; order by \($0.iso)" } ?? "")
  }

  private func draw(
    _ panel: Panel, axis: YearAxis, plot: PanelGrid.Plot, to drawing: inout SVGDrawing
  ) {
    let tier = panel.tier
    let greatest = (tier.used.map(\.p90) + tier.baseCapacity).filter(\.isFinite).max() ?? 0
    let unit = NumberText.byteUnit(for: greatest)
    let size = Double(unit.bytes)
    let scale = ChartScale(to: greatest / size, from: plot.bottom, to: plot.top)
    ChartFrame.valueAxis(&drawing, scale, unit: unit.rawValue, in: plot)
    let height = { (bytes: Double) in scale(bytes / size) }
    let months = MonthSeries(tier.used.count)
    func points(_ figure: KeyPath<Band, Double>) -> [(x: Double, y: Double)] {
      months.points(tier.used.map { $0[keyPath: figure] }, axis, height)
    }
    let style = panel.colour % ChartPalette.count
    axis.draw(tier.fullWithoutPurchases, to: &drawing)
    drawing.path(points(\.p90) + points(\.p10).reversed(), class: "area\(style)", closed: true)
    drawing.path(points(\.p50), class: "line\(style)")
    let share = panel.limits.fillThreshold.value
    drawing.path(
      MonthSeries.steps(tier.baseCapacity.map { $0 * share }, axis, height), class: "threshold")
    drawing.path(MonthSeries.steps(tier.baseCapacity, axis, height), class: "capacity")
    axis.draw(to: &drawing)
  }
}
