import PlanModel

/// Makes the retention policy of the plan.
enum RetentionBuilder {
  /// The policy, from a scenario in which the checks found no error.
  static func policy(_ scenario: Section) -> RetentionPolicy {
    var policy = RetentionPolicy(
      purges: scenario.section("retention")?.flag("purge") ?? false,
      rules: rules(scenario).map { known($0.rule) })
    policy.hold = scenario.section("retention")?.number("legal-hold") ?? 0
    return policy
  }

  /// Every rule with the changes that events bring, the default first; nil is a rule that cannot
  /// be read.
  static func rules(_ scenario: Section) -> [(key: String, rule: RetentionRule?)] {
    let retention = scenario.section("retention")
    let standard = retention?.written("default").map { ($0, "default") }
    let written =
      (standard.map { [$0] } ?? [])
      + (retention?.named ?? []).map { ($0.entry.value, $0.entry.key) }
    let events = scenario.sections("events").filter { $0.text("change") == "retention" }
    func rule(_ key: String, _ period: RetentionPeriod?) -> (key: String, rule: RetentionRule?) {
      let changes = events.filter { $0.text("modality") == key }.compactMap(change)
      // Events of one month keep their order.
      let ordered = changes.enumerated().sorted {
        ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
      }.map(\.element)
      return (
        key, period.map { RetentionRule(modalities: key, period: $0, changes: ordered) }
      )
    }
    return (standard == nil ? [rule("default", .years(nil))] : [])
      + written.map { value, key in rule(key, period(value, in: scenario.file)) }
  }

  private static func change(_ event: Section) -> RetentionChange? {
    guard let on = event.month("on"),
      let period = event.written("keep").flatMap({ period($0, in: event.file) })
    else { return nil }
    return RetentionChange(on: on, period: period)
  }

  /// A period as written, in any of its forms; nil where it cannot be read.
  static func period(_ value: YamlValue, in file: String) -> RetentionPeriod? {
    guard value.entries != nil, let table = RetentionFields.rule.table else {
      guard let text = value.text,
        case .limit(let years)? = try? FieldKind.retention.read(text, isPlain: true, example: "")
      else { return nil }
      return .years(years)
    }
    let section = Section(table: table, value: value, file: file)
    if let years = section.limit("value") { return .years(years) }
    if let terms = terms(section.written("later-of")) {
      return .years(RetentionPeriod.latest(terms.map { $0.years(atAge: 0) }))
    }
    if case .some(.some(let years)) = section.limit("after-last-contact"),
      let further = section.number("further-contact")
    {
      return .lastContact(years: years, further: further)
    }
    if let rolling = section.limit("rolling"), let otherwise = section.limit("otherwise"),
      let returns = section.number("returns")
    {
      return .rolling(years: rolling, otherwise: otherwise, returns: returns)
    }
    guard let adult = section.limit("adult"), let share = section.number("minor-share") else {
      return nil
    }
    let minor =
      section.text("minor").flatMap { try? [FieldKind.term($0)] }
      ?? terms(section.section("minor")?.written("later-of"))
    return minor.map { .byAge(adult: adult, minor: $0, minorShare: share) }
  }

  private static func terms(_ list: YamlValue?) -> [RetentionTerm]? {
    guard let items = list?.items, !items.isEmpty else { return nil }
    let terms = items.compactMap { item in
      item.withoutSource.text.flatMap { try? FieldKind.term($0) }
    }
    return terms.count == items.count ? terms : nil
  }
}
