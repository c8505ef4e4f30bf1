public import Evaluation

/// One chapter of every report: one file in `Sections/` and one line in ``ReportSectionRegistry``.
public protocol ReportSection: Sendable {
  /// The chapter's heading.
  var title: String { get }
  /// What the chapter shows; empty where it has nothing to say.
  func blocks(for comparison: Comparison) -> [ReportBlock]
}

/// The chapters, in the order of the report.
public enum ReportSectionRegistry {
  /// The registered chapters.
  public static let all: [any ReportSection] = [
    AnswerSection(),
    FindingsSection(),
    CostSection(),
    LikeForLikeSection(),
    ExitSection(),
    UncertaintySection(),
    SensitivitySection(),
    VolumesSection(),
    StorageSection(),
    NetworkSection(),
    AccessSection(),
    ResilienceSection(),
    NotCountedSection(),
    ReadingSection(),
    AssumptionsSection(),
  ]
}
