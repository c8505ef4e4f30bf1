public import Evaluation
import Foundation

/// Fills a folder with every output of a run.
public struct ReportWriter: Sendable {
  /// Makes a writer.
  public init() {}

  /// The names of what ``write(_:into:)`` makes, files and the folder of charts.
  public static let names = ["report.md", "charts", "comparison.xlsx", "results.json"]

  /// Writes report, charts, workbook and results.
  ///
  /// Each file is checked as it is written and closed, the workbook read back. The caller gives an
  /// empty folder and moves it to its place when all is well; after an error it holds parts.
  ///
  /// - Parameters:
  ///   - comparison: What to show.
  ///   - folder: An existing empty folder.
  /// - Throws: ``OutputError`` with the file and the reason.
  public func write(_ comparison: Comparison, into folder: String) throws(OutputError) {
    let report = MarkdownRenderer().render(comparison)
    try OutputFile.write(report, to: "\(folder)/report.md")
    try OutputFile.makeFolder("\(folder)/charts")
    for chart in ChartRegistry.files(for: comparison) {
      try OutputFile.write(chart.svg, to: "\(folder)/charts/\(chart.name)")
    }
    let cells: [[String]]
    do {
      cells = try SpreadsheetRenderer().write(comparison, to: "\(folder)/comparison.xlsx")
    } catch .output(let error) {
      throw error
    } catch {
      throw OutputError(path: "\(folder)/comparison.xlsx", reason: error.description)
    }
    try OutputFile.write(
      ResultsDocument().render(comparison, cells: cells), to: "\(folder)/results.json")
  }
}
