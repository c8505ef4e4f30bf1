public import Evaluation

/// What no figure includes.
public struct NotCountedSection: ReportSection {
  /// The chapter's heading.
  public let title = "What is not counted"

  /// Makes the chapter.
  public init() {}

  /// A point for each.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    guard !comparison.notCounted.isEmpty else { return [] }
    return [.list(comparison.notCounted.map { ReportText($0) })]
  }
}
