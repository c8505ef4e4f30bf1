import PlanModel

/// How long studies are kept.
enum RetentionFields {
  private static let share = FieldKind.quantity(.share, from: "0 %", to: "100 %")

  /// A rule as it may stand anywhere: a period, or a mapping.
  static let rule = FieldKind.either(.retention, ruleTable)

  static let retention = FieldTable(
    "retention", "Retention",
    "How long studies are kept. A modality code or a pattern such as `MG-*` may follow; the most specific rule holds: the code itself, then the longest pattern.",
    others: .init(
      what: "modality", key: .modalityPattern, kind: rule,
      meaning: "How long the studies of this modality, or of all that begin so, are kept.",
      example: ("MG-*", "{ rolling: 5 years, otherwise: 10 years, returns: 70 % }"),
      isAssumption: true, isRequired: false),
    [
      .optional(
        "purge", .flag, default: "no",
        "Whether the archive deletes studies when their time is over.", "yes"),
      .optional(
        "default", rule, default: "never",
        "For all studies without a rule of their own: years since the study, `never`, or a rule as below.",
        "{ adult: 7 years, minor: { later-of: [age 21, 7 years] }, minor-share: 9 % }",
        assumption: true
      ).withDefault,
      .optional(
        "legal-hold", share, default: "0 %",
        "The share of each day's bytes that must be kept for ever, whatever the rules say.",
        "0.5 %",
        assumption: true),
    ])

  /// The keys of each form of a rule.
  static let forms = [
    ["value"], ["later-of"], ["after-last-contact", "further-contact"],
    ["rolling", "otherwise", "returns"],
    ["adult", "minor", "minor-share"], ["adult", "minor", "minor-share", "minor-ages"],
  ]

  private static let ruleTable = FieldTable(
    "retention-rule", "Retention rule",
    "How long studies are kept, where one period does not say it: `adult`, `minor` and `minor-share` (by the patient's age), `after-last-contact` and `further-contact`, `rolling`, `otherwise` and `returns` (mammography in the United States), `later-of`, or `value` with its `source`.",
    oneOf: forms,
    [
      .optional("value", .retention, "Years since the study, or `never`.", "7 years"),
      .optional("adult", .retention, "For adults.", "7 years", assumption: true),
      .optional(
        "minor", .either(.retentionTerm, laterOf),
        "For patients under 18: years since the study, an age such as `age 21`, `never`, or the later of several.",
        "{ later-of: [age 21, 7 years] }", assumption: true),
      .optional(
        "minor-share", share,
        "Minors' share of the bytes. A stream may have its own.", "9 %", assumption: true),
      .optional(
        "minor-ages", .choice(["uniform"]), default: "uniform",
        "How minors' ages at the study spread: evenly from 0 to 18.", "uniform", assumption: true
      ).withDefault(beside: "minor-share"),
      .optional(
        "after-last-contact", .retention,
        "Years since the patient was last seen, with `further-contact`.", "7 years",
        assumption: true),
      .optional(
        "further-contact", .quantity(.period, from: "1 month", to: "50 years"),
        "How long after a study its patient is last seen, in the mean; exponential.", "3 years",
        assumption: true),
      .optional(
        "rolling", .retention, "How long the studies of patients are kept who come again.",
        "5 years", assumption: true),
      .optional(
        "otherwise", .retention, "How long the studies of the others are kept.", "10 years",
        assumption: true),
      .optional(
        "returns", share, "The share of the bytes that is of patients who come again.", "70 %",
        assumption: true),
      .optional(
        "later-of", .list(.retention, 2...10), "The longest of these.", "[5 years, 7 years]",
        assumption: true),
    ])

  private static let laterOf = FieldTable(
    "later-of", "Later of", "The latest of several ends.",
    [
      .required(
        "later-of", .list(.retentionTerm, 2...10),
        "Years since the study, and ages that the patient reaches.", "[age 21, 7 years]")
    ])
}
