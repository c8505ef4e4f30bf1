public import Evaluation
import Quantities

/// How busy the lines that matter are, hour by hour of the week, in the last planning year.
public struct LoadChart: ReportChart {
  /// The network.
  public let topic = ChartTopic.network

  /// Makes the chart.
  public init() {}

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let rowHeight = 14.0
  private static let title = "How busy the busiest line is, by hour of the week"

  /// One drawing with a panel for the busiest line of each vendor and for what else does not cope;
  /// none where no vendor has a line.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let panels = comparison.vendors.enumerated().flatMap { place, vendor in
      vendor.stagesThatMatter.filter { $0.hourOfWeek.count == 168 }
        .map { (colour: place, vendor: vendor, stage: $0) }
    }
    guard !panels.isEmpty else { return [] }
    let greatest = panels.flatMap(\.stage.hourOfWeek).filter(\.isFinite).max() ?? 0
    // One shade means the same in every panel: a round share at or above the greatest.
    let full = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1].first { $0 >= greatest } ?? 1
    let description =
      "Mean busy share by hour of the week in the last planning year. "
      + panels.map { panel in
        let peak = Self.peak(of: panel.stage)
        let share = ReportCell.share(panel.stage.hourOfWeek[peak]).text
        return "\(panel.vendor.name), \(panel.stage.title): \(share) in its fullest hour, "
          + "\(Self.days[peak / 24]) from \(peak % 24):00"
      }.joined(separator: "; ") + "."
    var grid = PanelGrid(
      title: Self.title,
      note:
        "Mean over the futures, last planning year, local time. The frame marks the fullest hour, "
        + "the one with the highest mean. One shade means the same in every panel.",
      description: description,
      key: (0...4).map { step in
        .init(
          mark: .fill("cell", opacity: min(0.999, max(0.03, Double(step) / 4))),
          name: NumberText.written(share: full * Double(step) / 4) + (step == 4 ? " busy" : ""))
      },
      panels: panels.map { panel in
        let rate = panel.stage.linkRate.map { ", can carry \(NumberText.bitRate($0.value))" } ?? ""
        return PanelGrid.Panel(
          name: panel.vendor.name, colour: panel.colour, caption: panel.stage.title + rate)
      }, height: 7 * Self.rowHeight)
    for (panel, plot) in zip(panels, grid.plots) {
      draw(panel.stage, full: full, in: plot, to: &grid.drawing)
    }
    return [ChartFile(name: "network.svg", description: description, svg: grid.drawing.render())]
  }

  /// The fullest hour, the last of several: that of the highest mean, which need not be the busiest
  /// hour, the one in which most is expected to arrive.
  private static func peak(of stage: StageResult) -> Int {
    stage.hourOfWeek.enumerated().filter { $0.element.isFinite }
      .max { $0.element < $1.element }?.offset ?? 0
  }

  private func draw(
    _ stage: StageResult, full: Double, in plot: PanelGrid.Plot, to drawing: inout SVGDrawing
  ) {
    let step = (plot.right - plot.left) / 24
    let height = Self.rowHeight
    let first = plot.top - 14
    for hour in 0..<168 {
      let share = stage.hourOfWeek[hour]
      let x = plot.left + Double(hour % 24) * step
      let y = first + Double(hour / 24) * height
      drawing.rectangle(x: x, y: y, width: step - 1, height: height - 1, class: "empty")
      guard share.isFinite else { continue }
      drawing.rectangle(
        x: x, y: y, width: step - 1, height: height - 1, class: "cell",
        opacity: min(0.999, max(0, share / full)),
        tip: "\(Self.days[hour / 24]) \(hour % 24):00, \(NumberText.share(share)) busy")
    }
    let peak = Self.peak(of: stage)
    let x = plot.left + Double(peak % 24) * step
    let y = first + Double(peak / 24) * height
    drawing.path(
      [(x, y), (x + step - 1, y), (x + step - 1, y + height - 1), (x, y + height - 1)],
      class: "capacity", closed: true)
    for (place, day) in Self.days.enumerated() {
      drawing.text(
        day, x: plot.left - 6, y: first + Double(place) * height + 11, class: "small",
        anchor: .end)
    }
    for hour in stride(from: 0, through: 24, by: 6) {
      drawing.text(
        "\(hour):00", x: plot.left + Double(hour) * step, y: first + 7 * height + 13,
        class: "small", anchor: .middle)
    }
  }
}
