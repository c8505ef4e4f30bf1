import PlanModel
import Quantities

/// A vendor's answers to what is asked for, and the list of what is.
enum RequirementFields {
  private static let words = RequirementAnswer.Answer.allCases.map(\.rawValue)

  static let field = Field.optional(
    "requirements", .mapping(answers),
    "What the offer does of what is asked for, by the ids of `Scenarios/data/requirements.yaml`.",
    "{ R06: full, R27: { answer: roadmap, by: 2027-06 } }")

  static let answers = FieldTable(
    "requirements", "Answers to requirements",
    "Each key is the id of a requirement. What is not named has not been answered.",
    others: .init(
      what: "requirement's id", key: .identifier, kind: .either(.choice(words), answer),
      meaning:
        "Whether it is met: in `full`, in part (`partial`), later (`roadmap`), or not at all (`none`).",
      example: ("R06", "full")),
    [])

  static let answer = FieldTable(
    "requirement-answer", "Answer to a requirement", "What is said besides the word.",
    [
      .required(
        "answer", .choice(words),
        "Whether it is met: in `full`, in part (`partial`), later (`roadmap`), or not at all (`none`).",
        "roadmap"),
      .optional(
        "by", .month("2000-01"..."2140-12"), "The month by which it is met in full.", "2027-06"),
      .optional(
        "evidence", .choice(RequirementAnswer.Evidence.allCases.map(\.rawValue)),
        "What shows it: a `document`, a `demo`, or a `reference-site` where it can be seen.", "demo"
      ),
      .optional("note", .text(limit: 1_000), "The vendor's words about it.", "\"With version 9\""),
    ])

  /// The list of requirements.
  static let file = FieldTable(
    "requirement-list", "List of requirements", "What a PACS is asked for.",
    [
      .required("pacsplan", .version, "The version of the format.", "1"),
      .required(
        "requirements", .list(.mapping(requirement), 1...1_000), "What is asked for.",
        "[{ id: R06, text: Studies can be fetched by DICOMweb, category: dicomweb }]"),
    ])

  static let requirement = FieldTable(
    "requirement", "Requirement", "Something that a PACS is asked for.",
    [
      .required("id", .identifier, "As answers refer to it.", "R06"),
      .required("text", .text(limit: 300), "What is asked for.", "Studies are fetched by DICOMweb"),
      .required("category", .identifier, "What it belongs to.", "dicomweb"),
      .optional(
        "must", .flag, default: "no", "Whether an offer usually cannot do without.", "yes"),
    ])
}
