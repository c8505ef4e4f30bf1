import PlanModel
import Quantities

/// The present archive's oldest study is from before the plan, and it stands somewhere.
struct LegacyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    moves(files) + ages(files)
  }

  private func moves(_ files: LoadedFiles) -> [Diagnostic] {
    guard let move = files.scenario.section("legacy")?.section("migrate") else { return [] }
    var problems: [Diagnostic] = []
    if let from = move.text("from"), !files.places.contains(from) {
      problems.append(files.unknownPlace(from, at: move.location("from")))
    }
    if let delay = move.number("delay"), abs(delay * 12 - (delay * 12).rounded()) > 1e-6 {
      problems.append(
        move.error(
          "wrong-type", "'delay' is in whole months, found '\(move.plain("delay")?.text ?? "")'",
          at: "delay", hint: "write it like '6 months'"))
    }
    return problems
  }

  private func ages(_ files: LoadedFiles) -> [Diagnostic] {
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
