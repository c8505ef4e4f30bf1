public import Evaluation
import PlanModel
import Quantities

/// What each uncertain input does by itself: to the cheapest offer's cost, and to its lead.
public struct TornadoChart: ReportChart {
  /// What moves the cost.
  public let topic = ChartTopic.sensitivity

  /// Makes the chart.
  public init() {}

  private static let rowHeight = 30.0

  /// One drawing; none where nobody asked.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    guard let sensitivity = comparison.sensitivity else { return [] }
    let rows = SensitivityRow.most(of: sensitivity, comparison)
    guard !rows.isEmpty else { return [] }
    let order = comparison.byCost
    let base = sensitivity.base.netPresentCosts
    let places = sensitivity.base.order
    var panels = [
      Panel(
        title: "Net present cost of \(order[0].name)", middle: base[places[0]],
        ends: rows.map { (base[places[0]] + $0.cost.low, base[places[0]] + $0.cost.high) })
    ]
    if order.count > 1 {
      panels.append(
        Panel(
          title: "What \(order[1].name) costs more", middle: base[places[1]] - base[places[0]],
          ends: rows.map { ($0.difference.low, $0.difference.high) }))
    }
    let description =
      "Net present cost with one input at a time at its p10 and p90. "
      + rows.prefix(3).map { row in
        "\(row.name): \(NumberText.signed(row.cost.low)) and \(NumberText.signed(row.cost.high))"
      }.joined(separator: "; ") + "."
    var grid = PanelGrid(
      title: "One input at a time",
      note:
        "Each bar goes from the input's p10 to its p90, all else as in the base case, which is the line.",
      description: description,
      key: [
        .init(mark: .fill("fill0"), name: "input at its p10"),
        .init(mark: .fill("fill1"), name: "input at its p90"),
      ],
      panels: panels.map { PanelGrid.Panel(name: $0.title, colour: nil) },
      height: Double(rows.count) * Self.rowHeight + 8)
    for (panel, plot) in zip(panels, grid.plots) {
      draw(panel, names: rows.map(\.name), comparison, in: plot, to: &grid.drawing)
    }
    return [
      ChartFile(name: "sensitivity.svg", description: description, svg: grid.drawing.render())
    ]
  }

  private struct Panel {
    var title: String
    var middle: Double
    var ends: [(low: Double, high: Double)]
  }

  private func draw(
    _ panel: Panel, names: [String], _ comparison: Comparison, in plot: PanelGrid.Plot,
    to drawing: inout SVGDrawing
  ) {
    let values = panel.ends.flatMap { [$0.low, $0.high] } + [panel.middle]
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let room = max((most - least) * 0.05, 1)
    let left = plot.left - ChartFrame.valueSpace
    let scale = ChartScale(from: least - room, to: most + room, pixels: left, plot.right)
    let unit = MoneyUnit(
      for: max(abs(least), abs(most)), currency: comparison.scenario.currency.code)
    for (place, end) in panel.ends.enumerated() {
      let top = plot.top + Double(place) * Self.rowHeight
      drawing.text(
        names[place].fitted(to: plot.right - left, size: 11), x: left, y: top + 11, class: "small")
      for (value, style) in [(end.low, 0), (end.high, 1)] {
        let (from, to) = (scale(min(value, panel.middle)), scale(max(value, panel.middle)))
        drawing.rectangle(
          x: from, y: top + 15, width: max(to - from, 0.5), height: 10, class: "fill\(style)")
      }
    }
    let middle = scale(panel.middle)
    drawing.line(from: (middle, plot.top), to: (middle, plot.bottom), class: "axis")
    let texts = [(least, SVGDrawing.Anchor.start), (panel.middle, .middle), (most, .end)]
    for (value, anchor) in texts {
      // Where the ends are near the middle, the middle alone is named.
      let isMiddle = value == panel.middle && anchor == .middle
      guard isMiddle || abs(scale(value) - middle) > 70 else { continue }
      drawing.text(
        NumberText.readable(value / unit.size) + (isMiddle ? " \(unit.name)" : ""),
        x: scale(value), y: plot.bottom + 16, class: "small", anchor: anchor)
    }
  }
}
