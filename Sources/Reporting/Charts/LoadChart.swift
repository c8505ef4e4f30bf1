public import Evaluation
import Quantities

/// How busy each vendor's busiest line is, hour by hour of the week, in the last planning year.
public struct LoadChart: ReportChart {
  /// The network.
  public let topic = ChartTopic.network

  /// Makes the chart.
  public init() {}

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// One drawing with a panel for each vendor; none where no vendor has a line.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let panels = comparison.vendors.compactMap { vendor in
      vendor.busiestLink.map { (vendor: vendor, link: $0) }
    }.filter { $0.link.hourOfWeek.count == 168 }
    guard !panels.isEmpty else { return [] }
    let greatest = panels.flatMap(\.link.hourOfWeek).filter(\.isFinite).max() ?? 0
    // One shade means the same in every panel: a round share at or above the greatest.
    let full = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1].first { $0 >= greatest } ?? 1
    let description =
      "Mean busy share of the busiest line by hour of the week in the last planning year. "
      + panels.map { panel in
        let place = Self.peak(of: panel.link)
        let share = ReportCell.share(panel.link.hourOfWeek[place]).text
        return "\(panel.vendor.name), \(panel.link.title): at most "
          + "\(share), \(Self.days[place / 24]) from "
          + "\(place % 24):00"
      }.joined(separator: "; ") + "."
    let head = 112.0
    let panelHeight = 232.0
    var drawing = SVGDrawing(
      width: ChartFrame.width, height: head + Double(panels.count) * panelHeight + 12,
      title: "How busy the busiest line is", description: description)
    _ = ChartFrame.head(
      &drawing, title: "How busy the busiest line is, by hour of the week",
      note: "Mean over the futures, last planning year, local time. The frame marks the busiest "
        + "hour.", key: [])
    legend(full, in: &drawing)
    for (place, panel) in panels.enumerated() {
      draw(
        panel.link, of: panel.vendor, full: full, top: head + Double(place) * panelHeight,
        to: &drawing)
    }
    return [ChartFile(name: "network.svg", description: description, svg: drawing.render())]
  }

  /// The busiest hour, the last of several.
  private static func peak(of link: StageResult) -> Int {
    link.hourOfWeek.enumerated().filter { $0.element.isFinite }
      .max { $0.element < $1.element }?.offset ?? 0
  }

  private func legend(_ full: Double, in drawing: inout SVGDrawing) {
    for step in 0..<10 {
      let x = ChartFrame.left + Double(step) * 20
      drawing.rectangle(x: x, y: 74, width: 20, height: 14, class: "empty")
      drawing.rectangle(
        x: x, y: 74, width: 20, height: 14, class: "cell", opacity: (Double(step) + 0.5) / 10)
    }
    drawing.text("0 %", x: ChartFrame.left - 8, y: 86, class: "small", anchor: .end)
    drawing.text(
      "\(NumberText.written(share: full)) busy", x: ChartFrame.left + 208, y: 86, class: "small")
  }

  private func draw(
    _ link: StageResult, of vendor: VendorResult, full: Double, top: Double,
    to drawing: inout SVGDrawing
  ) {
    drawing.text(vendor.name.shortened(to: 110), x: 24, y: top + 14, class: "name")
    let rate = link.linkRate.map { ", can carry \(NumberText.bitRate($0.value))" } ?? ""
    drawing.text((link.title.shortened(to: 80)) + rate, x: 24, y: top + 31, class: "small")
    let step = (ChartFrame.right - ChartFrame.left) / 24
    let height = 20.0
    let first = top + 42
    let peak = Self.peak(of: link)
    for hour in 0..<168 {
      let share = link.hourOfWeek[hour]
      let x = ChartFrame.left + Double(hour % 24) * step
      let y = first + Double(hour / 24) * height
      drawing.rectangle(x: x, y: y, width: step - 1, height: height - 1, class: "empty")
      guard share.isFinite else { continue }
      drawing.rectangle(
        x: x, y: y, width: step - 1, height: height - 1, class: "cell",
        opacity: min(0.999, max(0, share / full)),
        tip: "\(Self.days[hour / 24]) \(hour % 24):00, \(NumberText.share(share)) busy")
    }
    let x = ChartFrame.left + Double(peak % 24) * step
    let y = first + Double(peak / 24) * height
    drawing.path(
      [(x, y), (x + step - 1, y), (x + step - 1, y + height - 1), (x, y + height - 1)],
      class: "capacity", closed: true)
    for (place, day) in Self.days.enumerated() {
      drawing.text(
        day, x: ChartFrame.left - 8, y: first + Double(place) * height + 14, class: "small",
        anchor: .end)
    }
    for hour in stride(from: 0, through: 24, by: 3) {
      drawing.text(
        "\(hour):00", x: ChartFrame.left + Double(hour) * step, y: first + 7 * height + 14,
        class: "small", anchor: hour == 24 ? .end : .middle)
    }
  }
}
