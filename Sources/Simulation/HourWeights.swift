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
  }

  /// The weight of a whole day of the plan, with its month's factor; 23 or 25 hours where clocks
  /// change.
  func day(_ day: Int, class patientClass: Int, _ calendar: PlanCalendar) -> Double {
    let kind = Int(calendar.days[day].kind) * 24
    let sum = calendar.hours(of: day).reduce(0.0) { sum, hour in
      sum + hours[patientClass][kind + Int(calendar.hourOfWeek[hour]) % 24]
    }
    return sum * months[patientClass][Int(calendar.days[day].monthOfYear)]
  }
}
