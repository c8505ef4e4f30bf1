import PlanModel

/// When lines and systems do not work, or only in part.
enum ReliabilityFields {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static let dayWords = ["all", "weekdays", "weekends"] + weekdays

  /// The days that a word names, Monday is 0; without one, all.
  static func days(_ word: String?) -> Set<Int> {
    switch word {
    case nil, "all": Set(0..<7)
    case "weekdays": Set(0..<5)
    case "weekends": [5, 6]
    case let day?: Set(weekdays.firstIndex(of: day).map { [$0] } ?? [])
    }
  }

  static let field = Field.optional(
    "reliability", .mapping(reliability),
    "How often it fails, and when it is taken out of service; without it, never.",
    "{ availability: 99.9 %, repair: 4 h }")

  static let reliability = FieldTable(
    "reliability", "Reliability",
    "How often a line, or the core of an offer, fails, and when it is taken out of service. Failures are drawn for each future: a line's are the same for every offer.",
    [
      .optional(
        "availability", .quantity(.share, from: "80 %", to: "100 %"), default: "100 %",
        "The share of the time in which it has not failed; planned work does not count.", "99.9 %",
        assumption: true),
      .optional(
        "repair", .quantity(.time, from: "1 min", to: "60 days"),
        "How long a failure lasts, in the mean (exponential).", "4 h", assumption: true),
      .optional(
        "maintenance", .list(.mapping(maintenance), 0...20),
        "When it is taken out of service on purpose.",
        "[{ days: sunday, window: 02:00-04:00, every-weeks: 4 }]"),
    ])

  static let maintenance = FieldTable(
    "maintenance", "Maintenance", "Work for which it is taken out of service, again and again.",
    [
      .required("window", .window, "From when to when.", "02:00-04:00", assumption: true),
      .optional(
        "days", .choice(dayWords), default: "all", "On which days it begins.", "sunday",
        assumption: true),
      .optional(
        "every-weeks", .whole(1...52), default: "1",
        "In every how many weeks, from the first of the plan.", "4", assumption: true),
    ])

  static let hours = Field.optional(
    "hours", .list(.mapping(shareWindow), 0...50),
    "Hours of the week in which PACS may use another share of the line. While the rate is less, everything on the line takes longer in proportion.",
    "[{ window: 08:00-18:00, days: weekdays, share: 40 % }]")

  static let shareWindow = FieldTable(
    "share-window", "Share by the hour", "The share of a line that PACS may use in some hours.",
    [
      .required("window", .window, "From when to when, in whole hours.", "08:00-18:00"),
      .optional(
        "days", .choice(dayWords), default: "all", "On which days it begins.", "weekdays"),
      .required(
        "share", .quantity(.share, from: "0 %", to: "100 %"), "What PACS may use then.", "40 %",
        assumption: true),
    ])
}
