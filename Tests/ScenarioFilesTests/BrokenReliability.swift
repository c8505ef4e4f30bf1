extension BrokenInput {
  private static let wan =
    "wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms, share: 80 % }"

  private static func line(_ name: String, _ keys: String) -> BrokenInput {
    BrokenInput(
      name, wan, "wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms, share: 80 %, \(keys) }")
  }

  private static func tiers(_ name: String, _ hot: String, _ cold: String) -> BrokenInput {
    BrokenInput(
      vendor: name, "leaves: 30 days after acquisition", "leaves: \(hot)"
    ).marking("leaves: at end of retention", "leaves: at end of retention\(cold)")
  }

  private static let access = "30 days after last access"

  /// When lines and systems do not work, where what is read lies, and how the old archive moves.
  static let reliability: [BrokenInput] = [
    line("failures without a length", "reliability: { availability: §99.9 % }"),
    line("failures every hour", "reliability: { availability: 90 %, repair: §5 min }"),
    line("availability of more than all", "reliability: { availability: §101 %, repair: 4 h }"),
    line(
      "maintenance on no day",
      "reliability: { maintenance: [{ days: §sundays, window: 02:00-04:00 }] }"),
    line("maintenance at no time", "reliability: { maintenance: [{ window: §2-4 }] }"),
    line("shares in part of an hour", "hours: [{ window: §08:30-18:00, share: 40 % }]"),
    line("shares without a share", "hours: [§{ window: 08:00-18:00 }]"),
    tiers("lifted to a tier by age", "30 days after acquisition", ", reheats-to: §hot"),
    tiers("lifted to no tier", access, ", reheats-to: §hut"),
    tiers("a tier at sites", "\(access), at: §site", ""),
    tiers("drives by the hundred", access, ", drives: §100"),
    tiers("least size of nothing", access, ", minimum-object: { size: §0 B }"),
    BrokenInput(
      "move from nowhere", "streams:",
      "legacy: { stored: 10 TB, studies: 100000, oldest: 2020-01, yearly-growth: 5 %, migrate: { from: §attic } }\nstreams:"
    ),
    BrokenInput(
      "move at no time", "streams:",
      "legacy: { stored: 10 TB, studies: 100000, oldest: 2020-01, yearly-growth: 5 %, migrate: { from: main, window: §nights } }\nstreams:"
    ),
  ]
}
