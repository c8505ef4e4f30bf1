import PlanModel
import Quantities

/// A profile's relative rates laid out for lookup: `[kind of day × 24 + hour]`, for each class.
///
/// A day's weight is its day factor (or the holiday's); the hours share it by their factors.
struct HourWeights: Sendable {
  /// By class, then kind of day (Monday to Sunday, holiday) × 24 + hour of the day.
  let hours: [[Double]]
  /// By class, then month of the year.
  let months: [[Double]]
  /// By class, then kind of day: the weight of a day of 24 hours.
  private let days: [[Double]]

  init(_ profile: ArrivalProfile) {
    hours = profile.classes.map { factors in
      (0..<8).flatMap { kind in
        let shape = kind < 5 ? factors.weekdayHours : factors.weekendHours
        let day = kind == 7 ? factors.holiday : factors.days[kind]
        let sum = shape.reduce(0, +)
        return shape.map { sum > 0 ? day * $0 / sum : 0 }
      }
    }
    months = profile.classes.map(\.months)
    days = hours.map { hours in
      (0..<8).map { kind in hours[(kind * 24)..<(kind * 24 + 24)].reduce(0, +) }
    }
  }

  /// The weight of a whole day of the plan, with its month's factor; 23 or 25 hours where clocks
  /// change.
  func day(_ day: Int, class patientClass: Int, _ calendar: PlanCalendar) -> Double {
    let kind = Int(calendar.days[day].kind)
    let range = calendar.hours(of: day)
    let month = months[patientClass][Int(calendar.days[day].monthOfYear)]
    if range.count == 24 { return days[patientClass][kind] * month }
    let sum = range.reduce(0.0) { sum, hour in
      sum + hours[patientClass][kind * 24 + Int(calendar.hourOfWeek[hour]) % 24]
    }
    return sum * month
  }
}
