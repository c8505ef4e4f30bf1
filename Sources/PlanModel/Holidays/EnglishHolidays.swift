import Quantities

/// The eight bank holidays of England and Wales.
///
/// One that falls on a Saturday or Sunday is replaced by the next weekday that is none, as the
/// government's list has it; the day itself then works as the Saturday or Sunday that it is. Days
/// proclaimed for one year only, such as a coronation, are not among them.
///
/// Sources: Banking and Financial Dealings Act 1971, schedule 1 (Easter Monday, the last Mondays of
/// May and August, 26 December or 27 in its stead); by proclamation under its section 1 New Year's
/// Day, the first Monday in May and the further substitute days; by common law Good Friday and
/// Christmas Day.
enum EnglishHolidays {
  static func days(in year: Int) -> Set<CalendarDate> {
    let easter = Easter.sunday(year)
    var days: Set<CalendarDate> = [
      easter.adding(-2), easter.adding(1), .weekday(0, number: 1, of: year, 5),
      .lastMonday(of: year, 5), .lastMonday(of: year, 8),
    ]
    for date in [
      CalendarDate.fixed(year, 1, 1), .fixed(year, 12, 25), .fixed(year, 12, 26),
    ] {
      var observed = date.weekday < 5 ? date : date.first(0)
      // On a Sunday and the Monday after, both days move: to Monday and Tuesday.
      while days.contains(observed) { observed = observed.adding(1) }
      days.insert(observed)
    }
    return days
  }
}
