import Quantities
public import Evaluation

/// A kind of chart: one file in `Charts/` and one line in ``ChartRegistry``.
public protocol ReportChart: Sendable {
  /// The chapter it belongs to.
  var topic: ChartTopic { get }
  /// The charts of a comparison: one, or one for each of what is shown.
  func drawings(for comparison: Comparison) -> [ChartFile]
}

/// What a chart is about.
public enum ChartTopic: Sendable { case storage, network, cost }

/// A chart as it is written.
public struct ChartFile: Hashable, Sendable {
  /// The name in the folder `charts`: `storage.svg`.
  public var name: String
  /// What it shows, in words that stand for the picture.
  public var description: String
  /// The drawing.
  public var svg: String

  /// Makes a file.
  public init(name: String, description: String, svg: String) {
    self.name = name
    self.description = description
    self.svg = svg
  }
}

/// The charts, in the order of the report.
public enum ChartRegistry {
  /// The registered charts.
  public static let all: [any ReportChart] = [
    StorageChart(), CapacityChart(), LoadChart(), YearlyCostChart(), CumulativeCostChart(),
  ]

  /// Every chart of a comparison.
  public static func files(for comparison: Comparison) -> [ChartFile] {
    all.flatMap { $0.drawings(for: comparison) }
  }

  /// The charts of one topic as blocks of a chapter.
  static func blocks(of topic: ChartTopic, for comparison: Comparison) -> [ReportBlock] {
    all.filter { $0.topic == topic }.flatMap { $0.drawings(for: comparison) }
      .map { .chart(file: $0.name, description: $0.description) }
  }
}

/// The frame that the charts share: heading, key, axes.
struct ChartFrame {
  /// In pixels.
  static let width = 920.0
  /// Where plots begin and end.
  static let left = 76.0
  static let right = 896.0
  /// How many characters of a name one line of a key holds.
  static let nameWidth = 112

  /// Draws heading and key, and says where the plot may begin.
  ///
  /// - Returns: The first free pixel below.
  static func head(
    _ drawing: inout SVGDrawing, title: String, note: String, key: [(mark: Mark, name: String)]
  ) -> Double {
    drawing.text(title, x: 24, y: 30, class: "heading")
    var y = 50.0
    for line in note.wrapped(to: 132, lines: 2) {
      drawing.text(line, x: 24, y: y, class: "small")
      y += 16
    }
    y += 6
    for entry in key {
      entry.mark.draw(in: &drawing, x: 24, y: y - 4)
      for line in entry.name.onOneLine.wrapped(to: nameWidth, lines: 2) {
        drawing.text(line, x: 62, y: y)
        y += 18
      }
    }
    return y + 4
  }

  /// How high heading and key will be.
  static func headHeight(note: String, key: [String]) -> Double {
    let notes = note.wrapped(to: 132, lines: 2).count
    let names = key.reduce(0) { $0 + max(1, $1.onOneLine.wrapped(to: nameWidth, lines: 2).count) }
    return 60 + Double(notes) * 16 + Double(names) * 18
  }

  /// A mark of the key.
  enum Mark {
    case line(Int)
    case band(Int)
    case fill(Int)
    case style(String)

    func draw(in drawing: inout SVGDrawing, x: Double, y: Double) {
      switch self {
      case .line(let colour):
        drawing.line(
          from: (x, y), to: (x + 30, y), class: "line\(colour % ChartPalette.count)")
      case .band(let colour):
        let style = colour % ChartPalette.count
        drawing.rectangle(x: x, y: y - 6, width: 30, height: 12, class: "area\(style)")
        drawing.line(from: (x, y), to: (x + 30, y), class: "line\(style)")
      case .fill(let colour):
        drawing.rectangle(
          x: x, y: y - 6, width: 30, height: 12, class: "fill\(colour % ChartPalette.count)")
      case .style(let style): drawing.line(from: (x, y), to: (x + 30, y), class: style)
      }
    }
  }

  /// Draws the lines and numbers of a value axis.
  static func valueAxis(
    _ drawing: inout SVGDrawing, _ scale: ChartScale, unit: String, left: Double = left,
    right: Double = right, top: Double
  ) {
    for tick in scale.ticks {
      drawing.line(
        from: (left, scale(tick)), to: (right, scale(tick)), class: tick == 0 ? "axis" : "grid")
      drawing.text(
        NumberText.fixed(tick, decimals: scale.decimals), x: left - 8, y: scale(tick) + 4,
        class: "small", anchor: .end)
    }
    drawing.text(unit, x: left, y: top - 8, class: "small")
  }
}
