/// The keys of one mapping: what the reader knows, the schema holds and the reference page says.
struct FieldTable: Sendable {
  /// Keys that the user names, such as the ids of sites.
  struct Others: Sendable {
    /// What such a key is: `a site's id`.
    var what: String
    /// What such a key may look like.
    var key: FieldKind
    /// What it stands for.
    var kind: FieldKind
    /// What the value means.
    var meaning: String
    /// One such pair.
    var example: (key: String, value: String)
    /// Whether each value belongs into the list of assumptions.
    var isAssumption = false
    /// Whether there must be one.
    var isRequired = true
  }

  /// Names the mapping in the schema: `stream`.
  var name: String
  /// The heading in the reference.
  var title: String
  /// One or two sentences for the reference.
  var meaning: String
  /// The known keys, in the order of the reference.
  var fields: [Field]
  /// Keys the user names.
  var others: Others?
  /// Where not empty: exactly the keys of one of these groups must be there.
  var oneOf: [[String]] = []

  /// Makes a table; every mapping may name its source besides.
  init(
    _ name: String, _ title: String, _ meaning: String, oneOf: [[String]] = [],
    others: Others? = nil, _ fields: [Field]
  ) {
    self.name = name
    self.title = title
    self.meaning = meaning
    self.oneOf = oneOf
    self.others = others
    self.fields = fields
    if !fields.contains(where: { $0.key == "source" }) { self.fields.append(.source) }
  }

  /// The field of a key.
  subscript(key: String) -> Field? { fields.first { $0.key == key } }
}

/// One key of a mapping.
struct Field: Sendable {
  /// Whether a key must be there.
  enum Presence: Hashable, Sendable {
    case required
    /// What the value is where the key is not there, as a file would write it; nil is none.
    case optional(String?)
    /// Known, but not yet part of what the tool can do.
    case later
  }

  var key: String
  var kind: FieldKind
  var presence: Presence
  /// One or two sentences for the reference.
  var meaning: String
  /// A value, as a file would write it.
  var example: String
  /// Whether its value belongs into the list of assumptions.
  var isAssumption: Bool
  /// Whether its default belongs there too, where the file has no value.
  var defaultMatters = false
  /// The key beside which alone its default matters; nil is always.
  var defaultBeside: String?
  /// The keys beside one of which the mapping's source is not about this value.
  var ownSourceBeside: [String] = []

  /// The same field, whose default belongs into the list of assumptions too.
  var withDefault: Field {
    var field = self
    field.defaultMatters = true
    return field
  }

  /// The same field, whose default belongs into the list of assumptions where another key is there.
  func withDefault(beside key: String) -> Field {
    var field = withDefault
    field.defaultBeside = key
    return field
  }

  /// The same field, of which the mapping's source says nothing where one of some keys is there.
  func withOwnSource(beside keys: String...) -> Field {
    var field = self
    field.ownSourceBeside = keys
    return field
  }

  static func required(
    _ key: String, _ kind: FieldKind, _ meaning: String, _ example: String,
    assumption: Bool = false
  ) -> Field {
    Field(
      key: key, kind: kind, presence: .required, meaning: meaning, example: example,
      isAssumption: assumption)
  }

  static func optional(
    _ key: String, _ kind: FieldKind, default value: String? = nil, _ meaning: String,
    _ example: String, assumption: Bool = false
  ) -> Field {
    Field(
      key: key, kind: kind, presence: .optional(value), meaning: meaning, example: example,
      isAssumption: assumption)
  }

  static func later(_ keys: String...) -> [Field] {
    keys.map {
      Field(
        key: $0, kind: .text(limit: 1), presence: .later, meaning: "", example: "",
        isAssumption: false)
    }
  }

  /// Where the values of a mapping come from.
  static let source = optional(
    "source", .text(limit: 500),
    "Where the values of this mapping come from. It holds for everything inside that names no source of its own.",
    "\"RIS count of 2026\"")
}

/// What a value may be.
indirect enum FieldKind: Sendable {
  /// The format's version, 1.
  case version
  /// A line of text, at most so many characters.
  case text(limit: Int)
  /// A name that other values refer to.
  case identifier
  /// A modality code of the catalogue.
  case modality
  /// A modality code, or the beginning of one with `*`.
  case modalityPattern
  /// One of a few words; those of `later` are not yet supported.
  case choice([String], later: [String])
  /// yes or no.
  case flag
  /// A whole number.
  case whole(ClosedRange<Int>)
  /// A number without a unit.
  case number(ClosedRange<Double>)
  /// A number with a unit, between two such.
  case quantity(QuantityKind, from: String, to: String)
  /// An exact decimal number without a unit: a price, a count.
  case decimal(most: String)
  /// Money a year: `84810 USD/year`.
  case yearlyMoney
  /// `2027-01`, between two such.
  case month(ClosedRange<String>)
  /// `2026-10-07`
  case date
  /// A code of ISO 4217.
  case currency
  /// A name of the IANA time zone database.
  case timeZone
  /// A file, relative to the one that names it.
  case path
  /// `7 years` or `never`
  case retention
  /// `7 years`, `age 21` or `never`
  case retentionTerm
  /// `30 days after acquisition` or `at end of retention`
  case leaves
  /// A value of a kind, or a distribution over it.
  case estimate(FieldKind)
  /// `signature`, `go-live`, or a month
  case milestone
  /// A month, or a day with a time: `2028-07`, `2030-03-14 02:00`
  case moment(ClosedRange<String>)
  /// `19:00-06:00`
  case window
  /// A mapping.
  case mapping(FieldTable)
  /// A plain value, or a mapping.
  case either(FieldKind, FieldTable)
  /// A list of some length.
  case list(FieldKind, ClosedRange<Int>)

  /// A choice without words of later.
  static func choice(_ words: [String]) -> FieldKind { .choice(words, later: []) }

  /// The mapping it may be.
  var table: FieldTable? {
    switch self {
    case .mapping(let table), .either(_, let table): table
    case .estimate(let kind): FieldTable.estimate(of: kind)
    case .whole, .number, .quantity, .decimal, .yearlyMoney, .month, .moment, .retention,
      .retentionTerm,
      .leaves:
      FieldTable.sourced(self)
    default: nil
    }
  }

  /// The plain value it may be.
  var plain: FieldKind? {
    switch self {
    case .mapping, .list: nil
    case .either(let kind, _), .estimate(let kind): kind
    default: self
    }
  }

  /// The least and the greatest number, in the base unit.
  var range: ClosedRange<Double>? {
    switch self {
    case .number(let range): range
    case .quantity(let kind, let least, let most):
      if let low = try? kind.value(least, example: ""),
        let high = try? kind.value(most, example: "")
      {
        low...high
      } else {
        nil
      }
    case .estimate(let kind): kind.range
    default: nil
    }
  }

  /// Whether a distribution over it is accepted.
  var isEstimate: Bool { if case .estimate = self { true } else { false } }
}

extension FieldTable {
  /// A value that says where it comes from.
  static func sourced(_ kind: FieldKind) -> FieldTable {
    FieldTable(
      "sourced", "Values with a source",
      "Any number, month or period may say where it comes from: `{ value: 7 years, source: \"State law\" }`.",
      [.required("value", kind, "The value.", "7 years")])
  }

  /// The ways to write an uncertain value.
  static func estimate(of kind: FieldKind) -> FieldTable {
    FieldTable(
      "estimate", "Uncertain values",
      "Wherever a type says \"or estimate\", a distribution may stand for the value: "
        + "`{ low: , likely: , high: }`, a PERT distribution whose limits are never passed, or "
        + "`{ p10: , likely: , p90: }`, of which one value in ten lies below and one above. Each "
        + "replication draws one value. `{ value: , source: }` is a known value with its source.",
      oneOf: [["low", "likely", "high"], ["p10", "likely", "p90"], ["value"]],
      [
        .optional("low", kind, "The least possible value.", "2 %"),
        .optional("likely", kind, "The most likely value.", "4 %"),
        .optional("high", kind, "The greatest possible value.", "7 %"),
        .optional("p10", kind, "One value in ten is below.", "2 %"),
        .optional("p90", kind, "One value in ten is above.", "7 %"),
        .optional("value", kind, "The value, if there is no doubt about it.", "4 %"),
        .optional(
          "together", .identifier,
          "Values with the same name here move together: all high or all low in the same replication. Without it the values of one modality and one key do.",
          "demand"),
      ])
  }
}
