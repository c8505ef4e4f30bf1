import Foundation
import PlanModel
import Quantities
import Reporting
import WorkbookReading

/// The problems of one workbook, in the order in which they were found.
final class ProblemList {
  /// More than anybody reads.
  private static let most = 200

  let file: String
  private(set) var all: [QuoteProblem] = []

  init(file: String) { self.file = file }

  func add(
    _ message: String, sheet: String? = nil, at cell: CellAddress? = nil, hint: String? = nil
  ) {
    guard all.count < Self.most else { return }
    let problem = QuoteProblem(
      file: file, sheet: sheet, cell: cell?.text, message: message, hint: hint)
    if !all.contains(problem) { all.append(problem) }
  }
}

/// One sheet of a returned workbook, read cell by cell: what a cell should hold is known, and what it
/// does hold is told to the list of problems where it is something else.
struct FilledSheet {
  let name: String
  private let sheet: WorkbookFile.Sheet
  private let countsFrom1904: Bool
  let problems: ProblemList

  init(_ sheet: WorkbookFile.Sheet, countsFrom1904: Bool, problems: ProblemList) {
    name = sheet.name
    self.sheet = sheet
    self.countsFrom1904 = countsFrom1904
    self.problems = problems
  }

  func fail(_ message: String, _ row: Int, _ column: Int, hint: String? = nil) {
    problems.add(message, sheet: name, at: CellAddress(row, column), hint: hint)
  }

  /// Whether something is typed into a cell.
  func isFilled(_ row: Int, _ column: Int) -> Bool {
    switch sheet[row, column]?.value {
    case nil, .empty?: false
    case .text(let text)?: !text.onOneLine.isEmpty
    default: true
    }
  }

  /// Text on one line.
  func text(_ row: Int, _ column: Int, limit: Int) -> String? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    let text: String
    switch cell.value {
    case .text(let written): text = written.onOneLine
    case .number(let number) where !cell.isDate: text = Self.plain(number)
    case .flag(let flag): text = flag ? "yes" : "no"
    default:
      fail("expected a text, found \(Self.found(cell))", row, column)
      return nil
    }
    guard text.count <= limit else {
      fail(
        "the text has \(text.count) characters, and \(limit) are the most", row, column,
        hint: "shorten it")
      return nil
    }
    return text
  }

  /// A number from 0 on.
  func number(
    _ row: Int, _ column: Int, most: Double, what: String = "the number", in currency: String? = nil
  ) -> Decimal? {
    let alone = "write \(what) alone" + (currency.map { ", in \($0)" } ?? "")
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    guard case .number(let number) = cell.value, !cell.isDate else {
      fail("expected a number, found \(Self.found(cell))", row, column, hint: alone)
      return nil
    }
    guard !cell.isPercent else {
      fail(
        "expected a number, found the percentage \(Self.found(cell))", row, column,
        hint: alone)
      return nil
    }
    guard number >= 0, number <= most else {
      fail(
        "must be from 0 to \(Self.plain(most)), found \(Self.plain(number))", row, column)
      return nil
    }
    return Self.decimal(number)
  }

  /// A share, which spreadsheets store as one: 0.05 for 5 %.
  func share(_ row: Int, _ column: Int, _ range: ClosedRange<Double>) -> Decimal? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    let limits =
      "\(Self.plain(range.lowerBound * 100)) % to \(Self.plain(range.upperBound * 100)) %"
    guard case .number(let number) = cell.value, !cell.isDate else {
      fail(
        "expected a share, found \(Self.found(cell))", row, column,
        hint: "write it with its sign: 5 %")
      return nil
    }
    guard range.contains(number) else {
      fail(
        "must be from \(limits), found \(Self.plain(number * 100)) %", row, column,
        hint: number > 1 ? "write it with its sign: \(Self.plain(number)) %" : nil)
      return nil
    }
    // Without the sign nobody knows whether 0.5 is a half, or half of one in a hundred.
    guard cell.isPercent || number == 0 else {
      fail(
        "expected a share, found the number \(Self.plain(number))", row, column,
        hint: "write it with its sign: 5 %")
      return nil
    }
    return Self.decimal(number)
  }

  /// A whole number.
  func whole(_ row: Int, _ column: Int, _ range: ClosedRange<Int>) -> Int? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    guard case .number(let number) = cell.value, !cell.isDate, number == number.rounded() else {
      fail(
        "expected a whole number, found \(Self.found(cell))", row, column,
        hint: "write it from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    guard number >= Double(range.lowerBound), number <= Double(range.upperBound) else {
      fail(
        "must be from \(range.lowerBound) to \(range.upperBound), found \(Self.plain(number))", row,
        column)
      return nil
    }
    return Int(number)
  }

  /// One of some words.
  func choice(_ row: Int, _ column: Int, _ words: [String]) -> String? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    var written: String?
    if case .text(let text) = cell.value { written = text.onOneLine }
    if case .flag(let flag) = cell.value { written = flag ? "yes" : "no" }
    if let written, let word = words.first(where: { $0.lowercased() == written.lowercased() }) {
      return word
    }
    fail(
      "cannot be \(Self.found(cell))", row, column,
      hint: words.count > 12
        ? "choose from the list in the cell" : "write one of: \(words.joined(separator: ", "))")
    return nil
  }

  /// A day.
  func day(_ row: Int, _ column: Int) -> CalendarDate? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    switch cell.value {
    case .number(let number) where cell.isDate && number >= 1 && number < 200_000:
      // Day 60 is a day that never was: spreadsheets took 1900 for a leap year.
      let first = CalendarDate(1899, 12, 30)?.dayNumber ?? 0
      return CalendarDate(dayNumber: first + Int(number) + (countsFrom1904 ? 1_462 : 0))
    case .text(let text):
      if let match = text.onOneLine.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})(T00:00:00)?/),
        let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
        (1...12).contains(month), let date = CalendarDate(year, month, day)
      {
        return date
      }
    default: break
    }
    fail(
      "expected a day, found \(Self.found(cell))", row, column, hint: "write it like 2026-11-30")
    return nil
  }

  /// A month.
  func month(_ row: Int, _ column: Int) -> String? {
    guard isFilled(row, column), let cell = sheet[row, column] else { return nil }
    if case .text(let text) = cell.value,
      let match = text.onOneLine.wholeMatch(of: /(2[01][0-9]{2})-(0[1-9]|1[0-2])/)
    {
      return String(match.0)
    }
    if cell.isDate, case .number = cell.value { return day(row, column)?.month.iso }
    fail(
      "expected a month, found \(Self.found(cell))", row, column, hint: "write it like 2027-06")
    return nil
  }

  // MARK: The form

  /// Compares everything around the input cells with the form that was sent.
  ///
  /// - Returns: Whether rows and columns stand where they should.
  func isAsSent(_ draft: SheetDraft) -> Bool {
    let fixed = draft.cells.filter { !$0.value.style.isUnlocked }.sorted {
      ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column)
    }
    for (place, cell) in fixed {
      guard case .text(let expected) = cell.content, !expected.isEmpty else { continue }
      var there: String?
      if case .text(let text)? = sheet[place.row, place.column]?.value { there = text.onOneLine }
      // What was calculated there is reported below.
      let hasFormula = sheet[place.row, place.column]?.hasFormula ?? false
      guard there != expected.onOneLine, !hasFormula else { continue }
      let words = there.map { "“\($0.shortened(to: 40))”" } ?? "nothing"
      fail(
        "expected “\(expected.shortened(to: 40))”, found \(words)", place.row, place.column,
        hint:
          "rows or columns were deleted, added or changed: fill in a fresh copy of the request")
      // All that follows has moved too.
      return false
    }
    refuseForeign { place, _ in draft.cells[CellReference(place.row, place.column)] != nil }
    return true
  }

  /// Reports formulas, errors, merged cells, and what is written outside of the form.
  func refuseForeign(besides isKnown: (CellAddress, _ text: String) -> Bool) {
    for (place, cell) in sheet.cells.sorted(by: { $0.key < $1.key }) {
      if cell.hasFormula {
        fail("holds a formula", place.row, place.column, hint: "write the value")
      } else if case .error(let error) = cell.value {
        fail(
          "holds the error \(error.prefix(20))", place.row, place.column, hint: "write the value")
      } else if isFilled(place.row, place.column), !isKnown(place, Self.text(cell)) {
        fail(
          "is no cell of the form, and holds \(Self.found(cell))", place.row, place.column,
          hint: "write it into a note, and empty this cell")
      }
    }
    for place in sheet.merged.sorted() {
      fail("is merged with other cells", place.row, place.column, hint: "take the cells apart")
    }
  }

  /// The first cell of which the number is not that of a draft, in a row and column that both have.
  func firstChange(from draft: SheetDraft) -> CellAddress? {
    let numbers = draft.cells.compactMap { place, cell -> (CellAddress, Double)? in
      guard case .number(let number) = cell.content else { return nil }
      return (CellAddress(place.row, place.column), number)
    }
    return numbers.sorted { $0.0 < $1.0 }.first { place, number in
      guard case .number(let there)? = sheet[place.row, place.column]?.value else { return true }
      return abs(there - number) > 1e-9 * max(1, abs(number))
    }?.0
  }

  // MARK: Words and numbers

  /// The text of a cell; empty where it holds something else.
  private static func text(_ cell: WorkbookFile.Cell) -> String {
    if case .text(let text) = cell.value { text.onOneLine } else { "" }
  }

  /// What a cell holds, for a message.
  private static func found(_ cell: WorkbookFile.Cell) -> String {
    switch cell.value {
    case .text(let text): "“\(text.onOneLine.shortened(to: 40))”"
    case .number(let number) where cell.isDate: "the date with the number \(plain(number))"
    case .number(let number) where cell.isPercent: "\(plain(number * 100)) %"
    case .number(let number): plain(number)
    case .flag(let flag): flag ? "TRUE" : "FALSE"
    case .error(let error): "the error \(error.prefix(20))"
    case .empty: "nothing"
    }
  }

  /// A number as a person writes it.
  static func plain(_ number: Double) -> String { "\(decimal(number))" }

  /// The decimal number of at most fifteen digits that a spreadsheet shows.
  ///
  /// A share of 5.1 % is stored as 0.051000000000000004 by some programs.
  static func decimal(_ number: Double) -> Decimal {
    let text = String(format: "%.15g", number)
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) ?? 0
  }
}
