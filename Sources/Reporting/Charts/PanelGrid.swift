/// Panels side by side below one heading and key, so that each vendor has a picture of its own and
/// all can be compared: small multiples.
struct PanelGrid {
  /// One panel.
  struct Panel {
    /// What it shows, in at most two lines.
    var name: String
    /// The colour of the vendor, as a mark before the name; nil is none.
    var colour: Int?
    /// What its marks mean, where the key of all panels does not say so.
    var key: [ChartKey.Entry] = []
    /// Words in at most three lines.
    var caption = ""
  }

  /// Where a panel's values are drawn.
  struct Plot {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
  }

  /// The heading, key and names are drawn.
  var drawing: SVGDrawing
  /// By panel.
  let plots: [Plot]

  private static let margin = 24.0
  private static let gap = 28.0
  private static let nameLine = 17.0
  private static let smallLine = 15.0

  /// Lays panels out in two columns, one panel alone over the whole width.
  ///
  /// - Parameters:
  ///   - title: Of the chart.
  ///   - note: What the figures are, in at most two lines.
  ///   - description: In words that stand for the picture.
  ///   - key: What the marks of all panels mean.
  ///   - panels: At least one.
  ///   - height: Of the values' place, in pixels.
  ///   - ends: The width kept free to the right for labels, in pixels.
  init(
    title: String, note: String, description: String, key: [ChartKey.Entry], panels: [Panel],
    height: Double, ends: Double = 8
  ) {
    let columns = panels.count == 1 ? 1 : 2
    let inner = ChartFrame.width - 2 * Self.margin
    let width = (inner - Double(columns - 1) * Self.gap) / Double(columns)
    let head = ChartFrame.headHeight(note: note, key: key)
    let layouts = panels.map { Layout($0, width: width) }
    var plots: [Plot] = []
    var tops: [Double] = []
    var top = head
    for row in stride(from: 0, to: panels.count, by: columns) {
      let places = row..<min(row + columns, panels.count)
      let words = places.map { layouts[$0].height }.max() ?? 0
      for place in places {
        let left = Self.margin + Double(place - row) * (width + Self.gap)
        tops.append(top)
        plots.append(
          Plot(
            left: left + ChartFrame.valueSpace, right: left + width - ends, top: top + words + 22,
            bottom: top + words + 22 + height))
      }
      top += words + 22 + height + 46
    }
    self.plots = plots
    drawing = SVGDrawing(
      width: ChartFrame.width, height: top - 8, title: title, description: description)
    ChartFrame.head(&drawing, title: title, note: note, key: key)
    for (place, layout) in layouts.enumerated() {
      let column = Double(place % columns)
      layout.draw(at: Self.margin + column * (width + Self.gap), top: tops[place], to: &drawing)
    }
  }

  /// The words above a panel, broken into lines.
  private struct Layout {
    let panel: Panel
    let names: [String]
    let captions: [String]
    let key: ChartKey

    init(_ panel: Panel, width: Double) {
      self.panel = panel
      let mark = panel.colour == nil ? 0.0 : 20
      names = panel.name.onOneLine.wrapped(
        toPixels: width - mark, size: 13, isBold: true, lines: 2)
      captions = panel.caption.onOneLine.wrapped(toPixels: width, size: 11, lines: 3)
      key = ChartKey(panel.key, width: width)
    }

    var height: Double {
      Double(names.count) * PanelGrid.nameLine + Double(captions.count) * PanelGrid.smallLine
        + key.height
    }

    func draw(at left: Double, top: Double, to drawing: inout SVGDrawing) {
      var y = top
      if let colour = panel.colour {
        drawing.rectangle(
          x: left, y: y + 3, width: 12, height: 12, class: "fill\(colour % ChartPalette.count)")
      }
      for name in names {
        drawing.text(
          name, x: left + (panel.colour == nil ? 0 : 20), y: y + 13, class: "name",
          whole: name.hasSuffix("…") ? panel.name : nil)
        y += PanelGrid.nameLine
      }
      for caption in captions {
        drawing.text(caption, x: left, y: y + 11, class: "small")
        y += PanelGrid.smallLine
      }
      key.draw(at: left, top: y, to: &drawing)
    }
  }
}
