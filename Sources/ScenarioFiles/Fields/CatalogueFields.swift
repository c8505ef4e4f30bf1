/// The catalogue file.
enum CatalogueFields {
  static let file = FieldTable(
    "catalogue", "Catalogue",
    "Modalities of your own, or your own figures for the shipped ones.",
    [
      .required("pacsplan", .version, "The version of the format.", "1"),
      .required(
        "modalities", .mapping(modalities), "The entries.",
        "{ CT: { study-size: { mean: 420 MB } } }"),
    ])

  static let modalities = FieldTable(
    "modalities", "Modalities", "Each key is the code of a modality.",
    others: .init(
      what: "modality", key: .modality, kind: .mapping(entry), meaning: "How big its studies are.",
      example: ("CT", "{ study-size: { mean: 420 MB }, source: \"PACS export of 2026\" }")),
    [])

  static let entry = FieldTable(
    "modality", "Modality",
    "A shipped modality keeps what is not given here. A new one needs `study-size` and `instances`, or `like`.",
    [
      .optional("name", .text(limit: 100), "In words.", "Computed tomography"),
      .optional(
        "like", .modality,
        "A modality whose sizes, numbers of instances, site factor and ratio are taken over.", "CT"),
      .optional(
        "study-size", .mapping(studySize), "How big a study is, as acquired.", "{ mean: 420 MB }"),
      .optional(
        "instances", .either(.whole(1...1_000_000), ScenarioFields.instances),
        "How many instances (images) a study has.", "500"),
      .optional(
        "site-factor", .estimate(.number(0.01...100)),
        "What a site's mean may be as a multiple of the mean given here; without it, 1 where `study-size` is given, else as shipped.",
        "{ low: 0.5, likely: 0.875, high: 2 }"),
      .optional(
        "lossless-ratio", .estimate(.number(1...20)),
        "Uncompressed bytes over losslessly compressed bytes; 1 where nothing is to be gained.",
        "{ low: 2, likely: 2.5, high: 4 }"),
      .optional(
        "note", .text(limit: 1_000), "Anything the reader should know.",
        "\"Cardiac examinations only\""),
    ])

  static let studySize = FieldTable(
    "catalogue-study-size", "Study size of a modality",
    "One of: `mean` (keeps the shape of the modality, or of `like`), `constant`, `exponential`, or `median` with `p95` (lognormal).",
    oneOf: ScenarioFields.sizeGroups, ScenarioFields.sizes)
}
