import PlanModel
import Quantities

/// The hospital's own closed and open days change something: each stands there once and in the
/// plan, a closed day is no holiday already, and an open day is one.
struct CalendarCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let own = files.scenario.section("calendar"),
      let base = CalendarBuilder.base(own.text("base"))
    else { return [] }
    var plan: Range<CalendarDate>?
    if let start = files.scenario.month("start"), let years = files.scenario.whole("years") {
      plan = start.firstDay..<start.adding(years * 12).firstDay
    }
    var seen: [CalendarDate: String] = [:]
    return ["closed", "open"].flatMap { key in
      own.days(key).compactMap { date, value -> Diagnostic? in
        func problem(
          _ severity: Diagnostic.Severity, _ code: String, _ text: String, _ hint: String
        )
          -> Diagnostic
        {
          Diagnostic(severity, code, text, at: value.location(in: own.file), hint: hint)
        }
        if let before = seen.updateValue(key, forKey: date) {
          return before == key
            ? problem(
              .error, "duplicate-day", "\(date.iso) is in '\(key)' already", "leave one of them out"
            )
            : problem(
              .error, "duplicate-day", "\(date.iso) cannot be both closed and open",
              "leave it out in '\(before)' or in '\(key)'")
        }
        let isHoliday = base.days(in: date.components.year).contains(date)
        if key == "open", !isHoliday {
          return problem(
            .error, "no-holiday",
            base == .none
              ? "\(date.iso) is open anyway: the calendar 'none' has no holidays"
              : "\(date.iso) is open anyway: it is no holiday of '\(base.name)'",
            nearest(to: date, of: base) ?? "leave it out")
        }
        if let plan, !plan.contains(date) {
          return problem(
            .warning, "day-outside-plan",
            "\(date.iso) lies outside the plan and changes nothing",
            "the plan runs from \(plan.lowerBound.iso) to \(CalendarDate(dayNumber: plan.upperBound.dayNumber - 1).iso)"
          )
        }
        if key == "closed", isHoliday {
          return problem(
            .warning, "holiday-already", "\(date.iso) is a holiday of '\(base.name)' already",
            "leave it out")
        }
        return nil
      }
    }
  }

  /// Proposes the holiday that may be meant.
  private func nearest(to date: CalendarDate, of base: PublicHolidays) -> String? {
    base.days(in: date.components.year).min { a, b in
      let (x, y) = (abs(a.dayNumber - date.dayNumber), abs(b.dayNumber - date.dayNumber))
      return (x, a) < (y, b)
    }.map { "the nearest holiday is \($0.iso)" }
  }
}
