public import Evaluation

/// What the reader should know before trusting the figures.
public struct FindingsSection: ReportSection {
  /// The chapter's heading.
  public let title = "What to know first"

  /// Makes the chapter.
  public init() {}

  /// A point for each finding, worst first.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    guard !comparison.findings.isEmpty else { return [] }
    return [
      .list(comparison.findings.map { .strong("\($0.weight.title): ") + ReportText($0.text) })
    ]
  }
}

extension Finding.Weight {
  /// As reports head it.
  var title: String {
    switch self {
    case .stop: "Stop"
    case .caution: "Caution"
    case .note: "Note"
    }
  }
}
