/// A day of the Gregorian calendar, without a time zone.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is day 0.
  public var dayNumber: Int

  /// Makes a date from the number of days since 1970-01-01.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// Makes a date from year, month and day of the month.
  ///
  /// - Returns: nil where the calendar has no such day.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...12).contains(month), day >= 1,
      day <= CalendarMonth(year: year, month: month).days
    else { return nil }
    dayNumber = CalendarMonth(year: year, month: month).firstDay.dayNumber + day - 1
  }

  /// Year, month (1 to 12) and day of the month (from 1).
  ///
  /// Source: E. G. Richards, *Mapping Time*, Oxford 1998, ch. 25 (days from the civil calendar, by
  /// eras of 400 years of 146,097 days that begin in March).
  public var components: (year: Int, month: Int, day: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The month that holds this day.
  public var month: CalendarMonth {
    let parts = components
    return CalendarMonth(year: parts.year, month: parts.month)
  }

  /// 0 is Monday, 6 is Sunday.
  public var weekday: Int {
    let shifted = (dayNumber + 3) % 7  // 1970-01-01 was a Thursday
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// As ISO 8601 writes it: 2027-01-31.
  public var iso: String {
    let parts = components
    return
      "\(CalendarMonth.padded(parts.year, 4))-\(CalendarMonth.padded(parts.month, 2))"
      + "-\(CalendarMonth.padded(parts.day, 2))"
  }

  /// Earlier days come first.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }
}

/// A month of a year.
public struct CalendarMonth: Hashable, Comparable, Sendable {
  /// Months since January of year 0.
  public var index: Int

  /// Makes a month from its index.
  public init(index: Int) { self.index = index }

  /// Makes a month from the year and the month's number, 1 to 12.
  public init(year: Int, month: Int) { index = year * 12 + month - 1 }

  /// The year.
  public var year: Int { index >= 0 ? index / 12 : (index - 11) / 12 }
  /// 1 to 12.
  public var month: Int { index - year * 12 + 1 }

  /// The month's first day.
  public var firstDay: CalendarDate {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return CalendarDate(dayNumber: era * 146_097 + dayOfEra - 719_468)
  }

  /// The number of days: 28 to 31.
  public var days: Int { CalendarMonth(index: index + 1).firstDay.dayNumber - firstDay.dayNumber }

  /// As ISO 8601 writes it: 2027-01.
  public var iso: String { "\(CalendarMonth.padded(year, 4))-\(CalendarMonth.padded(month, 2))" }

  /// The month some months later, or earlier when negative.
  public func adding(_ months: Int) -> CalendarMonth { CalendarMonth(index: index + months) }

  /// Earlier months come first.
  public static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { a.index < b.index }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
