import Foundation
import PlanModel
import Quantities

/// Makes the calendar of a scenario.
enum CalendarBuilder {
  static func calendar(_ scenario: Section) -> HolidayCalendar {
    guard let own = scenario.section("calendar") else {
      return HolidayCalendar(known(base(scenario.text("calendar"))))
    }
    return HolidayCalendar(
      known(base(own.text("base"))), closed: Set(own.days("closed").map(\.date)),
      open: Set(own.days("open").map(\.date)))
  }

  static func base(_ name: String?) -> PublicHolidays? {
    PublicHolidays.allCases.first { $0.name == name }
  }
}

extension Section {
  /// The days of a list, each with where it stands; what is no day is left out.
  func days(_ key: String) -> [(date: CalendarDate, value: YamlValue)] {
    guard case .list(let kind, _)? = table[key]?.kind else { return [] }
    return (written(key)?.items ?? []).compactMap { item in
      guard let text = item.text, (try? kind.read(text, isPlain: true, example: "")) != nil
      else { return nil }
      let parts = text.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3 else { return nil }
      return CalendarDate(parts[0], parts[1], parts[2]).map { ($0, item) }
    }
  }
}
