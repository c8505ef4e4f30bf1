import Evaluation
import PlanModel

/// Curves over the planning time, each with its band.
struct TimeChart {
  /// One curve.
  struct Curve {
    /// As the key names it.
    var name: String
    /// The middle values, one a point in time.
    var values: [Double]
    /// The lower and upper edge of the band; empty is none.
    var lower: [Double] = []
    var upper: [Double] = []
  }
  /// A line without a band, such as a capacity.
  struct Limit {
    var name: String
    var values: [Double]
    var style: String
  }

  var title: String
  var note: String
  var description: String
  var unit: String
  var curves: [Curve]
  var limits: [Limit] = []
  /// The labels of the points that get a tick, by point.
  var ticks: [(place: Int, label: String)]

  /// Draws them.
  func render() -> String {
    let names = curves.map(\.name) + limits.map(\.name)
    let head = ChartFrame.headHeight(note: note, key: names)
    let bottom = head + 320
    var drawing = SVGDrawing(
      width: ChartFrame.width, height: bottom + 44, title: title, description: description)
    let key: [(mark: ChartFrame.Mark, name: String)] =
      curves.enumerated().map { place, curve in
        (curve.lower.isEmpty ? .line(place) : .band(place), curve.name)
      }
      + limits.map { (.style($0.style), $0.name) }
    _ = ChartFrame.head(&drawing, title: title, note: note, key: key)
    let greatest =
      (curves.flatMap { $0.values + $0.upper } + limits.flatMap(\.values)).filter(\.isFinite).max()
      ?? 1
    let vertical = ChartScale(to: greatest, from: bottom, to: head + 26)
    let count = (curves.map(\.values.count) + limits.map(\.values.count)).max() ?? 1
    let horizontal = ChartScale(
      from: 0, to: Double(max(1, count - 1)), pixels: ChartFrame.left, ChartFrame.right - 16)
    ChartFrame.valueAxis(&drawing, vertical, unit: unit, top: head + 26)
    for tick in ticks {
      let x = horizontal(Double(tick.place))
      drawing.line(from: (x, bottom), to: (x, bottom + 5), class: "axis")
      drawing.text(tick.label, x: x, y: bottom + 20, class: "small", anchor: .middle)
    }
    func points(_ values: [Double]) -> [(x: Double, y: Double)] {
      values.enumerated().map { (horizontal(Double($0.offset)), vertical($0.element)) }
    }
    for (place, curve) in curves.enumerated() where !curve.lower.isEmpty {
      drawing.path(
        points(curve.upper) + points(curve.lower).reversed(),
        class: "area\(place % ChartPalette.count)", closed: true)
    }
    for (place, curve) in curves.enumerated() {
      drawing.path(points(curve.values), class: "line\(place % ChartPalette.count)")
    }
    for limit in limits { drawing.path(Self.steps(points(limit.values)), class: limit.style) }
    return drawing.render()
  }

  /// A staircase: a value holds until the next point.
  private static func steps(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    for point in points {
      if let last = result.last {
        guard last.y != point.y else { continue }
        result.append((point.x, last.y))
      }
      result.append(point)
    }
    if let last = result.last, let end = points.last, last.x != end.x {
      result.append((end.x, last.y))
    }
    return result
  }
}

extension Scenario {
  /// Ticks at the end of planning years for points that are month ends, month 1 first.
  func monthTicks() -> [(place: Int, label: String)] {
    (1...years).filter { years <= 12 || $0 % 5 == 0 || $0 == 1 }
      .map { ($0 * 12 - 1, "end \(yearLabel($0))") }
  }
}
