public import Quantities

/// The days on which a department works as on a holiday: those of a country or region, and the
/// hospital's own.
public struct HolidayCalendar: Hashable, Sendable {
  /// The public holidays it begins with.
  public var base: PublicHolidays
  /// Days on which the hospital works as on a holiday although they are none.
  public var closed: Set<CalendarDate>
  /// Public holidays on which the hospital works as on any other day.
  public var open: Set<CalendarDate>

  /// Makes a calendar.
  public init(
    _ base: PublicHolidays, closed: Set<CalendarDate> = [], open: Set<CalendarDate> = []
  ) {
    self.base = base
    self.closed = closed
    self.open = open
  }

  /// The days of one year that work as a holiday does.
  public func days(in year: Int) -> Set<CalendarDate> {
    base.days(in: year).subtracting(open).union(closed.filter { $0.components.year == year })
  }
}

extension Scenario {
  /// How many days of a planning year, from 1, work as a holiday does.
  public func closedDays(inYear year: Int) -> Int { closedDays(inYear: year, by: calendar) }

  /// What these days are: `12 of us-federal and 1 of the hospital's own`, and on how many public
  /// holidays besides the hospital works.
  public func closedDayWords(inYear year: Int) -> String {
    let name = calendar.base.name
    let all = closedDays(inYear: year, by: HolidayCalendar(calendar.base))
    let kept = closedDays(inYear: year, by: HolidayCalendar(calendar.base, open: calendar.open))
    let own = closedDays(inYear: year) - kept
    let parts = [(kept, name), (own, "the hospital's own")].filter { $0.0 > 0 }
    let words =
      parts.isEmpty ? name : parts.map { "\($0.0) of \($0.1)" }.joined(separator: " and ")
    return all == kept ? words : "\(words); on \(all - kept) more of \(name) the hospital works"
  }

  private func closedDays(inYear year: Int, by calendar: HolidayCalendar) -> Int {
    let first = start.adding((year - 1) * 12).firstDay
    let end = start.adding(year * 12).firstDay
    return (first.components.year...end.components.year)
      .flatMap { calendar.days(in: $0) }.count { first <= $0 && $0 < end }
  }
}

/// The public holidays of a country or region.
public enum PublicHolidays: Hashable, CaseIterable, Sendable {
  /// No holidays.
  case none
  /// Those of the United States' federal government.
  case usFederal
  /// The bank holidays of England and Wales.
  case england
  /// Those of one of the German Länder.
  case germany(GermanLand)

  /// As the files write it.
  public var name: String {
    switch self {
    case .none: "none"
    case .usFederal: "us-federal"
    case .england: "england"
    case .germany(let land): "germany-\(land.rawValue)"
    }
  }

  /// In the order of the reference.
  public static var allCases: [PublicHolidays] {
    [.none, .usFederal, .england] + GermanLand.allCases.map { .germany($0) }
  }

  /// The holidays of one year.
  public func days(in year: Int) -> Set<CalendarDate> {
    switch self {
    case .none: []
    case .usFederal: UnitedStatesHolidays.days(in: year)
    case .england: EnglishHolidays.days(in: year)
    case .germany(let land): GermanHolidays.days(of: land, in: year)
    }
  }
}

extension CalendarDate {
  /// A day that every year has.
  static func fixed(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(
      dayNumber: CalendarMonth(year: year, month: month).firstDay.dayNumber + day - 1)
  }

  /// The day some days later, or earlier when negative.
  func adding(_ days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// The first day with this weekday (0 is Monday), this day or later.
  func first(_ weekday: Int) -> CalendarDate { adding((weekday - self.weekday + 7) % 7) }

  /// The n-th day with this weekday (0 is Monday) of a month.
  static func weekday(_ weekday: Int, number n: Int, of year: Int, _ month: Int) -> CalendarDate {
    fixed(year, month, 1).first(weekday).adding(7 * (n - 1))
  }

  /// The last Monday of a month.
  static func lastMonday(of year: Int, _ month: Int) -> CalendarDate {
    let days = CalendarMonth(year: year, month: month).days
    return fixed(year, month, days - 6).first(0)
  }
}
