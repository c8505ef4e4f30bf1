import PlanModel

/// A value of a YAML file with its place.
struct YamlValue: Sendable {
  indirect enum Content: Sendable {
    /// Text as written, and whether it stands there without quotes.
    case scalar(String, isPlain: Bool)
    case list([YamlValue])
    case mapping([YamlEntry])
    /// Something already reported.
    case refused
  }

  var content: Content
  /// From 1.
  var line: Int
  /// From 1, in Unicode scalars.
  var column: Int
  /// The file it stands in, where that may be another than that of the mapping around it.
  var file: String?

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The pairs of a mapping.
  var entries: [YamlEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a list.
  var items: [YamlValue]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// Whether nothing was written where a value belongs.
  var isEmpty: Bool {
    if case .scalar(let text, true) = content {
      text.isEmpty || text == "~" || text == "null"
    } else {
      false
    }
  }

  /// The value of a key.
  subscript(key: String) -> YamlValue? { entries?.first { $0.key == key }?.value }

  /// The value inside `{ value: 7 years, source: … }`, or this one.
  var withoutSource: YamlValue { self["value"] ?? self }

  /// What it is, for a message.
  var description: String {
    switch content {
    case .scalar(let text, let isPlain):
      isEmpty ? "nothing" : isPlain ? "'\(text.excerpt)'" : "the text \"\(text.excerpt)\""
    case .list: "a list"
    case .mapping: "a mapping"
    case .refused: "something else"
    }
  }

  /// Its place; the file is that of the mapping around it, unless the value knows its own.
  func location(in file: String) -> SourceLocation {
    SourceLocation(file: self.file ?? file, line: line, column: column)
  }

  /// The same value and all inside it, under other names of their files.
  func renamed(_ name: (String?) -> String?) -> YamlValue {
    var value = self
    value.file = name(file)
    switch content {
    case .list(let items): value.content = .list(items.map { $0.renamed(name) })
    case .mapping(let entries):
      value.content = .mapping(
        entries.map {
          YamlEntry(key: $0.key, place: $0.place.renamed(name), value: $0.value.renamed(name))
        })
    case .scalar, .refused: break
    }
    return value
  }
}

/// A key of a mapping with its value.
struct YamlEntry: Sendable {
  var key: String
  /// The key's own place.
  var place: YamlValue
  var value: YamlValue
}

extension String {
  /// At most 60 characters, without line breaks, to be quoted in a message.
  var excerpt: String {
    let line = prefix(100).map { $0.isNewline || $0 == "\t" ? " " : $0 }
    return line.count <= 60 ? String(line) : String(line.prefix(57)) + "..."
  }

  /// This example as a hint, unless it is too long to be one.
  var asHint: String? { count <= 100 ? "write it like '\(self)'" : nil }

  /// The candidate that a typing slip most likely meant: at most a third of its letters differ.
  func nearest(in candidates: some Sequence<String>) -> String? {
    let letters = Array(lowercased().prefix(64))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      let allowed = Swift.max(1, Swift.max(letters.count, other.count) / 3)
      let distance = Self.distance(letters, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
      var row = [i]
      for j in 1..<(b.count + 1) {
        var least = Swift.min(
          row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = Swift.min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
