import PlanModel

/// Makes the arrival profiles: the built-in ones, then the user's.
enum ProfileBuilder {
  /// The profiles that streams refer to by index.
  static func profiles(_ section: Section?) -> [ArrivalProfile] {
    ArrivalProfile.shipped + (section?.named ?? []).map { profile($0.entry.key, known($0.section)) }
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
}
