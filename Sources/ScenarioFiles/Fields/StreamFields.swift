import PlanModel

/// The streams of a scenario: volumes, sizes, classes, scanners.
extension ScenarioFields {
  static let growth = FieldKind.estimate(.quantity(.share, from: "-50 %", to: "100 %"))

  static let stream = FieldTable(
    "stream", "Stream",
    "The studies of one modality in one department at one site: drawn, from `studies-per-year` on, or replayed from a `trace`.",
    oneOf: [["studies-per-year"], ["trace"]],
    [
      .required(
        "id", .identifier, "Its name for reference. Random numbers are keyed by it.", "main-ct"),
      .required("site", .identifier, "The site where the studies are made.", "main"),
      .required("modality", .modality, "A code of the catalogue (see `pacsplan catalogue`).", "CT"),
      .optional(
        "department", .text(limit: 100), default: "Radiology", "As reports show it.", "Radiology"),
      .optional(
        "imported", .flag, default: "no",
        "Whether the studies were made elsewhere and only come in here, on discs or over a network: they are stored and billed like others, but nobody reads them again.",
        "yes"),
      .optional(
        "studies-per-year", .estimate(.number(0...1e8)),
        "The expected number of studies in planning year 1.",
        "41000", assumption: true),
      .optional(
        "trace", .path,
        "A CSV file of recorded studies, which are replayed as they are in every future, in the place of drawn ones. See the manual for its columns.",
        "ct-2027.csv", assumption: true),
      .optional(
        "growth", growth, default: "0 %",
        "By how much each year has more studies than the year before.",
        "{ low: 2 %, likely: 4 %, high: 7 % }", assumption: true
      ).withDefault(beside: "studies-per-year"),
      .optional(
        "size-growth", growth, default: "0 %", "By how much each year's studies are bigger.",
        "{ low: 0 %, likely: 5 %, high: 12 % }", assumption: true
      ).withDefault(beside: "studies-per-year"),
      .optional(
        "study-size", .mapping(studySize), "How big a study is; without it, as the catalogue says.",
        "{ mean: 399 MB, as: acquired }"),
      .optional(
        "instances", .either(.whole(1...1_000_000), instances),
        "How many instances (images) a study has; without it, as the catalogue says.", "500",
        assumption: true),
      .optional(
        "dispersion", .number(1...1_000), default: "1",
        "The variance of the daily counts over their mean, on a day with the mean number of planning year 1. 1 is chance alone; more lets whole days be busier or quieter.",
        "2.5", assumption: true),
      .optional(
        "classes", .mapping(classes), default: "{ outpatient: 100 % }",
        "The shares of the patient classes.",
        "{ emergency: 35 %, inpatient: 25 %, outpatient: 40 % }", assumption: true
      ).withDefault(beside: "studies-per-year"),
      .optional(
        "examinations-per-study", .decimal(most: "1000"), default: "1",
        "How many examinations, as they are billed, one study is; for price lines that count them.",
        "1.2", assumption: true),
      .optional("profile", .identifier, default: "default", "When the studies are made.", "flat"),
      .optional(
        "scanners", .whole(1...200),
        "How many scanners make the studies at the start of the plan. Scanners can be replaced by events, and their capacity is checked.",
        "3", assumption: true),
      .optional(
        "minutes-per-study", .number(0.1...1_440),
        "How long one study occupies a scanner. With it, months in which the scanners cannot make the studies are reported.",
        "15", assumption: true),
      .optional(
        "open-hours", .quantity(.time, from: "1 h", to: "168 h"), default: "60 h",
        "How many hours of a week the scanners work.", "60 h", assumption: true
      ).withDefault(beside: "minutes-per-study"),
      .optional(
        "minor-share", .quantity(.share, from: "0 %", to: "100 %"),
        "Minors' share of this stream's bytes, for a retention rule by age; without it, as the rule says.",
        "100 %", assumption: true),
    ])

  static let size = FieldKind.quantity(.size, from: "1 B", to: "10 TB")

  static let studySize = FieldTable(
    "study-size", "Study size",
    "One of: `mean` (the catalogue's distribution around your own mean), `constant`, `exponential`, `median` with `p95` (lognormal), or `quantiles` (your own distribution).",
    oneOf: sizeGroups + [["quantiles"]],
    sizes + [
      .optional(
        "quantiles", .path,
        "A CSV file with the columns `share` (whole per cents, from 0 to 100) and `bytes`: the size below which that share of the studies lies.",
        "ct-sizes.csv", assumption: true),
      .optional(
        "as", .choice(["acquired", "stored"]), default: "acquired",
        "Whether the size is that of the scanner's images, or of the same in the present archive, which compresses them already.",
        "stored"),
    ])

  static let sizeGroups = [["mean"], ["constant"], ["exponential"], ["median", "p95"]]

  static let sizes: [Field] = [
    .optional(
      "mean", .estimate(size), "The mean of a study. The catalogue gives the shape.", "399 MB",
      assumption: true),
    .optional("constant", size, "Every study has this size.", "100 MB", assumption: true),
    .optional(
      "exponential", size, "The mean of an exponential distribution.", "100 MB", assumption: true),
    .optional("median", size, "Half of the studies are smaller.", "150 MB", assumption: true),
    .optional("p95", size, "95 of 100 studies are smaller.", "800 MB", assumption: true),
  ]

  static let instances = FieldTable(
    "instances", "Instances", "How many instances a study has.",
    oneOf: [["constant"], ["exponential"]],
    [
      .optional("constant", .whole(1...1_000_000), "Every study has this number.", "500"),
      .optional(
        "exponential", .number(1...1_000_000),
        "The mean of an exponential distribution, independent of the size.",
        "500"),
    ])

  static let classes = FieldTable(
    "classes", "Patient classes", "Shares that add to 100 %.",
    PatientClass.allCases.map {
      .optional(
        $0.name, .quantity(.share, from: "0 %", to: "100 %"), default: "0 %",
        "The share of \($0.name) studies.",
        "25 %")
    })
}
