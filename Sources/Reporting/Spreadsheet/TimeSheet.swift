import Costing
import Evaluation
import PlanModel
import Quantities

/// A sheet whose columns are times: its head, its blocks of rows, and a check that adds up those of
/// its blocks.
///
/// All sheets of this kind have the same head and the same columns, so that a time can be followed
/// from one to the next. A row has one formula for its years and one for its months.
struct TimeSheet {
  /// What stands over the columns that describe a row.
  struct Heads {
    var category = ""
    var kind = ""
    var detail = ""
    var total = "All years"
    /// Wider columns than usual, by column.
    var widths: [Int: Double] = [:]
  }

  /// How much of time a sheet shows.
  enum Span { case years, months }

  var draft: SheetDraft
  let axis: TimeAxis
  /// The next row to be filled.
  var row = Self.firstRow
  private(set) var checkRows: [Int] = []
  private let span: Span

  static let headRow = 3
  static let yearRow = 4
  static let monthRow = 5
  static let firstRow = 6
  /// The row that holds the sheet's own check.
  static let checkRow = 2

  init(
    _ name: String, title: String, note: String, heads: Heads, scenario: Scenario, span: Span,
    colour: UInt32
  ) {
    axis = TimeAxis(years: scenario.years)
    self.span = span
    draft = SheetDraft(name: name)
    draft.tabColour = colour
    draft.put(title, 0, 0, Looks.title)
    draft.put(note, 1, 0, Looks.note)
    let texts = ["", heads.category, heads.kind, heads.detail, "Sign", "Unit"]
    for (column, text) in texts.enumerated() {
      draft.put(
        text, Self.headRow, column,
        column == TimeAxis.sign
          ? Looks.columnHead.with { $0.alignment = .centre } : Looks.columnHead)
    }
    draft.put(heads.total, Self.headRow, TimeAxis.total, Looks.columnHeadRight)
    draft.put("Planning year", Self.yearRow, TimeAxis.label, Looks.note)
    for year in 0...axis.years {
      head(scenario.yearLabel(year), year: year, in: axis.column(year: year))
    }
    draft.widths = [
      TimeAxis.label: 38, TimeAxis.category: 12, TimeAxis.kind: 10, TimeAxis.detail: 14,
      TimeAxis.sign: 5, TimeAxis.unit: 14, TimeAxis.total: 12,
    ].merging(heads.widths) { $1 }
    for column in axis.yearColumns { draft.widths[column] = 11 }
    if span == .months {
      draft.put("Planning month", Self.monthRow, TimeAxis.label, Looks.note)
      draft.widths[axis.lastYear + 1] = 3
      for period in 0..<axis.periods {
        let column = axis.column(period: period)
        head(scenario.periodLabel(period), year: Ledger.year(of: period), in: column)
        draft.put(.number(Double(period)), Self.monthRow, column, Looks.step(.year))
        draft.widths[column] = 11
      }
    }
    draft.frozen = CellReference(Self.firstRow, 1)
    draft.repeatedRows = Self.headRow...Self.yearRow
    draft.repeatedColumns = 0...0
  }

  private mutating func head(_ text: String, year: Int, in column: Int) {
    draft.put(text, Self.headRow, column, Looks.columnHeadRight)
    draft.put(.number(Double(year)), Self.yearRow, column, Looks.step(.year))
  }

  /// Puts charts below everything, on pages of their own, with what is to be known about all of them.
  mutating func put(charts: [ChartDraft], title: String, note words: String? = nil) {
    guard !charts.isEmpty else { return }
    heading(title)
    if let words { note(words) }
    row = draft.place(charts, below: row)
  }

  /// Heads the three columns of dates of a block.
  mutating func dateHeads(_ category: String) {
    heads(["by 10 %", "by 50 %", "by 90 %"], category)
  }

  /// Heads the three columns of figures of a block that have no year.
  mutating func quantileHeads(_ category: String) {
    heads(Band.quantiles.map(\.0), category)
  }

  private mutating func heads(_ texts: [String], _ category: String) {
    // A head of its own, since the years on the sheet's top do not hold for these columns.
    for (offset, text) in texts.enumerated() {
      draft.put(text, row, TimeAxis.firstYear + offset, Looks.columnHeadRight)
    }
    draft.put(category, row, TimeAxis.category, Looks.columnHead)
    for column in 0...axis.lastYear where draft.cells[CellReference(row, column)] == nil {
      draft.put(.blank, row, column, Looks.columnHead)
    }
    row += 1
  }

  /// Puts a band into the current row, under the three heads, and goes to the next.
  mutating func quantiles(_ band: Band, scale: Double = 1, _ look: CellStyle) {
    for (offset, quantile) in Band.quantiles.enumerated() {
      let number = band[keyPath: quantile.1] / scale
      draft.put(.number(number), row, TimeAxis.firstYear + offset, look)
    }
    row += 1
  }

  /// Puts dates into the current row, under the three heads, and goes to the next.
  ///
  /// - Parameters:
  ///   - days: nil is after the plan.
  ///   - isByDay: Whether the day is shown, or the month alone.
  mutating func dates(_ days: [CalendarDate?], isByDay: Bool = false) {
    for (offset, day) in days.enumerated() {
      let text = (isByDay ? day?.iso : day?.month.iso) ?? NumberText.afterPlan
      let column = TimeAxis.firstYear + offset
      draft.put(text, row, column, CellStyle().with { $0.alignment = .right })
      // Words that stand beside each other cannot reach into the next cell.
      draft.widths[column] = max(draft.widths[column] ?? 8, TextWidth.digits(text) + 1.5)
    }
    row += 1
  }

  /// Says how far the sheet is printed: all rows, and the years.
  mutating func finish() { draft.printedTo = CellReference(row - 1, axis.lastYear) }

  // MARK: Rows

  /// Begins a block.
  mutating func heading(_ text: String) {
    row += 1
    draft.blocks.append(row)
    draft.put(text, row, 0, Looks.heading)
    for column in 1...axis.lastYear { draft.put(.blank, row, column, Looks.heading) }
    row += 1
  }

  /// Explains the rows above.
  mutating func note(_ text: String) {
    draft.put(text, row, TimeAxis.label, Looks.note)
    row += 1
  }

  /// Says what the current row is.
  mutating func label(
    _ text: String, unit: String, sign: Sign = .none, tags: [String] = [],
    look: CellStyle = Looks.plain
  ) {
    let side = Looks.unit.with {
      $0.hasLineAbove = look.hasLineAbove
      $0.wraps = true
    }
    // Set off from the label, which may fill its column.
    let tag = side.with { $0.indent = 1 }
    draft.put(text.onOneLine.shortened(to: 200), row, TimeAxis.label, look.with { $0.wraps = true })
    for (offset, column) in [TimeAxis.category, TimeAxis.kind, TimeAxis.detail].enumerated() {
      if offset < tags.count {
        draft.put(tags[offset].onOneLine.shortened(to: 200), row, column, tag)
      } else if look.hasLineAbove {
        draft.put(.blank, row, column, side)
      }
    }
    if sign != .none || look.hasLineAbove {
      draft.put(sign.rawValue, row, TimeAxis.sign, side.with { $0.alignment = .centre })
    }
    draft.put(unit, row, TimeAxis.unit, side)
  }

  /// Fills the months of the current row, go-live first; nil leaves a cell empty.
  mutating func months(_ cells: [CellContent?], _ look: CellStyle) {
    for (period, cell) in cells.enumerated() {
      if let cell { draft.put(cell, row, axis.column(period: period), look) }
    }
  }

  /// Fills the years of the current row, go-live first; nil leaves a cell empty.
  mutating func years(_ cells: [CellContent?], _ look: CellStyle) {
    for (year, cell) in cells.enumerated() {
      if let cell { draft.put(cell, row, axis.column(year: year), look) }
    }
  }

  /// Fills the years of the current row with the sums of its months, and the total with theirs.
  mutating func sumYears(_ values: [Double], total: Double?, _ look: CellStyle) {
    TimeFormulas(axis: axis, yearRow: Self.yearRow).years(
      of: row, values: values, total: total, look: look, in: &draft)
  }

  /// Fills the years of the current row with what stands in each year's last month.
  ///
  /// - Parameters:
  ///   - values: From planning year 1, or from go-live where the row has a cell there.
  ///   - monthsPerYear: The cell that says how many months a year has.
  ///   - look: Of the cells.
  mutating func closeYears(_ values: [Double], monthsPerYear: String, _ look: CellStyle) {
    let first = axis.years + 1 - values.count
    let cells = range(row, axis.firstPeriod, axis.lastPeriod, .column)
    let months = range(Self.monthRow, axis.firstPeriod, axis.lastPeriod, .both)
    for (place, value) in values.enumerated() {
      let column = axis.column(year: first + place)
      let own = CellReference(Self.yearRow, column).text(.row)
      draft.put(
        .formula("=SUMIFS(\(cells),\(months),\(own)*\(monthsPerYear))", value), row, column, look)
    }
  }

  /// Cells of one row, as a formula of this sheet writes them.
  func range(_ row: Int, _ first: Int, _ last: Int, _ fixed: CellReference.Fixed = .none) -> String
  {
    CellReference(row, first).text(fixed) + ":" + CellReference(row, last).text(fixed)
  }

  /// Cells of one column, as a formula of this sheet writes them.
  func range(rows: ClosedRange<Int>, _ column: Int, _ fixed: CellReference.Fixed) -> String {
    CellReference(rows.lowerBound, column).text(fixed) + ":"
      + CellReference(rows.upperBound, column).text(fixed)
  }

  // MARK: Checks

  /// Adds a row of differences that must be 0 in every column; its total is the largest of them.
  ///
  /// - Parameters:
  ///   - text: What is compared.
  ///   - unit: Of the differences.
  ///   - digits: The cell that says to how many decimals they must.
  ///   - number: How they look.
  ///   - columns: The columns that are checked.
  ///   - differences: Their formulas, without the equals sign.
  mutating func check(
    _ text: String, unit: String, digits: String, number: CellStyle.Number, columns: [Int],
    differences: [String]
  ) {
    label(text, unit: unit, sign: .either)
    for (column, difference) in zip(columns, differences) {
      draft.put(.formula("=ROUND(\(difference),\(digits))", 0), row, column, Looks.step(number))
    }
    guard let first = columns.first, let last = columns.last else { return }
    let cells = range(row, first, last)
    // The gap between years and months is empty and does not count. SUMPRODUCT(ABS()) would add
    // them up, but Gnumeric does not read it from a file.
    checked("=MAX(MAX(\(cells)),-MIN(\(cells)))", number)
  }

  /// Puts the formula of a check into the current row's total and goes to the next row.
  mutating func checked(_ formula: String, _ number: CellStyle.Number) {
    draft.put(.formula(formula, 0), row, TimeAxis.total, Looks.number(number))
    checkRows.append(row)
    row += 1
  }

  /// Puts the sum of all checks on the sheet's top.
  mutating func closeChecks(_ number: CellStyle.Number = .difference) {
    let cells = checkRows.map { CellReference($0, TimeAxis.total).text() }
    draft.put("Check of this sheet: 0 is right", Self.checkRow, TimeAxis.label, Looks.bold)
    draft.put(
      .formula("=SUM(\(cells.joined(separator: ",")))", 0), Self.checkRow, TimeAxis.total,
      Looks.bold(number))
    let place = CellReference(Self.checkRow, TimeAxis.total)
    draft.highlights.append(
      Highlight(
        first: place, last: place, formula: "=\(place.text(.both))<>0", look: .wrong))
  }

  /// The sheet's check as other sheets name it.
  var check: String { draft.address(Self.checkRow, TimeAxis.total) }
}

/// The formulas that turn a row's months into its years and total.
struct TimeFormulas {
  var axis: TimeAxis
  var yearRow: Int

  /// Fills years and total of a row.
  func years(
    of row: Int, values: [Double], total: Double?, look: CellStyle, in draft: inout SheetDraft,
    function: String = "SUMIFS"
  ) {
    let first = CellReference(row, axis.firstPeriod).text(.column)
    let last = CellReference(row, axis.lastPeriod).text(.column)
    let years =
      "\(CellReference(yearRow, axis.firstPeriod).text(.both)):"
      + CellReference(yearRow, axis.lastPeriod).text(.both)
    for (year, value) in values.enumerated() {
      let column = axis.column(year: year)
      let own = CellReference(yearRow, column).text(.row)
      draft.put(
        .formula("=\(function)(\(first):\(last),\(years),\(own))", value), row, column, look)
    }
    guard let total else { return }
    let from = CellReference(row, TimeAxis.firstYear).text()
    let to = CellReference(row, axis.lastYear).text()
    draft.put(.formula("=SUM(\(from):\(to))", total), row, TimeAxis.total, look)
  }
}

extension Band {
  /// The quantiles that sheets show.
  static var quantiles: [(String, KeyPath<Band, Double>)] {
    [("p10", \.p10), ("p50", \.p50), ("p90", \.p90)]
  }
}
