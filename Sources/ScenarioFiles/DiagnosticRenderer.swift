public import PlanModel

/// Writes problems as text, each with the line it is about.
///
///     clinic.yaml:2:15: error: no modality 'MGG' in the catalogue [unknown-modality]
///       2 |   - modality: MGG
///         |               ^
///       help: did you mean 'MG'?
public struct DiagnosticRenderer {
  /// The most columns of a line that are shown.
  private static let width = 100

  private let lines: [String: [Substring]]
  private let shown: [String: [Int: String]]

  /// Makes a renderer that can show lines of these files.
  public init(_ inputs: [InputFile]) {
    lines = Dictionary(
      inputs.map { ($0.name, $0.text.split(separator: "\n", omittingEmptySubsequences: false)) },
      uniquingKeysWith: { first, _ in first })
    shown = Dictionary(
      inputs.filter { !$0.shown.isEmpty }.map { ($0.name, $0.shown) },
      uniquingKeysWith: { first, _ in first })
  }

  private func line(_ number: Int, of file: String) -> Substring? {
    if let line = shown[file]?[number] { return line[...] }
    guard let all = lines[file], number >= 1, number <= all.count else { return nil }
    return all[number - 1]
  }

  /// All problems, one after the other; empty where there are none.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined()
  }

  /// One problem; ends with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location
    var text =
      "\(place.file):\(place.line):\(place.column): \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code)]\n"
    if let line = line(place.line, of: place.file) {
      let (excerpt, caret) = excerpt(of: line, column: place.column)
      if !excerpt.allSatisfy({ $0 == " " }) {
        let number = String(place.line)
        let gap = String(repeating: " ", count: number.count)
        text += "  \(number) | \(excerpt)\n  \(gap) | \(String(repeating: " ", count: caret))^\n"
      }
    }
    if let hint = diagnostic.hint { text += "  help: \(hint)\n" }
    return text
  }

  /// The part of a line around a column, and how far the column is from its start.
  private func excerpt(of line: Substring, column: Int) -> (String, Int) {
    var shown = line.unicodeScalars.map { scalar -> Unicode.Scalar in
      // A tab counts as one column, and what cannot be shown as a mark.
      scalar == "\t" ? " " : scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar
    }
    var caret = min(max(0, column - 1), shown.count)
    if shown.count > Self.width {
      let start = max(0, min(caret - Self.width / 2, shown.count - Self.width))
      let end = start + Self.width
      let isCutAfter = end < shown.count
      shown = Array(shown[start..<end])
      caret -= start
      if start > 0 { shown.replaceSubrange(0..<3, with: "...".unicodeScalars) }
      if isCutAfter { shown.replaceSubrange((Self.width - 3)..., with: "...".unicodeScalars) }
    }
    // The caret stands under the character, however many scalars it is made of.
    func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    var text = string(shown)
    while text.last == " " { text.removeLast() }
    return (text, string(shown[..<caret]).count)
  }
}
