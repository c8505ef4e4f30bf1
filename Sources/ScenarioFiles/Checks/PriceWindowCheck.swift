import PlanModel
import Quantities

/// The months in which a line is paid lie inside the plan.
struct PriceWindowCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let start = files.scenario.month("start"), let years = files.scenario.whole("years")
    else { return [] }
    let end = start.adding(years * 12 - 1)
    return files.profiles.flatMap { profile in
      profile.sections("prices").flatMap { line -> [Diagnostic] in
        var problems: [Diagnostic] = []
        for key in ["first-month", "last-month"] {
          guard let month = line.month(key), month < start || month > end else { continue }
          problems.append(
            line.error(
              "outside-the-plan",
              "'\(key)' (\(month.iso)) is outside the plan, \(start.iso) to \(end.iso)", at: key))
        }
        if problems.isEmpty, let first = line.month("first-month"),
          let last = line.month("last-month"), last < first
        {
          problems.append(
            line.error(
              "month-order", "'last-month' (\(last.iso)) is before 'first-month' (\(first.iso))",
              at: "last-month"))
        }
        return problems
      }
    }
  }
}
