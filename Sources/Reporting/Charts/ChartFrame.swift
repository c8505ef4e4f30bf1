import Quantities

/// What the charts share: width, heading, key, axis of values.
enum ChartFrame {
  /// In pixels.
  static let width = 920.0
  /// The width of the numbers of a value axis.
  static let valueSpace = 46.0

  private static let left = 24.0
  private static let lines = 2

  /// Draws heading, note and key at the top.
  static func head(
    _ drawing: inout SVGDrawing, title: String, note: String, key: [ChartKey.Entry]
  ) {
    drawing.text(
      title.onOneLine.fitted(to: width - 2 * left, size: 15, isBold: true), x: left, y: 30,
      class: "heading", whole: title)
    var y = 50.0
    for line in note.onOneLine.wrapped(toPixels: width - 2 * left, size: 11, lines: lines) {
      drawing.text(line, x: left, y: y, class: "small")
      y += 16
    }
    ChartKey(key, width: width - 2 * left).draw(at: left, top: y - 8, to: &drawing)
  }

  /// How much heading, note and key take up.
  static func headHeight(note: String, key: [ChartKey.Entry]) -> Double {
    let notes = note.onOneLine.wrapped(toPixels: width - 2 * left, size: 11, lines: lines).count
    return 54 + Double(notes) * 16 + ChartKey(key, width: width - 2 * left).height
  }

  /// Draws the lines and numbers of a value axis, and its unit above it.
  static func valueAxis(
    _ drawing: inout SVGDrawing, _ scale: ChartScale, unit: String, in plot: PanelGrid.Plot
  ) {
    for tick in scale.ticks {
      drawing.line(
        from: (plot.left, scale(tick)), to: (plot.right, scale(tick)),
        class: tick == 0 ? "axis" : "grid")
      drawing.text(
        NumberText.fixed(tick, decimals: scale.decimals), x: plot.left - 6, y: scale(tick) + 4,
        class: "small", anchor: .end)
    }
    drawing.text(unit, x: plot.left - 40, y: plot.top - 10, class: "small")
  }
}
