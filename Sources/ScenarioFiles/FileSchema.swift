import Quantities

/// JSON Schemas (draft-07) of the files, for editors, made from the tables of fields.
public enum FileSchema: String, CaseIterable, Sendable {
  case scenario, vendor, catalogue, requirements

  /// Where the schema lies, beside the scenarios.
  public var fileName: String { "\(rawValue).schema.json" }

  var table: FieldTable {
    switch self {
    case .scenario: ScenarioFields.file
    case .vendor: VendorFields.file
    case .catalogue: CatalogueFields.file
    case .requirements: RequirementFields.file
    }
  }

  /// The schema.
  public var text: String {
    // What a scenario may leave to the one that it is based on is demanded of the whole alone.
    let parts = table["based-on"] == nil ? [] : table.fields.filter { $0.kind.joined != nil }
    let joined = Set(parts.compactMap(\.kind.joined?.name))
    var definitions: [(String, JSONValue)] = []
    var names: Set<String> = []
    func collect(_ table: FieldTable) {
      for inner in table.inner where names.insert(inner.name).inserted {
        definitions.append((inner.name, inner.schema(isPart: joined.contains(inner.name))))
        collect(inner)
      }
    }
    collect(table)
    let isPart = !parts.isEmpty
    guard case .object(var own) = table.schema(isPart: isPart) else {
      preconditionFailure("a table is an object")
    }
    if isPart { own += Self.conditions(table, parts) }
    let head: [(String, JSONValue)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")),
      ("title", .text("pacsplan \(table.title.lowercased())")),
    ]
    return JSONValue.object(head + own + [("definitions", .object(definitions))]).text(indent: "")
      + "\n"
  }
}

extension FileSchema {
  /// What must be there in a scenario that is based on another, and in one that is not.
  private static func conditions(_ table: FieldTable, _ parts: [Field]) -> [(String, JSONValue)] {
    func required(_ keys: [String]) -> (String, JSONValue) {
      ("required", .array(keys.map { .text($0) }))
    }
    let inner = parts.compactMap { field -> (String, JSONValue)? in
      guard let table = field.kind.joined else { return nil }
      var members: [(String, JSONValue)] = []
      if !table.required.isEmpty { members.append(required(table.required)) }
      if table.others?.isRequired ?? false { members.append(("minProperties", .number("1"))) }
      return members.isEmpty ? nil : (field.key, .object(members))
    }
    return [
      ("if", .object([required(["based-on"])])),
      ("then", .object([required(["pacsplan"])])),
      ("else", .object([required(table.required), ("properties", .object(inner))])),
    ]
  }
}

extension FieldTable {
  /// The keys that must be there.
  fileprivate var required: [String] {
    fields.filter { $0.presence == .required }.map(\.key)
  }

  /// The mappings in this one that have a definition of their own.
  var inner: [FieldTable] {
    var kinds = fields.filter { $0.presence != .later }.map(\.kind)
    if let others { kinds.append(others.kind) }
    return kinds.compactMap(\.definition)
  }

  fileprivate var schema: JSONValue { schema(isPart: false) }

  /// The schema; of a part, keys may be missing.
  fileprivate func schema(isPart: Bool) -> JSONValue {
    let known = fields.filter { $0.presence != .later }
    var members: [(String, JSONValue)] = [
      ("description", .text(meaning)), ("type", .text("object")),
      ("properties", .object(known.map { ($0.key, $0.schema) })),
    ]
    let required = required.map { JSONValue.text($0) }
    if !isPart, !required.isEmpty { members.append(("required", .array(required))) }
    if !oneOf.isEmpty {
      // A group that only adds keys to another one would match together with it.
      let least = oneOf.filter { keys in
        !oneOf.contains { Set($0).isStrictSubset(of: keys) }
      }
      let groups = least.map { keys in
        JSONValue.object([("required", .array(keys.map { .text($0) }))])
      }
      members.append(("oneOf", .array(groups)))
    }
    if let others {
      members.append(
        (
          "propertyNames",
          .object([
            (
              "anyOf",
              .array([
                .object(others.key.schema),
                .object([("enum", .array(known.map { .text($0.key) }))]),
              ])
            )
          ])
        ))
      members.append(("additionalProperties", .object(others.kind.schema)))
      if others.isRequired, !isPart { members.append(("minProperties", .number("1"))) }
    } else {
      members.append(("additionalProperties", .bool(false)))
    }
    return .object(members)
  }
}

extension Field {
  fileprivate var schema: JSONValue {
    var members: [(String, JSONValue)] = [("description", .text(meaning))]
    if case .optional(let standard?) = presence, !standard.hasPrefix("{") {
      members.append(("default", kind.json(standard)))
    }
    return .object(members + kind.schema)
  }
}

extension FieldKind {
  /// The mapping that has a definition of its own in the schema.
  var definition: FieldTable? {
    switch self {
    case .mapping(let table), .either(_, let table):
      table.fields.contains { $0.key != "source" && $0.presence != .later } || table.others != nil
        ? table : nil
    case .list(let kind, _): kind.definition
    default: nil
    }
  }

  /// What JSON makes of a plain value.
  fileprivate func json(_ text: String) -> JSONValue {
    switch plain {
    case .flag?: .bool(text == "yes")
    case .whole?, .number?, .decimal?, .version?: .number(text)
    default: .text(text)
    }
  }

  fileprivate var schema: [(String, JSONValue)] {
    switch self {
    case .mapping(let table): return [("$ref", .text("#/definitions/\(table.name)"))]
    case .either(let kind, let table):
      guard definition != nil else { return kind.schema }
      let reference = JSONValue.object([("$ref", .text("#/definitions/\(table.name)"))])
      return [("anyOf", .array([.object(kind.plainSchema), reference]))]
    case .estimate(let kind):
      return [("anyOf", .array([.object(kind.plainSchema), FieldTable.estimate(of: kind).schema]))]
    case .list(let kind, let count):
      return [
        ("type", .text("array")), ("items", .object(kind.schema)),
        ("minItems", .number("\(count.lowerBound)")), ("maxItems", .number("\(count.upperBound)")),
      ]
    default:
      guard let table else { return plainSchema }
      // Inside, the value stands alone.
      let key = JSONValue.object(plainSchema)
      let source = table["source"]?.schema ?? .object([])
      let sourced = JSONValue.object([
        ("type", .text("object")), ("properties", .object([("value", key), ("source", source)])),
        ("required", .array([.text("value")])), ("additionalProperties", .bool(false)),
      ])
      return [("anyOf", .array([key, sourced]))]
    }
  }

  /// Of a value that is no mapping.
  private var plainSchema: [(String, JSONValue)] {
    func pattern(_ pattern: String) -> [(String, JSONValue)] {
      [("type", .text("string")), ("pattern", .text("^\(pattern)$"))]
    }
    func range(_ type: String, _ low: String, _ high: String) -> [(String, JSONValue)] {
      [("type", .text(type)), ("minimum", .number(low)), ("maximum", .number(high))]
    }
    switch self {
    case .version: return [("const", .number("1"))]
    case .text(let limit):
      return [
        ("type", .array([.text("string"), .text("number"), .text("boolean")])),
        ("maxLength", .number("\(limit)")),
      ]
    case .identifier: return pattern("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
    case .modality: return pattern("[A-Z0-9][A-Za-z0-9/-]{0,15}")
    case .modalityPattern: return pattern("[A-Z0-9][A-Za-z0-9/-]{0,15}\\*?")
    case .choice(let words, _): return [("enum", .array(words.map { .text($0) }))]
    case .flag:
      return [("enum", .array([.bool(true), .bool(false), .text("yes"), .text("no")]))]
    case .whole(let limits):
      return range("integer", "\(limits.lowerBound)", "\(limits.upperBound)")
    case .number(let limits):
      return range("number", Self.short(limits.lowerBound), Self.short(limits.upperBound))
    case .decimal(let most): return range("number", "0", most)
    case .quantity(let kind, _, _): return pattern("\(Self.number) ?(\(kind.unitPattern))")
    case .yearlyMoney: return pattern("\(Self.number) ?[A-Z]{3} ?/ ?year")
    case .month: return pattern("[0-9]{4}-(0[1-9]|1[0-2])")
    case .date: return pattern("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
    case .currency: return [("enum", .array(Currency.codes.map { .text($0) }))]
    case .timeZone: return [("type", .text("string"))]
    case .path: return pattern("[^/~\\\\].*")
    case .retention:
      return pattern("(never|\(Self.number) ?(\(QuantityKind.period.unitPattern)))")
    case .retentionTerm:
      return pattern(
        "(never|age [0-9]+(\\.[0-9]+)?|\(Self.number) ?(\(QuantityKind.period.unitPattern)))")
    case .leaves:
      return pattern(
        "(at end of retention|\(Self.number) ?(h|days?|months?|years?) after (acquisition|last access))"
      )
    case .moment:
      return pattern(
        "[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]) +[0-9]{1,2}:[0-5][0-9])?")
    case .window: return pattern("[0-9]{1,2}:[0-5][0-9] *- *[0-9]{1,2}:[0-5][0-9]")
    case .milestone: return pattern("(signature|go-live|[0-9]{4}-(0[1-9]|1[0-2]))")
    case .mapping, .either, .estimate, .list: return schema
    }
  }

  private static let number = "[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"
}

extension QuantityKind {
  fileprivate var unitPattern: String { units.map(\.name).joined(separator: "|") }
}

/// A JSON text with its members in order.
indirect enum JSONValue {
  case text(String)
  /// As it is written.
  case number(String)
  case bool(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let text): return text
    case .bool(let value): return value ? "true" : "false"
    case .array(let items):
      if items.isEmpty { return "[]" }
      let isFlat = items.allSatisfy { if case .object = $0 { false } else { true } }
      let parts = items.map { $0.text(indent: inner) }
      return isFlat
        ? "[\(parts.joined(separator: ", "))]"
        : "[\n\(parts.map { inner + $0 }.joined(separator: ",\n"))\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let parts = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(indent: inner))" }
      return "{\n\(parts.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
