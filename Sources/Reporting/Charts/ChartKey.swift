/// What marks mean: entries side by side, on as many lines as they need.
struct ChartKey {
  /// One entry.
  struct Entry {
    var mark: Mark
    var name: String
  }

  /// What a mark looks like.
  enum Mark {
    /// A stroke of some classes of the style sheet.
    case line(String)
    /// An area, with its opacity.
    case fill(String, opacity: Double = 1)
    /// A vendor's band with its line.
    case band(Int)
    /// Dates: a shade with a line.
    case dates
  }

  private let rows: [[(x: Double, entry: Entry, name: String)]]
  private static let line = 18.0
  private static let mark = 22.0
  private static let size = 11.0

  /// Lays entries out in a width.
  init(_ entries: [Entry], width: Double) {
    var rows: [[(x: Double, entry: Entry, name: String)]] = []
    var x = 0.0
    for entry in entries {
      let room = width - Self.mark - 6
      let name = entry.name.onOneLine.fitted(to: room, size: Self.size)
      let taken = Self.mark + 6 + TextWidth.of(name, size: Self.size)
      if rows.isEmpty || x + taken > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((x, entry, name))
      x += taken + 16
    }
    self.rows = rows
  }

  /// In pixels.
  var height: Double { Double(rows.count) * Self.line }

  /// Draws it with its upper left corner at a place.
  func draw(at left: Double, top: Double, to drawing: inout SVGDrawing) {
    for (number, row) in rows.enumerated() {
      let y = top + Double(number) * Self.line + 9
      for (x, entry, name) in row {
        Self.draw(entry.mark, x: left + x, y: y, to: &drawing)
        drawing.text(
          name, x: left + x + Self.mark + 6, y: y + 4, class: "small", whole: entry.name)
      }
    }
  }

  private static func draw(_ mark: Mark, x: Double, y: Double, to drawing: inout SVGDrawing) {
    switch mark {
    case .line(let style): drawing.line(from: (x, y), to: (x + Self.mark, y), class: style)
    case .fill(let style, let opacity):
      drawing.rectangle(
        x: x, y: y - 5, width: Self.mark, height: 10, class: style, opacity: opacity)
    case .band(let colour):
      let style = colour % ChartPalette.count
      drawing.rectangle(x: x, y: y - 5, width: Self.mark, height: 10, class: "area\(style)")
      drawing.line(from: (x, y), to: (x + Self.mark, y), class: "line\(style)")
    case .dates:
      drawing.rectangle(x: x, y: y - 6, width: Self.mark, height: 12, class: "span")
      drawing.line(
        from: (x + Self.mark / 2, y - 6), to: (x + Self.mark / 2, y + 6), class: "middle")
    }
  }
}
