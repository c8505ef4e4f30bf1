import Foundation

/// A drawing in SVG: no script, no font file, light and dark, with title and description for
/// screen readers. The same calls give the same bytes. What has no finite place is not drawn.
package struct SVGDrawing {
  /// In pixels at normal size.
  package var width: Double
  /// In pixels at normal size.
  package var height: Double
  private let title: String
  private let description: String
  private var elements: [String] = []

  /// Makes an empty drawing.
  package init(width: Double, height: Double, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  /// Where a text begins, stands or ends.
  package enum Anchor: String { case start, middle, end }

  /// Adds one line of text.
  package mutating func text(
    _ text: String, x: Double, y: Double, class style: String = "label", anchor: Anchor = .start
  ) {
    guard x.isFinite, y.isFinite else { return }
    elements.append(
      "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "text-anchor=\"\(anchor.rawValue)\">\(Self.escaped(text))</text>")
  }

  /// Adds a straight line.
  package mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), class style: String
  ) {
    guard [start.x, start.y, end.x, end.y].allSatisfy(\.isFinite) else { return }
    elements.append(
      "<line class=\"\(style)\" x1=\"\(Self.number(start.x))\" y1=\"\(Self.number(start.y))\" "
        + "x2=\"\(Self.number(end.x))\" y2=\"\(Self.number(end.y))\"/>")
  }

  /// Adds a line through points, closed to an area where asked.
  package mutating func path(
    _ points: [(x: Double, y: Double)], class style: String, closed: Bool = false
  ) {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let first = points.first else { return }
    var data = "M\(Self.number(first.x)) \(Self.number(first.y))"
    for point in points.dropFirst() { data += "L\(Self.number(point.x)) \(Self.number(point.y))" }
    elements.append("<path class=\"\(style)\" d=\"\(data)\(closed ? "Z" : "")\"/>")
  }

  /// Adds a rectangle.
  ///
  /// Its opacity lies between 0 and 1; a browser shows the tip when the pointer rests on it.
  package mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class style: String, opacity: Double = 1,
    tip: String? = nil
  ) {
    guard [x, y, width, height, opacity].allSatisfy(\.isFinite) else { return }
    let faint = opacity < 1 ? " fill-opacity=\"\(Self.number(opacity, decimals: 3))\"" : ""
    let inside = tip.map { "><title>\(Self.escaped($0))</title></rect>" } ?? "/>"
    elements.append(
      "<rect class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"\(faint)\(inside)")
  }

  /// The file.
  package func render() -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.number(width))" \
    height="\(Self.number(height))" viewBox="0 0 \(Self.number(width)) \(Self.number(height))" \
    role="img" aria-labelledby="title desc">
    <title id="title">\(Self.escaped(title))</title>
    <desc id="desc">\(Self.escaped(description))</desc>
    <style>
    \(ChartPalette.style)
    </style>
    <rect class="ground" x="0" y="0" width="\(Self.number(width))" height="\(Self.number(height))"/>
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }

  /// The text as XML shows it.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.onOneLine {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  /// A coordinate: a tenth of a pixel is enough.
  static func number(_ value: Double, decimals: Int = 1) -> String {
    let scale = decimals == 1 ? 10.0 : 1_000.0
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

/// Colours that people with colour blindness tell apart, each with one for dark screens.
///
/// Source: M. Okabe, K. Ito, *Color Universal Design*, 2008; the dark ones are lighter mixes.
package enum ChartPalette {
  private static let pairs: [(light: String, dark: String)] = [
    ("#0072b2", "#56a8dc"), ("#d55e00", "#f08a3c"), ("#009e73", "#3cc9a0"),
    ("#b4548f", "#dd94bf"), ("#b98200", "#e6b83c"), ("#3a9bd1", "#9ad4f5"),
    ("#7a5c3e", "#bd9a78"), ("#777777", "#aaaaaa"),
  ]
  /// How many colours there are.
  package static var count: Int { pairs.count }
  /// The light colours, for the workbook's charts.
  package static var colours: [UInt32] {
    pairs.map { UInt32($0.light.dropFirst(), radix: 16) ?? 0 }
  }

  private static let dashes = ["none", "7 4", "2 3", "9 3 2 3", "12 4", "4 4", "1 4", "6 2"]

  /// The style sheet of every chart.
  static var style: String {
    var light = """
      .ground{fill:#ffffff}
      text{font-family:system-ui,-apple-system,"Segoe UI",Carlito,"Liberation Sans",Arial,sans-serif;font-size:13px;fill:#333333}
      .heading{font-size:15px;font-weight:600;fill:#1a1a1a}
      .name{font-size:13px;font-weight:600;fill:#1a1a1a}
      .small{font-size:11px;fill:#555555}
      .grid{stroke:#e3e3e3;stroke-width:1}
      .axis{stroke:#888888;stroke-width:1}
      .whisker{stroke:#1a1a1a;stroke-width:1.2}
      .capacity{fill:none;stroke:#1a1a1a;stroke-width:2}
      .threshold{fill:none;stroke:#1a1a1a;stroke-width:1.2;stroke-dasharray:3 3}
      .cell{fill:#0072b2}
      .empty{fill:#f1f3f5}
      """
    var dark = """
      .ground{fill:#15181c}
      text{fill:#d4d7da}
      .heading,.name{fill:#f2f3f4}
      .small{fill:#a9adb2}
      .grid{stroke:#33383e}
      .axis{stroke:#7d838a}
      .whisker,.capacity,.threshold{stroke:#f2f3f4}
      .cell{fill:#7cc4f5}
      .empty{fill:#22272c}
      """
    for (place, pair) in pairs.enumerated() {
      light +=
        "\n.line\(place){fill:none;stroke:\(pair.light);stroke-width:2.2;"
        + "stroke-dasharray:\(dashes[place])}"
        + "\n.area\(place){fill:\(pair.light);fill-opacity:0.16}\n.fill\(place){fill:\(pair.light)}"
      dark +=
        "\n.line\(place){stroke:\(pair.dark)}\n.area\(place),.fill\(place){fill:\(pair.dark)}"
    }
    return light + "\n@media (prefers-color-scheme:dark){\n" + dark + "\n}"
  }
}
