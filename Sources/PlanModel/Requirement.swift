public import Quantities

/// Something that a PACS is asked for.
public struct Requirement: Hashable, Sendable {
  /// As answers refer to it: `R27`.
  public var id: String
  /// What is asked for.
  public var text: String
  /// What it belongs to.
  public var category: String
  /// Whether an offer usually cannot do without.
  public var isGate: Bool
  /// Where it comes from.
  public var source: String

  /// Makes a requirement.
  public init(id: String, text: String, category: String, isGate: Bool, source: String) {
    self.id = id
    self.text = text
    self.category = category
    self.isGate = isGate
    self.source = source
  }
}

/// What a vendor says about a requirement.
public struct RequirementAnswer: Hashable, Sendable {
  /// Whether it is met.
  public enum Answer: String, CaseIterable, Sendable {
    case full, partial
    /// Later: by a month that is stated.
    case roadmap
    case none
  }
  /// What shows it.
  public enum Evidence: String, CaseIterable, Sendable {
    case document, demo
    case referenceSite = "reference-site"
  }

  /// The requirement, by its id.
  public var requirement: String
  /// Whether it is met.
  public var answer: Answer
  /// The month by which it is met in full; nil where nobody says.
  public var by: CalendarMonth?
  /// What shows it; nil where nothing does.
  public var evidence: Evidence?
  /// The vendor's words about it.
  public var note: String?

  /// Makes an answer.
  public init(
    requirement: String, answer: Answer, by: CalendarMonth? = nil, evidence: Evidence? = nil,
    note: String? = nil
  ) {
    self.requirement = requirement
    self.answer = answer
    self.by = by
    self.evidence = evidence
    self.note = note
  }
}
