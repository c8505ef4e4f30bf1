import Evaluation
import PlanModel
import Quantities

/// What all offers cost at other volumes or another growth: a line an offer.
struct VolumeChart {
  /// What moves.
  enum Axis { case volume, growth }

  private let negotiation: Negotiation
  private let axis: Axis

  init(_ negotiation: Negotiation, of axis: Axis) {
    self.negotiation = negotiation
    self.axis = axis
  }

  private var points: [Negotiation.Point] {
    axis == .volume ? negotiation.volumes : negotiation.growths
  }

  private func text(_ value: Double) -> String {
    axis == .volume
      ? "× \(NumberText.written(value))"
      : value == 0 ? "as planned" : (value > 0 ? "+" : "") + NumberText.written(value * 100)
  }

  var title: String {
    axis == .volume ? "Cost if volume is another" : "Cost if growth is another"
  }

  var description: String {
    let currency = negotiation.scenario.currency
    let vendors = negotiation.scenario.vendors.enumerated().map { place, vendor in
      let ends = [points.first, points.last].map { point in
        NumberText.rough(money: point?.costs[place] ?? 0, currency: currency)
      }
      return "\(vendor.name.onOneLine) \(ends[0]) to \(ends[1])"
    }
    return
      "Net present cost of each offer from \(text(points.first?.value ?? 0)) to "
      + "\(text(points.last?.value ?? 0))\(axis == .growth ? " points a year" : " of the volume"): "
      + vendors.joined(separator: "; ") + "."
  }

  var file: ChartFile {
    let scenario = negotiation.scenario
    let greatest = points.flatMap(\.costs).max() ?? 0
    let unit = MoneyUnit(for: greatest, currency: scenario.currency.code)
    var grid = PanelGrid(
      title: title,
      note: axis == .volume
        ? "Net present cost, base case, with the studies of every stream times the factor below."
        : "Net present cost, base case, with points added to the yearly growth of every stream.",
      description: description,
      key: scenario.vendors.enumerated().map { place, vendor in
        ChartKey.Entry(
          mark: .line("line\(place % ChartPalette.count)"), name: vendor.name.onOneLine)
      },
      panels: [PanelGrid.Panel(name: "", colour: nil)], height: 300, ends: 30)
    let plot = grid.plots[0]
    let scale = ChartScale(to: greatest / unit.size, from: plot.bottom, to: plot.top)
    ChartFrame.valueAxis(&grid.drawing, scale, unit: unit.name, in: plot)
    let across = ChartScale(
      from: points.first?.value ?? 0, to: points.last?.value ?? 1, pixels: plot.left + 10,
      plot.right)
    for point in points {
      grid.drawing.text(
        text(point.value), x: across(point.value), y: plot.bottom + 18, class: "small",
        anchor: .middle)
    }
    for vendor in scenario.vendors.indices {
      grid.drawing.path(
        points.map { (across($0.value), scale($0.costs[vendor] / unit.size)) },
        class: "line\(vendor % ChartPalette.count)")
    }
    return ChartFile(
      name: axis == .volume ? "volume.svg" : "growth.svg", description: description,
      svg: grid.drawing.render())
  }
}
