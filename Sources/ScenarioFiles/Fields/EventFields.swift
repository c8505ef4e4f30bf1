import PlanModel

/// The events of a scenario: dated changes of its workload.
enum EventFields {
  /// What an event can change, and which keys say how.
  static let changes: [EventSort] = [
    EventSort(
      "volume", needs: ["stream", "studies-per-year"], accepts: ["ramp", "grows", "scanners"],
      meaning: "A stream gets more studies, or fewer.",
      example:
        "{ on: 2028-07, change: volume, stream: main-ct, studies-per-year: +9000, ramp: 6 months, scanners: +1 }"
    ),
    EventSort(
      "study-size", needs: ["stream", "factor"], accepts: [],
      meaning: "All studies of a stream are bigger, or smaller.",
      example: "{ on: 2029-01, change: study-size, stream: main-ct, factor: 1.6 }"),
    EventSort(
      "replace-scanner", needs: ["stream", "scanners"],
      accepts: ["size-factor", "minutes-per-study", "closed"],
      meaning: "New scanners take the place of the oldest ones.",
      example:
        "{ on: 2029-03, change: replace-scanner, stream: main-ct, scanners: 1, size-factor: 1.6, minutes-per-study: 10, closed: 6 weeks }"
    ),
    EventSort(
      "go-live", needs: ["stream"], accepts: ["ramp"],
      meaning: "A stream begins; it has no studies before.",
      example: "{ on: 2029-04, change: go-live, stream: main-sm, ramp: 12 months }"),
    EventSort(
      "open-site", needs: ["site"], accepts: ["ramp"],
      meaning: "A site begins; its streams have no studies before.",
      example: "{ on: 2029-04, change: open-site, site: north, ramp: 6 months }"),
    EventSort(
      "retention", needs: ["modality", "keep"], accepts: [],
      meaning:
        "The studies of a retention rule are kept otherwise. What has been purged stays purged; a shorter time purges at once.",
      example: "{ on: 2030-01, change: retention, modality: MG-*, keep: 10 years }"),
    EventSort(
      "outage", needs: ["for"], accepts: ["link", "vendor"],
      meaning:
        "A line, or the core of an offer, does not work for some time. What comes in waits; the reports say how long it takes to catch up.",
      example: "{ on: 2030-03-14 02:00, change: outage, link: main.wan, for: 8 h }"),
  ]

  private static let factor = FieldKind.estimate(.number(0.1...10))

  static let event = FieldTable(
    "event", "Event",
    "A dated change of the workload. Which keys belong to which change is said under [Changes](#changes).",
    [
      .required(
        "on", .moment("2000-01"..."2140-12"),
        "It happens on the first day of this month; an outage begins on a day at a time.",
        "2028-07"),
      .required(
        "change", .choice(changes.map(\.name)), "What changes.",
        "volume"),
      .optional("stream", .identifier, "The stream that changes.", "main-ct"),
      .optional("site", .identifier, "The site that opens.", "north"),
      .optional(
        "modality", .text(limit: 20),
        "The retention rule that changes, as it stands under `retention`: a modality, a pattern or `default`.",
        "MG-*"),
      .optional(
        "keep", RetentionFields.rule, "How long its studies are kept from then on.", "10 years",
        assumption: true),
      .optional(
        "studies-per-year", .estimate(.number(-1e8...1e8)),
        "The studies that come on top, with `+` or `-` before the number: what the change brings in the twelve months from its date without a ramp.",
        "+9000", assumption: true),
      .optional(
        "ramp", .quantity(.period, from: "0 months", to: "20 years"), default: "0 months",
        "Over how many months it comes, in a straight line from nothing to all.", "6 months",
        assumption: true),
      .optional(
        "grows", .flag, default: "yes",
        "Whether the addition grows as the stream does; with `no` it stays the stated number.",
        "no"),
      .optional(
        "factor", factor, "How many times as big a study is from then on.", "1.6",
        assumption: true),
      .optional(
        "scanners", .whole(-200...200),
        "How many scanners are replaced; with a change of volume, how many come with it (less than 0: are given up).",
        "1"),
      .optional(
        "size-factor", factor, default: "1",
        "How many times as big the studies of the new scanners are, against those of the scanners at the start of the plan.",
        "1.6", assumption: true),
      .optional(
        "minutes-per-study", .number(0.1...1_440),
        "How long a study takes on the new scanners; without it, as before.", "10",
        assumption: true),
      .optional(
        "closed", .quantity(.time, from: "0 days", to: "1000 days"), default: "0 days",
        "How long, from the date, neither the old nor the new scanners work.", "6 weeks",
        assumption: true),
      .optional(
        "note", .text(limit: 200), "Why, as reports show it.", "Second emergency scanner"),
      .optional(
        "link", .identifier,
        "The line that does not work: `main.wan` or `main.lan` of the site `main`, or the id of a link.",
        "main.wan"),
      .optional(
        "vendor", .identifier, "The offer whose core does not work.", "cirrus-cloud"),
      .optional(
        "for", .quantity(.time, from: "1 min", to: "60 days"), "How long it does not work.", "8 h",
        assumption: true),
    ])
}

/// What one sort of event is.
struct EventSort: Sendable {
  /// As files name it.
  var name: String
  /// Keys that must be there.
  var needs: [String]
  /// Keys that may be there.
  var accepts: [String]
  /// A sentence for the reference.
  var meaning: String
  /// An event of this sort.
  var example: String

  init(_ name: String, needs: [String], accepts: [String], meaning: String, example: String) {
    self.name = name
    self.needs = needs
    self.accepts = accepts
    self.meaning = meaning
    self.example = example
  }
}
