import PlanModel

/// Makes the retention policy of the plan.
enum RetentionBuilder {
  /// The policy, from a scenario in which the checks found no error.
  static func policy(_ section: Section?) -> RetentionPolicy {
    RetentionPolicy(
      purges: known(section.map { $0.flag("purge") } ?? false),
      rules: section.map(rules)?.compactMap(\.rule) ?? [
        RetentionRule(modalities: "default", years: nil)
      ])
  }

  /// Every rule, the default first, with where it stands; nil is a rule that cannot be read.
  static func rules(_ section: Section) -> [(rule: RetentionRule?, key: String, value: YamlValue)] {
    let standard = section.written("default")
    let first = standard.map { period($0, in: section.file) } ?? .some(.years(nil))
    return [
      (
        first.map { RetentionRule(modalities: "default", period: $0) }, "default",
        standard ?? section.value
      )
    ]
      + section.named.map { entry, _ in
        let period = period(entry.value, in: section.file)
        return (
          period.map { RetentionRule(modalities: entry.key, period: $0) }, entry.key, entry.value
        )
      }
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
    let terms = items.compactMap { item in item.text.flatMap { try? FieldKind.term($0) } }
    return terms.count == items.count ? terms : nil
  }
}
