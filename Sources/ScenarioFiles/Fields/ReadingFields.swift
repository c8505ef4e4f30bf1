import PlanModel

/// How studies are read.
enum ReadingFields {
  private static let share = FieldKind.quantity(.share, from: "0 %", to: "100 %")
  private static let delay = FieldKind.quantity(.time, from: "1 s", to: "365 days")

  static let reading = FieldTable(
    "reading", "Reading",
    "When and where studies are read, and what is asked for besides. It loads the stages under `retrieve` of each offer.",
    [
      .required(
        "turnaround", .mapping(turnarounds),
        "From the end of acquisition to the reading, by patient class.",
        "{ emergency: { median: 25 min, p95: 70 min }, inpatient: { median: 3 h, p95: 14 h }, outpatient: { median: 9 h, p95: 40 h } }"
      ),
      .optional(
        "readers", .list(.mapping(readers), 1...50),
        "Where the readers sit; without it, each study is read where it was made.",
        "[{ at: site, share: 70 % }, { at: main, share: 30 % }]"),
      .optional(
        "priors", .mapping(priors), "The older studies of the patient that a reader asks for.",
        "{ per-study: 1.7 }"),
      .optional(
        "clinical-views", .mapping(views),
        "Looks at a study after it has been read, where it was made.",
        "{ per-study: 3.7, within: 14 days }"),
      .optional(
        "prefetch", .mapping(prefetch),
        "What is brought to the reader before the study is read; without it, priors are asked for when it is.",
        "{ classes: [inpatient, outpatient], ahead: 12 h }"),
    ])

  static let prefetch = FieldTable(
    "prefetch", "Prefetch",
    "The priors of some studies are brought to the reader before the study is read: a reader then waits only for what has not come by then.",
    [
      .required(
        "classes", .list(.choice(PatientClass.allCases.map(\.name)), 1...3),
        "The patient classes whose priors are fetched ahead: those whose examinations are known before.",
        "[inpatient, outpatient]"),
      .optional(
        "ahead", .quantity(.time, from: "0 s", to: "7 days"), default: "0 s",
        "How long before the end of acquisition it begins.", "12 h", assumption: true),
      .optional(
        "up-to", .quantity(.period, from: "1 month", to: "100 years"), default: "100 years",
        "Only priors that are at most so old.", "2 years", assumption: true),
    ])

  static let turnarounds = FieldTable(
    "turnarounds", "Turnaround", "From the end of acquisition to the reading.",
    PatientClass.allCases.map {
      .required(
        $0.name, .mapping(turnaround), "Of \($0.name) studies.", "{ median: 3 h, p95: 14 h }")
    })

  static let turnaround = FieldTable(
    "turnaround", "Turnaround of a class",
    "A lognormal distribution. A study that has not yet arrived in the archive is read when it has.",
    [
      .required("median", delay, "Half of the studies are read by then.", "3 h", assumption: true),
      .required("p95", delay, "95 of 100 studies are.", "14 h", assumption: true),
    ])

  static let readers = FieldTable(
    "readers", "Readers", "A group of readers.",
    [
      .required(
        "at", .identifier,
        "The site or place where they sit; `site` is the one where the study was made.", "main"),
      .required(
        "share", share, "The share of studies that they read; all shares add to 100 %.", "30 %",
        assumption: true),
    ])

  static let priors = FieldTable(
    "priors", "Priors",
    "The older studies of the patient that a reader asks for. They are of the same stream: sizes are those of its studies at that age.",
    [
      .required(
        "per-study", .number(0...50), "How many for a study, in the mean (Poisson).", "1.7",
        assumption: true),
      .optional(
        "ages-cumulative", .mapping(ages),
        "How old they are; without it, as published: 56.2 % up to 3 months, 72 % up to 6, 84.6 % up to 12, 91.4 % up to 24, 99.5 % up to 60.",
        "{ 3 months: 56.2 %, 12 months: 84.6 %, 60 months: 99.5 % }", assumption: true),
    ])

  static let ages = FieldTable(
    "ages", "Ages of priors",
    "Each key is an age, its value the share of priors that are at most as old. Between two ages the share grows evenly; what lies beyond the last is at most twice as old.",
    others: .init(
      what: "age", key: .quantity(.period, from: "1 month", to: "50 years"), kind: share,
      meaning: "The share that is at most as old.", example: ("12 months", "84.6 %"),
      isAssumption: true),
    [])

  static let views = FieldTable(
    "views", "Clinical views", "Looks at a study after it has been read, where it was made.",
    [
      .required(
        "per-study", .number(0...50), "How many for a study, in the mean (Poisson).", "3.7",
        assumption: true),
      .required(
        "within", delay,
        "95 of 100 come within this time of the reading; they become ever rarer (exponential).",
        "14 days", assumption: true),
    ])
}
