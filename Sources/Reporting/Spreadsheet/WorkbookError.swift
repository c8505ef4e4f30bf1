/// What the workbook's writer refuses, before the C library would write a damaged file.
public enum WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sheet's name breaks a rule of spreadsheets.
  case sheetName(String, reason: String)
  /// The defined name breaks a rule of spreadsheets.
  case definedName(String, reason: String)
  /// The cell lies outside a sheet.
  case outsideSheet(row: Int, column: Int)
  /// The cell has been written before.
  case writtenTwice(sheet: String, cell: String)
  /// The number is not finite.
  case notFinite(sheet: String, cell: String)
  /// The text is longer than a cell holds.
  case tooLong(sheet: String, cell: String, length: Int)
  /// The formula cannot be right.
  case formula(String, reason: String)
  /// No such sheet, or none at all.
  case noSheet
  /// The file cannot be written; the library's or the system's own words.
  case output(OutputError)
  /// The file was written but is damaged.
  case damaged(path: String, reason: String)

  /// In words.
  public var description: String {
    switch self {
    case .sheetName(let name, let reason): "sheet name '\(name)': \(reason)"
    case .definedName(let name, let reason): "defined name '\(name)': \(reason)"
    case .outsideSheet(let row, let column): "row \(row), column \(column) is outside a sheet"
    case .writtenTwice(let sheet, let cell): "cell \(cell) of '\(sheet)' is written twice"
    case .notFinite(let sheet, let cell): "the number for cell \(cell) of '\(sheet)' is not finite"
    case .tooLong(let sheet, let cell, let length):
      "the text for cell \(cell) of '\(sheet)' has \(length) characters, a cell holds 32767"
    case .formula(let formula, let reason): "formula '\(formula)': \(reason)"
    case .noSheet: "a workbook has at least one sheet"
    case .output(let error): error.description
    case .damaged(let path, let reason): "\(path) is damaged after writing: \(reason)"
    }
  }
}
