public import Evaluation
import PlanModel
import Quantities

/// How busy each vendor's busiest lines and queues are in their busiest hour, year by year: a panel
/// for each vendor on one scale.
public struct BusyHourChart: ReportChart {
  /// The network.
  public let topic = ChartTopic.network

  /// Makes the chart.
  public init() {}

  /// How many lines a panel shows; the band of the busiest only, for else they hide each other.
  private static let shown = 3

  /// One drawing; none where no vendor has a line or queue.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let panels = comparison.vendors.enumerated().compactMap { place, vendor in
      let stages = Array(vendor.stagesByLoad.prefix(Self.shown))
      return stages.isEmpty ? nil : (colour: place, vendor: vendor, stages: stages)
    }
    guard !panels.isEmpty else { return [] }
    let figures = panels.flatMap { panel in
      panel.stages.flatMap { $0.years.map(\.busyHour.p50) }
        + (panel.stages.first?.years.map(\.busyHour.p90) ?? [])
    }
    let greatest = figures.filter(\.isFinite).max() ?? 0
    let description =
      "Busy share of the busiest hour of the week by year. In the last year, median: "
      + panels.map { panel in
        panel.vendor.name + ": "
          + panel.stages.map { "\($0.title) \(NumberText.share($0.lastBusyHour.p50))" }
          .joined(separator: ", ")
      }.joined(separator: "; ") + "."
    let limits = [(LoadVerdict.tightFrom, "tight"), (LoadVerdict.fullFrom, "too much")]
      .filter { $0.0 <= greatest * 1.25 }
    var grid = PanelGrid(
      title: "How busy the busiest lines are in their busiest hour, by year",
      note:
        "Busy share of the busiest hour of the week. Lines: median of the futures; shade: 80 % of "
        + "them, for the busiest. At most \(Self.shown) of each vendor.",
      description: description,
      key: limits.map { limit, words in
        .init(
          mark: .line(limit == LoadVerdict.fullFrom ? "capacity" : "threshold"),
          name: "\(words) above \(NumberText.written(share: limit))")
      },
      panels: panels.map { panel in
        PanelGrid.Panel(
          name: panel.vendor.name, colour: panel.colour,
          key: panel.stages.enumerated().map { place, stage in
            .init(mark: .line(Self.style(panel.colour, place)), name: stage.title)
          })
      }, height: 130)
    for (panel, plot) in zip(panels, grid.plots) {
      let top = max(greatest, limits.last?.0 ?? 0) * 100
      let scale = ChartScale(to: top, from: plot.bottom, to: plot.top)
      ChartFrame.valueAxis(&grid.drawing, scale, unit: "% busy", in: plot)
      let axis = YearAxis(comparison.scenario, in: plot)
      for (limit, _) in limits {
        grid.drawing.line(
          from: (plot.left, scale(limit * 100)), to: (plot.right, scale(limit * 100)),
          class: limit == LoadVerdict.fullFrom ? "capacity" : "threshold")
      }
      func points(_ stage: StageResult, _ figure: KeyPath<Band, Double>)
        -> [(x: Double, y: Double)]
      {
        let points = stage.years.enumerated().map { year, load in
          (x: axis(middleOf: year + 1), y: scale(load.busyHour[keyPath: figure] * 100))
        }
        // One year alone is a short stroke, since a point cannot be seen.
        guard points.count == 1, let only = points.first else { return points }
        return [(only.x - 8, only.y), (only.x + 8, only.y)]
      }
      if let busiest = panel.stages.first {
        grid.drawing.path(
          points(busiest, \.p90) + points(busiest, \.p10).reversed(),
          class: "area\(panel.colour % ChartPalette.count)", closed: true)
      }
      for (place, stage) in panel.stages.enumerated() {
        grid.drawing.path(points(stage, \.p50), class: Self.style(panel.colour, place))
      }
      axis.draw(to: &grid.drawing)
    }
    return [
      ChartFile(name: "busy-hour.svg", description: description, svg: grid.drawing.render())
    ]
  }

  private static func style(_ colour: Int, _ place: Int) -> String {
    "line\(colour % ChartPalette.count) dash\(place)"
  }
}
