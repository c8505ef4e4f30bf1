import Quantities

/// The eleven holidays of the federal government of the United States.
///
/// A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after;
/// the day of New Year may so be observed in the year before.
///
/// Source: 5 U.S.C. 6103(a) and (b).
enum UnitedStatesHolidays {
  static func days(in year: Int) -> Set<CalendarDate> {
    let floating: [CalendarDate] = [
      .weekday(0, number: 3, of: year, 1),  // Martin Luther King Jr.
      .weekday(0, number: 3, of: year, 2),  // Washington
      .lastMonday(of: year, 5),  // Memorial Day
      .weekday(0, number: 1, of: year, 9),  // Labor Day
      .weekday(0, number: 2, of: year, 10),  // Columbus
      .weekday(3, number: 4, of: year, 11),  // Thanksgiving
    ]
    let fixed: [CalendarDate] = [
      .fixed(year, 1, 1), .fixed(year, 6, 19), .fixed(year, 7, 4), .fixed(year, 11, 11),
      .fixed(year, 12, 25), .fixed(year + 1, 1, 1),
    ]
    let observed = fixed.map { date in
      switch date.weekday {
      case 5: date.adding(-1)
      case 6: date.adding(1)
      default: date
      }
    }
    return Set((floating + observed).filter { $0.components.year == year })
  }
}
