extension ArrivalProfile {
  /// What streams may name without the scenario defining it; the first is the default.
  public static let shipped = [standard, flat]

  /// The same rate in every hour of the year.
  public static let flat = ArrivalProfile(
    id: "flat",
    classes: PatientClass.allCases.map { _ in
      Factors(
        weekdayHours: Array(repeating: 1, count: 24), weekendHours: Array(repeating: 1, count: 24),
        days: Array(repeating: 1, count: 7), holiday: 1, months: Array(repeating: 1, count: 12))
    })

  /// A hospital's week: what is shipped for sites that have not counted their own.
  ///
  /// No public table of studies by hour and patient class is known, so the factors are assumed,
  /// shaped by what is published: an outpatient-heavy mix (21 % emergency, 18 % inpatient, 61 %
  /// outpatient, as in the shipped hospital) has 10.1 % of a working day in its busiest hour, the
  /// share of a day's images that Wilson & Smith measured (1994, doi 10.1117/12.174369); emergency
  /// patients peak from 10 to 13 and from 19 to 20 (Karas 1977); outpatient departments close at
  /// weekends and on holidays.
  public static let standard = ArrivalProfile(
    id: "default",
    classes: [
      Factors(
        weekdayHours: [
          2.4, 2.0, 1.7, 1.5, 1.5, 1.8, 2.4, 3.2, 4.4, 5.4, 6.2, 6.3, 6.0, 5.6, 5.4, 5.3, 5.3, 5.4,
          5.7, 6.0, 5.6, 4.8, 3.8, 3.1,
        ],
        weekendHours: [
          3.0, 2.6, 2.2, 1.9, 1.7, 1.7, 2.0, 2.7, 3.8, 5.0, 5.9, 6.1, 6.0, 5.6, 5.3, 5.2, 5.2, 5.4,
          5.7, 5.9, 5.5, 4.8, 4.0, 3.4,
        ],
        days: [1.05, 1.0, 0.98, 0.98, 1.0, 1.0, 1.0], holiday: 1.0,
        months: Array(repeating: 1, count: 12)),
      Factors(
        weekdayHours: [
          1.0, 0.9, 0.9, 1.0, 1.6, 3.0, 4.2, 5.2, 7.2, 8.2, 8.4, 8.0, 6.4, 7.0, 7.4, 7.0, 5.8, 4.2,
          3.2, 2.8, 2.4, 1.9, 1.4, 1.1,
        ],
        weekendHours: [
          1.4, 1.2, 1.2, 1.4, 2.2, 3.6, 4.8, 5.4, 6.6, 7.4, 7.6, 7.2, 6.0, 6.0, 6.0, 5.8, 5.2, 4.6,
          4.0, 3.6, 3.0, 2.4, 1.9, 1.5,
        ],
        days: [1, 1, 1, 1, 1, 0.55, 0.5], holiday: 0.5, months: Array(repeating: 1, count: 12)),
      Factors(
        weekdayHours: [
          0, 0, 0, 0, 0, 0, 0.6, 4.0, 9.2, 11.1, 11.5, 11.0, 8.8, 9.6, 10.4, 9.8, 7.6, 3.8, 1.6,
          0.7, 0.3, 0, 0, 0,
        ],
        weekendHours: [
          0, 0, 0, 0, 0, 0, 0, 2, 12, 18, 20, 18, 12, 8, 6, 4, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
        days: [1, 1, 1, 1, 1, 0.12, 0.02], holiday: 0.03, months: Array(repeating: 1, count: 12)),
    ])
}
