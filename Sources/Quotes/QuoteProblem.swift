import Reporting

/// Something in a returned workbook that has to be put right before it can be read.
public struct QuoteProblem: Hashable, Sendable, CustomStringConvertible {
  /// The workbook's name.
  public var file: String
  /// The sheet, where it is about one.
  public var sheet: String?
  /// The cell, as spreadsheets name it, where it is about one.
  public var cell: String?
  /// What is wrong, with what was found.
  public var message: String
  /// What to do about it.
  public var hint: String?

  /// Place and message on one line, the hint on the next.
  public var description: String {
    var place = file
    if let sheet { place += ": sheet \(sheet)" + (cell.map { ", cell \($0)" } ?? "") }
    // Names of files, sheets and parts come from outside, and go to a terminal.
    return "\(place.onOneLine): error: \(message.onOneLine.shortened(to: 400))"
      + (hint.map { "\n  help: \($0.onOneLine)" } ?? "")
  }
}
