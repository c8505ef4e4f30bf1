public import PlanModel
import Quantities

extension HolidayCalendar {
  /// The days on which a department works as on a holiday, in one year.
  ///
  /// A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after;
  /// the day of New Year may so be observed in the year before.
  ///
  /// Source: 5 U.S.C. 6103(a) and (b).
  public func days(in year: Int) -> Set<Int> {
    switch self {
    case .none: return []
    case .usFederal:
      let floating = [
        Self.weekday(0, 3, CalendarMonth(year: year, month: 1)),  // Martin Luther King Jr.
        Self.weekday(0, 3, CalendarMonth(year: year, month: 2)),  // Washington
        Self.lastMonday(CalendarMonth(year: year, month: 5)),  // Memorial Day
        Self.weekday(0, 1, CalendarMonth(year: year, month: 9)),  // Labor Day
        Self.weekday(0, 2, CalendarMonth(year: year, month: 10)),  // Columbus
        Self.weekday(3, 4, CalendarMonth(year: year, month: 11)),  // Thanksgiving
      ]
      let fixed = [
        (year, 1, 1), (year, 6, 19), (year, 7, 4), (year, 11, 11), (year, 12, 25),
        (year + 1, 1, 1),
      ]
      let observed = fixed.map { date in
        let day = CalendarMonth(year: date.0, month: date.1).firstDay.dayNumber + date.2 - 1
        switch CalendarDate(dayNumber: day).weekday {
        case 5: return day - 1
        case 6: return day + 1
        default: return day
        }
      }
      return Set(
        (floating + observed).filter { CalendarDate(dayNumber: $0).components.year == year })
    }
  }

  /// The n-th given weekday (0 is Monday) of a month.
  private static func weekday(_ weekday: Int, _ n: Int, _ month: CalendarMonth) -> Int {
    let first = month.firstDay
    return first.dayNumber + (weekday - first.weekday + 7) % 7 + 7 * (n - 1)
  }

  private static func lastMonday(_ month: CalendarMonth) -> Int {
    weekday(0, 1, CalendarMonth(index: month.index + 1)) - 7
  }
}
