import PlanModel
import Yams

/// Turns the text of a file into values with their places, and reports what is not plain YAML.
///
/// Anchors, aliases and tags are not part of the format: a few lines of them can unfold to more than
/// fits into memory, as keys even while the file is read. Telling them from a `*` in a comment or a
/// quoted text takes a YAML parser, so their three marks are replaced by characters that no file
/// may contain before the parser sees them; a plain scalar that begins with one was such a token.
struct YamlReader {
  /// How deep mappings and lists may be nested.
  static let deepest = 32

  let file: String
  let report: (Diagnostic) -> Void
  var scalars: [Unicode.Scalar]
  /// The first letters of keys that were replaced to tell them from a later key of the same name.
  private var originals: [Unicode.Scalar] = []

  /// Reads a file's text.
  ///
  /// - Returns: nil where there is nothing to go on with; then a problem has been reported.
  static func read(
    _ text: String, file: String, report: @escaping (Diagnostic) -> Void
  ) -> YamlValue? {
    var reader = YamlReader(file: file, scalars: Array(text.unicodeScalars), report: report)
    return reader.read()
  }

  private init(
    file: String, scalars: [Unicode.Scalar], report: @escaping (Diagnostic) -> Void
  ) {
    self.file = file
    self.scalars = scalars
    self.report = report
  }

  private mutating func read() -> YamlValue? {
    guard hasOnlyText(), isNotTooDeep() else { return nil }
    for index in scalars.indices {
      if let mask = Mask(marking: scalars[index]) { scalars[index] = mask.replacement }
    }
    // Each duplicate costs one more pass; what is left over then is reported by its first place.
    var passes = min(40, 400_000 / max(1, scalars.count))
    while true {
      passes -= 1
      do {
        guard let node = try Yams.compose(yaml: string, .basic) else {
          fail("empty-file", "the file is empty", 1, 1, hint: "it starts with 'pacsplan: 1'")
          return nil
        }
        return value(node, depth: 1)
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(let keys, let context) = error {
          if let index = index(of: context.mark), let mask = Mask(rawValue: scalars[index].value) {
            refuse(mask, context.mark.line, context.mark.column)
            return nil
          }
          if passes > 0, rename(at: context.mark) { continue }
          fail(
            "duplicate-key", "the key '\(restored(keys.first ?? "").excerpt)' is there twice",
            context.mark.line, context.mark.column, hint: "delete one of them")
          return nil
        }
        explain(error)
        return nil
      } catch {
        fail("yaml", "the file cannot be read as YAML", 1, 1)
        return nil
      }
    }
  }

  private var string: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  func fail(
    _ code: String, _ message: String, _ line: Int, _ column: Int, hint: String? = nil
  ) {
    report(
      Diagnostic(
        .error, code, message, at: SourceLocation(file: file, line: line, column: column),
        hint: hint))
  }

  // MARK: - Before parsing

  /// The marks of anchors, aliases and tags.
  enum Mask: UInt32, CaseIterable {
    case anchor = 0xE001
    case alias = 0xE002
    case tag = 0xE003

    init?(marking scalar: Unicode.Scalar) {
      switch scalar {
      case "&": self = .anchor
      case "*": self = .alias
      case "!": self = .tag
      default: return nil
      }
    }

    var original: Unicode.Scalar {
      switch self {
      case .anchor: "&"
      case .alias: "*"
      case .tag: "!"
      }
    }

    var replacement: Unicode.Scalar { Unicode.Scalar(rawValue) ?? original }

    var name: String {
      switch self {
      case .anchor: "an anchor"
      case .alias: "an alias"
      case .tag: "a tag"
      }
    }
  }

  private static let firstKeyMask: UInt32 = 0xE100

  private func hasOnlyText() -> Bool {
    for index in scalars.indices {
      let value = scalars[index].value
      let isControl = value < 0x20 && value != 0x09 && value != 0x0A
      let isBreak = value == 0x85 || value == 0x2028 || value == 0x2029
      guard
        isControl || isBreak || value == 0x7F || (0xE000...0xF8FF).contains(value)
          || value == 0xFEFF
      else { continue }
      let place = place(of: index)
      fail(
        "not-text", "the character U+\(hexadecimal(value)) cannot be in a text file", place.line,
        place.column, hint: "save the file as plain text in UTF-8")
      return false
    }
    return true
  }

  /// Refuses a file with far more open brackets than any plan has, whatever they stand for, since
  /// the parser's time grows with the square of their depth.
  private func isNotTooDeep() -> Bool {
    var depth = 0
    for index in scalars.indices {
      switch scalars[index] {
      case "[", "{": depth += 1
      case "]", "}": depth = max(0, depth - 1)
      default: continue
      }
      guard depth > 100 else { continue }
      let place = place(of: index)
      reportDepth(place.line, place.column)
      return false
    }
    return true
  }

  private func reportDepth(_ line: Int, _ column: Int) {
    fail(
      "too-deep", "lists and mappings are nested more than \(Self.deepest) levels deep", line,
      column,
      hint: "a bracket may not be closed")
  }

  func place(of index: Int) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for other in 0..<index where scalars[other] == "\n" {
      line += 1
      start = other + 1
    }
    return (line, index - start + 1)
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: - Duplicate keys

  /// Gives the key at a mark a name of its own, so that the parser goes on to the next.
  private mutating func rename(at mark: Mark) -> Bool {
    guard let start = index(of: mark) else { return false }
    let first = scalars[start] == "\"" || scalars[start] == "'" ? start + 1 : start
    guard first < scalars.count, scalars[first].value < 0xE000, scalars[first] != "\\",
      scalars[first] != "[", scalars[first] != "{", scalars[first] != "?",
      let replacement = Unicode.Scalar(Self.firstKeyMask + UInt32(originals.count))
    else { return false }
    originals.append(scalars[first])
    scalars[first] = replacement
    return true
  }

  func index(of mark: Mark) -> Int? {
    var line = 1
    var index = 0
    while line < mark.line, index < scalars.count {
      if scalars[index] == "\n" { line += 1 }
      index += 1
    }
    index += mark.column - 1
    return index < scalars.count ? index : nil
  }

  // MARK: - After parsing

  func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0xE000 }) else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let mask = Mask(rawValue: scalar.value) {
        view.append(mask.original)
      } else if scalar.value >= Self.firstKeyMask,
        scalar.value < Self.firstKeyMask + UInt32(originals.count)
      {
        view.append(originals[Int(scalar.value - Self.firstKeyMask)])
      } else {
        view.append(scalar)
      }
    }
    return String(view)
  }

  private func value(_ node: Node, depth: Int) -> YamlValue {
    let mark = node.mark
    var result = YamlValue(content: .refused, line: mark?.line ?? 1, column: mark?.column ?? 1)
    guard depth <= Self.deepest else {
      reportDepth(result.line, result.column)
      return result
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, let first = scalar.string.unicodeScalars.first,
        let mask = Mask(rawValue: first.value)
      {
        refuse(mask, result.line, result.column)
      } else {
        result.content = .scalar(restored(scalar.string), isPlain: isPlain)
      }
    case .sequence(let sequence):
      result.content = .list(sequence.map { value($0, depth: depth + 1) })
    case .mapping(let mapping):
      result.content = .mapping(entries(mapping, depth: depth))
    case .alias:
      refuse(.alias, result.line, result.column)
    }
    return result
  }

  private func entries(_ mapping: Node.Mapping, depth: Int) -> [YamlEntry] {
    var entries: [YamlEntry] = []
    var lines: [String: Int] = [:]
    var commas: [Int: String] = [:]
    for (key, node) in mapping {
      let place = value(key, depth: depth + 1)
      let inner = value(node, depth: depth + 1)
      guard case .scalar(let name, _) = place.content else {
        if case .refused = place.content { continue }
        fail(
          "wrong-key", "\(place.description) cannot be a key", place.line, place.column,
          hint: "a key is a word followed by ':'")
        continue
      }
      // In a mapping in braces a decimal comma begins a key of its own: `{ low: 2,5 % }`.
      if inner.isEmpty, let last = entries.last, last.value.line == place.line,
        case .scalar(let head, true) = last.value.content,
        let number = joined(commas[entries.count - 1] ?? head, name)
      {
        commas[entries.count - 1] = number
        continue
      }
      if name == "<<" {
        fail(
          "yaml-feature", "merge keys ('<<') are not part of the format", place.line, place.column,
          hint: "write the keys out")
      } else if let line = lines[name] {
        fail(
          "duplicate-key", "the key '\(name.excerpt)' is there twice", place.line, place.column,
          hint: "the first is in line \(line); delete one of them")
      } else {
        lines[name] = place.line
        entries.append(YamlEntry(key: name, place: place, value: inner))
      }
    }
    for (index, number) in commas {
      refuse(number, of: &entries[index])
    }
    return entries
  }

  /// A number that commas have cut in two; nil where the pieces are none.
  private func joined(_ head: String, _ tail: String) -> String? {
    guard head.wholeMatch(of: /[-+]?[0-9]+(,[0-9]+)*/) != nil,
      tail.wholeMatch(of: /[0-9]+[ A-Za-z%\/]*/) != nil
    else { return nil }
    return "\(head),\(tail)"
  }

  private func refuse(_ number: String, of entry: inout YamlEntry) {
    let digits = WrittenNumber.split(number).number.drop { $0 == "+" || $0 == "-" }
    guard let problem = WrittenNumber.separators(digits, in: number) else { return }
    fail(
      problem.code, "'\(entry.key.excerpt)' \(problem.message)", entry.value.line,
      entry.value.column, hint: problem.hint)
    entry.value.content = .refused
  }

  func refuse(_ mask: Mask, _ line: Int, _ column: Int) {
    fail(
      "yaml-feature",
      "\(mask.name) ('\(mask.original)' before a name) is not part of the format", line, column,
      hint: mask == .tag
        ? "delete it, or put the text in quotes" : "write the value out, or put the text in quotes")
  }
}
