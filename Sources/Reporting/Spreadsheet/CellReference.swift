/// A cell by row and column, both from 0, as formulas name it.
package struct CellReference: Hashable, Sendable {
  /// From 0.
  package var row: Int
  /// From 0.
  package var column: Int

  /// Rows of a sheet.
  package static let rows = 1_048_576
  /// Columns of a sheet.
  package static let columns = 16_384

  /// Makes a reference.
  package init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  /// Which of row and column stay when a formula is copied.
  package enum Fixed { case none, row, column, both }

  /// As a formula writes it: `$B$3`.
  package func text(_ fixed: Fixed = .none) -> String {
    let columnMark = fixed == .column || fixed == .both ? "$" : ""
    let rowMark = fixed == .row || fixed == .both ? "$" : ""
    return "\(columnMark)\(Self.letters(column))\(rowMark)\(row + 1)"
  }

  /// A column's letters: 0 is A, 26 is AA.
  package static func letters(_ column: Int) -> String {
    var result = ""
    var rest = column + 1
    while rest > 0 {
      result = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + result
      rest = (rest - 1) / 26
    }
    return result
  }
}

/// The names of sheets.
package enum SheetName {
  /// Characters that a sheet's name may not hold.
  private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
  /// UTF-16 units that a sheet's name may have.
  private static let limit = 31

  /// What a name breaks; nil where it is sound.
  package static func problem(with name: String, among others: [String]) -> String? {
    if name.isEmpty { return "is empty" }
    if name.utf16.count > limit { return "is longer than \(limit) characters" }
    if name.contains(where: forbidden.contains) { return "holds one of [ ] : * ? / \\" }
    if name.hasPrefix("'") || name.hasSuffix("'") { return "begins or ends with an apostrophe" }
    if name != name.onOneLine { return "holds control characters or stray spaces" }
    if name.lowercased() == "history" { return "is a name that spreadsheets keep for themselves" }
    if others.contains(where: { $0.lowercased() == name.lowercased() }) { return "is used twice" }
    return nil
  }

  /// A sound name as near as can be to any text.
  ///
  /// - Parameters:
  ///   - text: Such as a vendor's name.
  ///   - others: The names taken already.
  /// - Returns: At most 31 characters, cut between words where there is one.
  package static func sound(_ text: String, among others: [String]) -> String {
    var base = String(text.onOneLine.map { forbidden.contains($0) || $0 == "'" ? "-" : $0 })
    // Spreadsheets read _x0041_ as a letter.
    base = base.replacing("_x", with: "-x").onOneLine
    // What stands in brackets at the end is said elsewhere.
    if base.utf16.count > limit, let match = base.firstMatch(of: #/ *\([^()]*\)$/#) {
      base.removeSubrange(match.range)
    }
    if base.isEmpty || base.lowercased() == "history" { base = "Vendor" }
    var name = cut(base, to: limit)
    var number = 2
    while problem(with: name, among: others) != nil {
      let suffix = " (\(number))"
      name = cut(base, to: limit - suffix.utf16.count) + suffix
      number += 1
    }
    return name
  }

  /// As a formula writes it, always in quotes.
  package static func quoted(_ name: String) -> String {
    "'\(name.replacing("'", with: "''"))'"
  }

  private static func cut(_ text: String, to units: Int) -> String {
    var result = text
    while result.utf16.count > units { result.removeLast() }
    // Between words where that leaves most of the name.
    if result.count < text.count, let space = result.lastIndex(of: " "),
      result.distance(from: result.startIndex, to: space) * 3 > units * 2
    {
      result = String(result[..<space])
    }
    while result.hasSuffix(" ") { result.removeLast() }
    return result
  }
}
