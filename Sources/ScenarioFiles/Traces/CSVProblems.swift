import PlanModel

/// Takes lines of a CSV file apart and collects what is wrong with them.
struct CSVProblems {
  /// What messages call the file.
  let name: String
  /// Every problem, in the order in which they were found.
  private(set) var all: [Diagnostic] = []
  /// The lines that problems are about.
  private(set) var shown: [Int: String] = [:]

  init(name: String) { self.name = name }

  /// Whether one of them stops the run.
  var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Finds the fields of a line; quotes around one and spaces beside it do not belong to it.
  static func split(_ line: CSVLines.Line, into fields: inout [Range<Int>]) {
    fields.removeAll(keepingCapacity: true)
    var begin = 0
    for place in 0...line.count where place == line.count || line[place] == 0x2C {
      var (first, last) = (begin, place)
      while first < last, line[first] == 0x20 || line[first] == 0x09 { first += 1 }
      while first < last, line[last - 1] == 0x20 || line[last - 1] == 0x09 { last -= 1 }
      if last - first >= 2, line[first] == 0x22, line[last - 1] == 0x22 {
        first += 1
        last -= 1
      }
      fields.append(first..<last)
      begin = place + 1
    }
  }

  /// A field as text that can be shown.
  static func text(_ field: CSVLines.Line.SubSequence) -> String {
    String(
      String.UnicodeScalarView(
        String(decoding: field, as: UTF8.self).unicodeScalars.map {
          $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
        }))
  }

  /// Reads the first line.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - known: The columns that there can be.
  /// - Returns: nil where something is wrong with it.
  mutating func columns<Column: RawRepresentable<String> & Hashable>(
    of line: CSVLines.Line, among known: [Column]
  ) -> [Column]? {
    if line.contains(0) {
      let isWide =
        line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF])
        || line.count > 1 && (line[0] == 0) != (line[1] == 0)
      report(
        1, 0, line, "not-text",
        isWide ? "the file is UTF-16, and must be UTF-8" : "the file is not a text file",
        hint: "save it as CSV in UTF-8")
      return nil
    }
    if line.contains(0x0D) {
      report(
        1, 0, line, "wrong-line", "the file's line breaks are carriage returns alone",
        hint: "save it with the line breaks of Unix or Windows")
      return nil
    }
    var fields: [Range<Int>] = []
    Self.split(line, into: &fields)
    let names = known.map(\.rawValue)
    var columns: [Column] = []
    for field in fields {
      let written = Self.text(line[field])
      guard let column = Column(rawValue: written), known.contains(column) else {
        report(
          1, field.lowerBound, line, "unknown-column", "unknown column '\(written.excerpt)'",
          hint: written.contains(";")
            ? "separate columns by commas"
            : written.nearest(in: names).map { "did you mean '\($0)'?" }
              ?? "columns: \(names.joined(separator: ", ")); delete any other")
        continue
      }
      if columns.contains(column) {
        report(
          1, field.lowerBound, line, "duplicate-column", "the column '\(written)' is there twice",
          hint: "keep one")
      }
      columns.append(column)
    }
    return hasErrors ? nil : columns
  }

  /// Reports a value that is not what its column holds.
  mutating func report(
    _ number: Int, _ field: Range<Int>, of line: CSVLines.Line, in column: String, _ code: String,
    _ message: String, hint: String
  ) {
    let text = Self.text(line[field])
    report(
      number, field.lowerBound, line, code,
      text.isEmpty ? "'\(column)' has no value" : "'\(text.excerpt)' \(message)", hint: hint)
  }

  /// Reports a problem somewhere in a line.
  mutating func report(
    _ number: Int, _ offset: Int, _ line: CSVLines.Line, _ code: String, _ message: String,
    hint: String
  ) {
    shown[number] = String(decoding: line, as: UTF8.self)
    let column = String(decoding: line[..<offset], as: UTF8.self).unicodeScalars.count + 1
    report(.error, code, message, line: number, column: column, hint: hint)
  }

  /// Reports a problem without showing its line.
  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, line: Int,
    column: Int = 1, hint: String? = nil
  ) {
    all.append(
      Diagnostic(
        severity, code, message, at: SourceLocation(file: name, line: line, column: column),
        hint: hint))
  }

  /// Reports a line that has more or fewer values than the header has columns.
  mutating func wrongCount(_ number: Int, _ line: CSVLines.Line, found: Int, columns: Int) {
    report(
      number, 0, line, "wrong-count",
      "the line has \(found) value\(found == 1 ? "" : "s"), and the header \(columns) columns",
      hint: "write one value for each column, without commas inside")
  }
}
