public import Evaluation
import PlanModel

/// What the result rests on and where it comes from: first what has no source, then each source
/// with the values that come from it.
public struct AssumptionsSection: ReportSection {
  /// The chapter's heading.
  public let title = "Assumptions"

  /// Makes the chapter.
  public init() {}

  /// Two tables.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let assumptions = comparison.scenario.assumptions
    let assumed = assumptions.filter { $0.source == nil }
    var sources: [String] = []
    var values: [String: [Assumption]] = [:]
    for assumption in assumptions {
      guard let source = assumption.source else { continue }
      if values[source] == nil { sources.append(source) }
      values[source, default: []].append(assumption)
    }
    var blocks: [ReportBlock] = []
    if !assumed.isEmpty {
      blocks.append(.subheading("Assumed, without a source"))
      blocks.append(
        .table(
          ReportTable(
            columns: [.init("What", isNumeric: false), .init("Where", isNumeric: false)],
            rows: Self.grouped(assumed).map { [.text($0.text), .text($0.place)] })))
    }
    if !sources.isEmpty {
      blocks.append(.subheading("From a source"))
      blocks.append(
        .table(
          ReportTable(
            columns: [
              .init("Source", isNumeric: false), .init("What", isNumeric: false),
              .init("Where", isNumeric: false),
            ],
            rows: sources.flatMap { source in
              Self.grouped(values[source] ?? []).map {
                [.text(source), .text($0.text), .text($0.place)]
              }
            })))
    }
    return blocks
  }

  /// Values of one file, in one row: `path value; path value`.
  private static func grouped(_ assumptions: [Assumption]) -> [(text: String, place: String)] {
    var files: [String] = []
    var members: [String: [Assumption]] = [:]
    for assumption in assumptions {
      let key = assumption.location.file + "\n" + assumption.head
      if members[key] == nil { files.append(key) }
      members[key, default: []].append(assumption)
    }
    return files.map { key in
      let group = members[key] ?? []
      let lines = group.map(\.location.line)
      let first = lines.min() ?? 0
      let last = lines.max() ?? 0
      let file = group.first?.location.file ?? ""
      return (
        group.map { "\($0.path) = \($0.value)" }.joined(separator: "; "),
        first == last ? "\(file):\(first)" : "\(file):\(first)–\(last)"
      )
    }
  }
}

extension Assumption {
  /// The beginning of the path, by which values belong together: `streams.main-ct`.
  fileprivate var head: String {
    path.split(separator: ".").prefix(2).joined(separator: ".")
  }
}
