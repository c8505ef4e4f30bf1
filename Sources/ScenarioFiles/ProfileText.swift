/// The text of a vendor profile, of which some keys are written anew and all else stays as it is.
package struct ProfileText: Sendable {
  /// One key of the file with its lines.
  private struct Part: Sendable {
    var key: String
    /// From 0; the lines before the first key of all are in no part.
    var lines: Range<Int>
  }

  /// Its lines without their breaks.
  private let lines: [Substring]
  private let parts: [Part]
  private let value: YamlValue

  /// Reads a profile; nil where it is no mapping, or not each key begins a line of its own.
  ///
  /// - Parameter text: With `\n` as line breaks.
  package init?(_ text: String) {
    guard let value = YamlReader.read(text, file: "", report: { _ in }),
      let entries = value.entries
    else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let starts = entries.map { $0.place.line - 1 }
    guard Set(starts).count == starts.count, starts == starts.sorted(),
      entries.allSatisfy({ $0.place.column == 1 })
    else { return nil }
    parts = entries.indices.map { index in
      let next = index + 1 < starts.count ? starts[index + 1] : lines.count
      var end = next
      // Comments and gaps before a key are about it, and what ends the file is about the file.
      while end > starts[index] + 1, Self.isBetween(lines[end - 1]) { end -= 1 }
      return Part(key: entries[index].key, lines: starts[index]..<end)
    }
    self.lines = lines
    self.value = value
  }

  /// The keys of the file, in its order.
  package var keys: [String] { parts.map(\.key) }

  /// What is written under keys inside each other; nil where nothing is, or more than a word.
  package func text(_ path: String...) -> String? {
    var value: YamlValue? = value
    for key in path { value = value?[key] }
    return value?.withoutSource.text
  }

  /// The profile with other lines for some keys.
  ///
  /// - Parameters:
  ///   - head: Lines before all others.
  ///   - changes: The new lines of keys, in order; none takes the key away. A key that the file does not have
  ///     comes after `anchor`.
  ///   - anchor: A key of the file.
  /// - Returns: The lines, and for each that is new its key and its number among the key's new ones.
  package func replacing(
    head: [String], _ changes: [(key: String, lines: [String])], after anchor: String
  ) -> (lines: [String], origins: [(key: String, line: Int)?]) {
    var result = head
    var origins = [(key: String, line: Int)?](repeating: nil, count: head.count)
    func put(_ change: (key: String, lines: [String])) {
      for (number, line) in change.lines.enumerated() {
        result.append(line)
        origins.append((change.key, number))
      }
    }
    func keep(_ range: Range<Int>) {
      result += lines[range].map(String.init)
      origins += [(key: String, line: Int)?](repeating: nil, count: range.count)
    }
    let known = Set(keys)
    var place = 0
    for part in parts {
      keep(place..<part.lines.lowerBound)
      if let change = changes.first(where: { $0.key == part.key }) {
        put(change)
      } else {
        keep(part.lines)
      }
      if part.key == anchor { changes.filter { !known.contains($0.key) }.forEach(put) }
      place = part.lines.upperBound
    }
    keep(place..<lines.count)
    return (result, origins)
  }

  /// Whether a line is empty, or a comment at its beginning.
  private static func isBetween(_ line: Substring) -> Bool {
    line.hasPrefix("#") || line.allSatisfy(\.isWhitespace)
  }
}
