import PlanModel
import Quantities

/// The present archive's oldest study is from before the plan.
struct LegacyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let legacy = files.scenario.section("legacy"), let oldest = legacy.month("oldest"),
      let start = files.scenario.month("start"), oldest >= start
    else { return [] }
    return [
      legacy.error(
        "month-order",
        "the oldest study (\(oldest.iso)) is not from before the plan's start (\(start.iso))",
        at: "oldest")
    ]
  }
}
