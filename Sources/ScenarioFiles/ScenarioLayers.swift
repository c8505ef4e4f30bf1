/// Lays a scenario over the one that it is based on.
///
/// - A key that both have is the upper file's, except that
/// - mappings are joined by their keys, one level deep: a site that both name is the upper file's;
/// - entries are added to lists, and one that both name stands where it stood, as the upper file has
///   it.
///
/// A mapping keeps the `source` of each file, since it is about that file's values alone.
struct ScenarioLayers {
  /// What makes two entries of a list the same; nil where nothing does.
  var identity: (_ key: String, _ entry: YamlValue) -> String?

  /// The upper scenario with what it takes from the lower.
  func joined(_ upper: YamlValue, onto lower: YamlValue) -> YamlValue {
    var result = merged(upper, onto: lower) { key, upper, lower in
      guard let kind = ScenarioFields.file[key]?.kind else { return upper }
      if kind.joined != nil, upper.entries != nil, lower.entries != nil {
        return merged(upper, onto: lower) { _, upper, _ in upper }
      }
      if case .list = kind, let added = upper.items, let there = lower.items {
        var list = upper
        list.content = .list(extended(there, by: added, key))
        return list
      }
      return upper
    }
    result.content = .mapping((result.entries ?? []).filter { $0.key != "based-on" })
    return result
  }

  private func merged(
    _ upper: YamlValue, onto lower: YamlValue,
    _ value: (_ key: String, _ upper: YamlValue, _ lower: YamlValue) -> YamlValue
  ) -> YamlValue {
    var entries = lower.entries ?? []
    for entry in upper.entries ?? [] {
      guard entry.key != "source", let place = entries.firstIndex(where: { $0.key == entry.key })
      else {
        entries.append(entry)
        continue
      }
      entries[place] = YamlEntry(
        key: entry.key, place: entry.place,
        value: value(entry.key, entry.value, entries[place].value))
    }
    var result = upper
    result.content = .mapping(entries)
    return result
  }

  private func extended(
    _ there: [YamlValue], by added: [YamlValue], _ key: String
  ) -> [YamlValue] {
    var list = there
    var places: [String: Int] = [:]
    for (place, entry) in there.enumerated() {
      if let name = identity(key, entry) { places[name] = places[name] ?? place }
    }
    for entry in added {
      // A second one of the same name is there twice, which is reported.
      if let name = identity(key, entry), let place = places.removeValue(forKey: name) {
        list[place] = entry
      } else {
        list.append(entry)
      }
    }
    return list
  }
}

extension FieldKind {
  /// The mapping whose keys are joined with those of the scenario that this one is based on.
  var joined: FieldTable? {
    switch self {
    case .mapping(let table), .either(_, let table): table
    default: nil
    }
  }
}
