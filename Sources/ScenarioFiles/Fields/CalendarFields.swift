import PlanModel

/// The scenario's calendar.
enum CalendarFields {
  private static let base = FieldKind.choice(PublicHolidays.allCases.map(\.name))

  static let field = Field.optional(
    "calendar", .either(base, calendar), default: "none",
    "Which days are public holidays: by the name of a calendar, or by a mapping with closed and open days of your own.",
    "us-federal")

  static let calendar = FieldTable(
    "calendar", "Calendar", "Public holidays with closed and open days of your own.",
    [
      .required("base", base, "The public holidays to begin with.", "us-federal"),
      .optional(
        "closed", days,
        "Days on which the hospital works as on a holiday although they are none.",
        "[2027-11-26, 2027-12-24]"),
      .optional(
        "open", days, "Public holidays on which the hospital works as on any other day.",
        "[2027-10-11]"),
    ])

  private static let days = FieldKind.list(.date, 1...1_000)
}
