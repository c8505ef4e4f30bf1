import Foundation
public import PlanModel
public import Quantities

/// The plan's days and hours as clocks on the wall show them.
///
/// Simulated time runs in physical seconds from local midnight of the first day, so a day on which
/// clocks change has 23 or 25 hours.
public struct PlanCalendar: Sendable {
  /// One day of the plan.
  struct Day: Sendable {
    /// 0 is Monday, 6 is Sunday, 7 a holiday.
    var kind: UInt8
    /// The month's number, 0 is January.
    var monthOfYear: UInt8
    /// Whether it is the last day of its planning month.
    var endsMonth: Bool
    /// The first hour of the plan that begins on this day.
    var firstHour: Int32
  }

  let days: [Day]
  /// Hour of the week of each hour of the plan, Monday 0:00 first.
  let hourOfWeek: [UInt8]
  /// Hours from 1970-01-01 UTC to the first hour.
  let epochHour: Int
  /// The first day.
  let firstDay: CalendarDate
  /// The number of days of each planning month.
  let daysOfMonth: [Int]
  /// The first day of each planning month, and the day after the last.
  private let monthBegins: [Int]

  /// The number of hours of the whole plan.
  var hours: Int { hourOfWeek.count }

  /// Lays out a scenario's calendar.
  public init(_ scenario: Scenario) {
    guard let zone = TimeZone(identifier: scenario.timeZone) else {
      preconditionFailure("a scenario's time zone is one that the system knows")
    }
    let end = scenario.start.adding(scenario.months).firstDay
    firstDay = scenario.start.firstDay
    let begin = Self.midnight(firstDay, zone)
    epochHour = Int((begin / 3600).rounded(.down))
    daysOfMonth = (0..<scenario.months).map { scenario.start.adding($0).days }
    let first = firstDay.dayNumber
    monthBegins = (0...scenario.months).map {
      scenario.start.adding($0).firstDay.dayNumber - first
    }

    var holidays: Set<CalendarDate> = []
    for year in scenario.start.year...end.components.year {
      holidays.formUnion(scenario.calendar.days(in: year))
    }
    var days: [Day] = []
    days.reserveCapacity(end.dayNumber - firstDay.dayNumber)
    var labels: [UInt8] = []
    let hours = Int(((Self.midnight(end, zone) - begin) / 3600).rounded())
    labels.reserveCapacity(hours)
    var offset = Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: begin)))
    var change = zone.nextDaylightSavingTimeTransition(
      after: Date(timeIntervalSince1970: begin))?.timeIntervalSince1970
    for hour in 0..<hours {
      let instant = begin + Double(hour) * 3600
      if let due = change, instant >= due {
        let now = Date(timeIntervalSince1970: instant)
        offset = Double(zone.secondsFromGMT(for: now))
        change = zone.nextDaylightSavingTimeTransition(after: now)?.timeIntervalSince1970
      }
      let local = Int((instant + offset).rounded(.down))
      let date = CalendarDate(dayNumber: local / 86_400)
      if date.dayNumber >= firstDay.dayNumber + days.count {
        let parts = date.components
        days.append(
          Day(
            kind: holidays.contains(date) ? 7 : UInt8(date.weekday),
            monthOfYear: UInt8(parts.month - 1),
            endsMonth: CalendarDate(dayNumber: date.dayNumber + 1).components.day == 1,
            firstHour: Int32(hour)))
      }
      labels.append(UInt8(date.weekday * 24 + local % 86_400 / 3_600))
    }
    self.days = days
    hourOfWeek = labels
  }

  /// The hours of a day of the plan.
  func hours(of day: Int) -> Range<Int> {
    Int(
      days[day].firstHour)..<(day + 1 < days.count
      ? Int(days[day + 1].firstHour) : hourOfWeek.count)
  }

  /// The date of a day of the plan, 0 is the first.
  public func date(_ day: Int) -> CalendarDate {
    CalendarDate(dayNumber: firstDay.dayNumber + day)
  }

  /// The day of the plan on which an hour begins.
  public func day(ofHour hour: Int) -> Int {
    var below = 0
    var above = days.count
    while above - below > 1 {
      let middle = (below + above) / 2
      if Int(days[middle].firstHour) <= hour { below = middle } else { above = middle }
    }
    return below
  }

  /// The first day of a planning month, 0 is the first month; the number of months gives the day
  /// after the last.
  public func firstDayOfMonth(_ month: Int) -> Int { monthBegins[month] }

  /// The days of a planning year, from 1.
  func days(ofYear year: Int) -> Range<Int> {
    monthBegins[year * 12 - 12]..<monthBegins[year * 12]
  }

  /// How often each hour of the week occurs in a planning year, from 1.
  public func hoursOfWeek(inYear year: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: 168)
    let days = days(ofYear: year)
    let begin = hours(of: days.lowerBound).lowerBound
    let end = hours(of: days.upperBound - 1).upperBound
    for hour in begin..<end { counts[Int(hourOfWeek[hour])] += 1 }
    return counts
  }

  /// Seconds since 1970 at which a local day begins.
  private static func midnight(_ date: CalendarDate, _ zone: TimeZone) -> Double {
    let utc = Double(date.dayNumber) * 86_400
    let guess = utc - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: utc)))
    return utc - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: guess)))
  }
}
