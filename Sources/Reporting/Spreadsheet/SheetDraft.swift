import Quantities

/// What a cell holds.
package enum CellContent: Hashable, Sendable {
  /// Text; data, however it begins.
  case text(String)
  /// A number.
  case number(Double)
  /// A formula with the engine's value, which is shown until something is changed.
  case formula(String, Double)
  /// A formula that gives text.
  case textFormula(String, String)
  /// Nothing, but with a look.
  case blank
}

/// One sheet before it is written: values only, so that layouts can be made and tested without a
/// file.
package struct SheetDraft: Sendable {
  /// A cell with its look.
  package struct Cell: Hashable, Sendable {
    package var content: CellContent
    package var style: CellStyle
  }
  /// A chart with its place.
  package struct PlacedChart: Sendable {
    package var chart: ChartDraft
    package var row: Int
    package var column: Int
    package var width: Double
    package var height: Double
  }

  package var name: String
  package private(set) var cells: [CellReference: Cell] = [:]
  /// Widths in characters, by column.
  package var widths: [Int: Double] = [:]
  /// Heights in points, by row.
  package var heights: [Int: Double] = [:]
  /// The first row and column that scroll.
  package var frozen: CellReference?
  /// The rows repeated on each printed page.
  package var repeatedRows: ClosedRange<Int>?
  /// The columns repeated on each printed page.
  package var repeatedColumns: ClosedRange<Int>?
  /// The last row and column that are printed; nil is all.
  package var printedTo: CellReference?
  /// Rows before which a page begins.
  package var pageBreaks: [Int] = []
  /// Rows at which a block begins that is not torn apart where a page can hold it.
  package var blocks: [Int] = []
  /// The row of heads whose columns can be filtered, and the last row below them.
  package var filter: ClosedRange<Int>?
  /// What may be typed into cells.
  package var rules: [CellReference: InputRule] = [:]
  /// Cells that look different while a formula holds.
  package var highlights: [Highlight] = []
  package var charts: [PlacedChart] = []
  package var tabColour: UInt32?
  /// Over how many pages its width is spread when it is printed.
  package var pagesAcross = 1
  /// Whether pages are US Letter rather than A4.
  package var isLetter = false

  /// Makes an empty sheet.
  package init(name: String) { self.name = name }

  /// Puts something into a cell; a cell is filled once.
  package mutating func put(
    _ content: CellContent, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()
  ) {
    let place = CellReference(row, column)
    precondition(cells[place] == nil, "cell \(place.text()) of '\(name)' is filled once")
    if case .number(let number) = content, !number.isFinite {
      // A file holds no such number: a queue that never empties has waits without end.
      cells[place] = Cell(
        content: .text(NumberText.none), style: style.with { $0.alignment = .right })
      return
    }
    cells[place] = Cell(content: content, style: style)
  }

  /// Puts text into a cell.
  package mutating func put(
    _ text: String, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()
  ) { put(.text(text), row, column, style) }

  /// Makes each column as wide as its numbers need, so that none shows as ###.
  package mutating func fitWidths() {
    for (place, cell) in cells {
      guard let text = cell.numberText else { continue }
      let width = Double(text.count) * (cell.style.isBold ? 1.06 : 1) + 1.5
      widths[place.column] = max(widths[place.column] ?? 8, width)
    }
  }

  /// Makes each row as high as its cells need: spreadsheets do so only for rows that people type.
  package mutating func fitHeights() {
    for (place, cell) in cells {
      var height = cell.style.size * 1.36
      if cell.style.wraps, case .text(let text) = cell.content {
        // An indent is about three spaces; the rest is kept free, since programs' fonts differ a little.
        let width = max(4, (widths[place.column] ?? 8) - 1.5 * Double(cell.style.indent)) * 0.98
        let measure = { (text: Substring) in TextWidth.digits(text, isBold: cell.style.isBold) }
        var lines = text.broken(to: width, measure: measure).count
        // A word that is too long for a line, or nearly so, is broken after hyphens and slashes, which
        // leaves lines half empty.
        if text.split(separator: " ").contains(where: { measure($0) > 0.95 * width }) {
          let pieces = "-./".reduce(text) { $0.replacing(String($1), with: "\($1) ") }
          lines = max(lines, pieces.broken(to: width, measure: measure).count)
        }
        height *= Double(min(26, max(1, lines)))
      }
      guard height > 15.5 else { continue }
      heights[place.row] = max(heights[place.row] ?? 0, (height + 1).rounded())
    }
  }

  /// Places charts below a row, two beside each other, each pair a block; gives back the row below
  /// them. Empty rows are 20 pixels high.
  package mutating func place(_ drafts: [ChartDraft], below row: Int) -> Int {
    let width = 560.0
    var second = 0
    var left = 0.0
    while left < width + 10 {
      left += Self.pixels(widths[second])
      second += 1
    }
    let rows = 18
    for (place, chart) in drafts.enumerated() {
      let top = row + 1 + (place / 2) * rows
      if place % 2 == 0, place > 0 { blocks.append(top - 1) }
      charts.append(
        PlacedChart(
          chart: chart, row: top, column: place % 2 == 0 ? 0 : second, width: width, height: 330))
    }
    return row + 1 + (drafts.count + 1) / 2 * rows
  }

  /// A cell as formulas on other sheets name it: `'Inputs'!$B$3`.
  package func address(_ row: Int, _ column: Int) -> String {
    "\(SheetName.quoted(name))!\(CellReference(row, column).text(.both))"
  }

  /// A range of one row as charts name it.
  package func range(row: Int, from first: Int, to last: Int) -> String {
    "\(SheetName.quoted(name))!\(CellReference(row, first).text(.both)):"
      + CellReference(row, last).text(.both)
  }
}

extension SheetDraft.Cell {
  /// How long its text is; 0 for a number.
  var textLength: Int { if case .text(let text) = content { text.count } else { 0 } }

  /// The number as it is shown; nil for text.
  fileprivate var numberText: String? {
    switch content {
    case .number(let value), .formula(_, let value): style.number.text(of: value)
    case .text, .textFormula, .blank: nil
    }
  }
}

/// What an input cell is, and what may be typed into it.
package struct InputRule: Hashable, Sendable {
  /// What is accepted.
  package enum Limits: Hashable, Sendable {
    case from(Double)
    case above(Double)
    case between(Double, Double)
    case wholeFrom(Int)
    case oneOf([String])
    /// One of the words that stand in a range, named as formulas name it: too many for a list of their own.
    case listed(String)
    /// Anything: the cell only says what it is for.
    case any
  }
  /// The kind of input, shown where the cell is chosen; at most 32 characters. The check that each
  /// kind of input moves the costs as the engine does finds the kinds by it.
  package var kind: String
  package var limits: Limits
  /// What is said when something else is typed; at most 255 characters.
  package var message: String

  /// Makes a rule.
  package init(kind: String, limits: Limits, message: String) {
    self.kind = kind
    self.limits = limits
    self.message = message
  }

  static let price = InputRule(
    kind: "Price", limits: .from(0), message: "A price is a number of at least 0.")
  static let maintenance = InputRule(
    kind: "Old system's maintenance", limits: .from(0),
    message: "Maintenance is a number of at least 0.")
  static let bandPrice = InputRule(
    kind: "Price of a band", limits: .from(0), message: "A price is a number of at least 0.")
  static let salary = InputRule(
    kind: "Salary", limits: .from(0), message: "A salary is a number of at least 0.")
  static let edge = InputRule(
    kind: "Edge of a band", limits: .above(0),
    message: "A band ends at a number above 0, above the band before it.")
  static let discount = InputRule(
    kind: "Discount", limits: .between(0, 1), message: "A discount lies between 0 % and 100 %.")
  static let discountRate = rate("Discount rate")
  static let inflation = rate("Inflation")
  static let escalator = rate("Escalator")
  static let cap = InputRule(
    kind: "Cap of an escalator", limits: .between(-0.5, 1),
    message: "A cap lies between -50 % and 100 % a year; an empty cell is no cap.")
  static let onCost = InputRule(
    kind: "On-cost", limits: .from(0), message: "On-cost is a share of the salary, at least 0 %.")
  static let fromYear = InputRule(
    kind: "First year of an escalator", limits: .wholeFrom(2),
    message: "Prices rise from planning year 2 at the earliest: a whole number.")

  static let share = InputRule(
    kind: "Share of other lines", limits: .between(0, 10), message: "A share is at least 0 %.")
  static let allowance = InputRule(
    kind: "Free allowance", limits: .from(0), message: "An allowance is a number of at least 0.")
  static let commitment = InputRule(
    kind: "Commitment", limits: .from(0), message: "A commitment is a number of at least 0.")
  static let block = InputRule(
    kind: "Block", limits: .above(0), message: "A block is a number above 0.")
  static let limit = InputRule(
    kind: "Limit of an amount", limits: .from(0), message: "A limit is an amount of at least 0.")
  static let indexLess = InputRule(
    kind: "Taken off an index", limits: .between(-0.5, 1),
    message: "What is taken off an index lies between -50 % and 100 % a year.")
  static let heldYears = InputRule(
    kind: "Price hold", limits: .wholeFrom(0), message: "A planning year: a whole number.")
  static let term = InputRule(
    kind: "Term", limits: .wholeFrom(1), message: "A term is a whole number of years, at least 1.")
  static let uplift = rate("Renewal uplift")
  static let exitPrice = InputRule(
    kind: "Price of leaving", limits: .from(0), message: "A price is a number of at least 0.")
  static let notice = InputRule(
    kind: "Notice", limits: .wholeFrom(0), message: "A whole number of months, at least 0.")
  static let earlyExit = InputRule(
    kind: "Early exit", limits: .between(0, 1), message: "A share lies between 0 % and 100 %.")
  static let life = InputRule(
    kind: "Life of purchases", limits: .wholeFrom(1),
    message: "A whole number of months, at least 1.")
  static let exchangeRate = InputRule(
    kind: "Exchange rate", limits: .above(0), message: "A rate is a number above 0.")

  /// One of a few words.
  static func choice(_ kind: String, _ words: [String]) -> InputRule {
    InputRule(
      kind: kind, limits: .oneOf(words), message: "One of: \(words.joined(separator: ", ")).")
  }

  private static func rate(_ kind: String) -> InputRule {
    InputRule(
      kind: kind, limits: .between(-0.5, 1),
      message: "A rate lies between -50 % and 100 % a year.")
  }
}

/// Cells that look different while a formula holds.
package struct Highlight: Sendable {
  /// What it says.
  package enum Look: Sendable { case faint, wrong }
  package var first: CellReference
  package var last: CellReference
  package var formula: String
  package var look: Look
}

/// A chart of the workbook.
package struct ChartDraft: Sendable {
  /// Its shape.
  package enum Kind: Sendable { case line, stackedColumns }
  /// One series, by ranges of cells.
  package struct Series: Sendable {
    package var nameCell: String
    package var categories: String
    package var values: String
    package var colour: UInt32
    package var isDashed = false
  }
  package var kind: Kind
  package var title: String
  package var valueAxis: String
  package var numberFormat: String
  /// Where the value axis ends; nil leaves it to the program.
  package var greatest: Double?
  /// Every how many categories one is named; nil leaves it to the program.
  package var categoryStep: Int?
  /// For who cannot see it.
  package var description: String
  package var series: [Series]
}
