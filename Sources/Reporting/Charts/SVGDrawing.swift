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

  /// Adds one line of text; a browser shows the whole of what was cut when the pointer rests on it.
  package mutating func text(
    _ text: String, x: Double, y: Double, class style: String = "label", anchor: Anchor = .start,
    whole: String? = nil
  ) {
    guard x.isFinite, y.isFinite else { return }
    let tip = whole.map { $0.onOneLine == text ? "" : "<title>\(Self.escaped($0))</title>" } ?? ""
    elements.append(
      "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "text-anchor=\"\(anchor.rawValue)\">\(tip)\(Self.escaped(text))</text>")
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
    _ points: [(x: Double, y: Double)], class style: String, closed: Bool = false,
    opacity: Double = 1
  ) {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let first = points.first, opacity.isFinite else { return }
    var data = "M\(Self.number(first.x)) \(Self.number(first.y))"
    for point in points.dropFirst() { data += "L\(Self.number(point.x)) \(Self.number(point.y))" }
    elements.append(
      "<path class=\"\(style)\" d=\"\(data)\(closed ? "Z" : "")\"\(Self.faint(opacity))/>")
  }

  /// Adds a rectangle.
  ///
  /// Its opacity lies between 0 and 1; a browser shows the tip when the pointer rests on it.
  package mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class style: String, opacity: Double = 1,
    tip: String? = nil
  ) {
    guard [x, y, width, height, opacity].allSatisfy(\.isFinite) else { return }
    let inside = tip.map { "><title>\(Self.escaped($0))</title></rect>" } ?? "/>"
    elements.append(
      "<rect class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"\(Self.faint(opacity))\(inside)"
    )
  }

  private static func faint(_ opacity: Double) -> String {
    opacity < 1 ? " fill-opacity=\"\(number(opacity, decimals: 3))\"" : ""
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
    \(ChartPalette.hatches(in: elements))\
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
