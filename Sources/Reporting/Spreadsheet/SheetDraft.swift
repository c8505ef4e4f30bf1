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
  /// Cells that take one of a few words.
  package var choices: [CellReference: [String]] = [:]
  package var charts: [PlacedChart] = []
  package var tabColour: UInt32?
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
    cells[place] = Cell(content: content, style: style)
  }

  /// Puts text into a cell.
  package mutating func put(
    _ text: String, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()
  ) { put(.text(text), row, column, style) }

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
  /// For who cannot see it.
  package var description: String
  package var series: [Series]
}
