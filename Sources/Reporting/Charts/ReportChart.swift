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
public enum ChartTopic: Sendable { case storage, network, cost, sensitivity }

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
    YearlyCostChart(), CumulativeCostChart(), TornadoChart(), StorageChart(), CapacityChart(),
    BusyHourChart(),
    LoadChart(),
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
