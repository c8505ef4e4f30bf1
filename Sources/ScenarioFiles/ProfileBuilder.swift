import PlanModel

/// Makes the arrival profiles: the built-in ones, then the user's.
enum ProfileBuilder {
  /// The profiles that streams refer to by index.
  static func profiles(_ section: Section?) -> [ArrivalProfile] {
    [standard, flat] + (section?.named ?? []).map { profile($0.entry.key, known($0.section)) }
  }

  private static func profile(_ id: String, _ section: Section) -> ArrivalProfile {
    ArrivalProfile(
      id: id,
      classes: PatientClass.allCases.map { one in
        factors(known(section.section(one.name) ?? section.section("all")))
      })
  }

  private static func factors(_ section: Section) -> ArrivalProfile.Factors {
    let hours = known(section.numbers("weekday-hours"))
    let days = known(section.numbers("days"))
    return ArrivalProfile.Factors(
      weekdayHours: hours, weekendHours: section.numbers("weekend-hours") ?? hours, days: days,
      holiday: section.number("holiday") ?? days[6],
      months: section.numbers("months") ?? [Double](repeating: 1, count: 12))
  }

  /// The same in every hour.
  private static let flat = ArrivalProfile(
    id: "flat",
    classes: PatientClass.allCases.map { _ in
      ArrivalProfile.Factors(
        weekdayHours: [Double](repeating: 1, count: 24),
        weekendHours: [Double](repeating: 1, count: 24),
        days: [Double](repeating: 1, count: 7), holiday: 1,
        months: [Double](repeating: 1, count: 12))
    })

  /// Assumed, since no public table by hour and patient class is known. A mix of 20 % emergency,
  /// 20 % inpatients and 60 % outpatients has 10.2 % of a weekday's studies in its busiest hour;
  /// 10.1 % of a day's images were measured (Wilson and Smith 1994, doi 10.1117/12.174369).
  /// Emergency patients come in two peaks, 10 to 13 and 19 to 20 o'clock (Karas, JACEP 1977).
  private static let standard = ArrivalProfile(
    id: "default",
    classes: [
      // In per cent of a day.
      factors(
        [
          2.6, 2.1, 1.8, 1.6, 1.5, 1.6, 2, 2.8, 4, 5.2, 6, 6, 6, 5.6, 5.3, 5.2, 5.2, 5.2, 5.5, 6,
          5.8,
          5.2, 4.4, 3.4,
        ], saturday: 0.95, sunday: 0.95),
      factors(
        [
          1.2, 1, 0.8, 0.8, 0.9, 1.6, 3, 4.5, 7, 8.5, 9, 8.5, 7, 7.5, 7.5, 7, 6, 4.5, 3.5, 3, 2.5,
          2,
          1.7, 1,
        ], saturday: 0.35, sunday: 0.3),
      factors(
        [
          0, 0, 0, 0, 0, 0, 0, 4, 10, 11.5, 12, 11.5, 8.5, 10, 10.5, 9.5, 7.5, 3, 1.5, 0.5, 0, 0, 0,
          0,
        ], saturday: 0.06, sunday: 0.02),
    ])

  private static func factors(_ hours: [Double], saturday: Double, sunday: Double)
    -> ArrivalProfile.Factors
  {
    ArrivalProfile.Factors(
      weekdayHours: hours, weekendHours: hours, days: [1, 1, 1, 1, 1, saturday, sunday],
      holiday: sunday,
      months: [Double](repeating: 1, count: 12))
  }
}
