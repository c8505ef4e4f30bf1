import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// One vendor's costs: totals by category and present cost first, then each price line with its
/// steps, by year and by month.
struct CostSheet {
  private(set) var draft: SheetDraft
  /// The rows other sheets refer to.
  private(set) var categoryRows: [CostCategory: Int] = [:]
  private(set) var totalRow = 0
  private(set) var capexRow = 0
  private(set) var opexRow = 0
  private(set) var presentRow = 0
  private(set) var perStudyRow = 0
  private(set) var checkRow = 2
  /// The row of each line's amount, in the order of the profile.
  private(set) var lineRows: [Int] = []

  private let vendor: VendorResult
  private let comparison: Comparison
  private let inputs: InputsSheet
  private let axis: TimeAxis
  private let money: CellStyle.Number
  private var row = 6

  private static let yearRow = 4
  private static let monthRow = 5

  init(
    _ vendor: VendorResult, of comparison: Comparison, inputs: InputsSheet,
    lines: [InputsSheet.Line], axis: TimeAxis, name: String
  ) {
    self.vendor = vendor
    self.comparison = comparison
    self.inputs = inputs
    self.axis = axis
    money = .money(digits: comparison.scenario.currency.digits)
    draft = SheetDraft(name: name)
    head()
    // The lines stand below the totals, which refer to them.
    let firstLine = row + comparison.categories.count + 20
    let lastLine = firstLine + CostLineBlock.height(of: vendor.ledger.lines) - 1
    totals(firstLine...lastLine)
    present()
    checks(firstLine...lastLine)
    heading("Price lines: each month's amount is rounded once")
    precondition(row == firstLine, "the totals know where the lines begin")
    for (ledger, references) in zip(vendor.ledger.lines, lines) {
      let block = CostLineBlock(
        ledger: ledger, inputs: references, sheet: inputs, axis: axis, money: money,
        currency: comparison.scenario.currency, yearRow: Self.yearRow)
      lineRows.append(row)
      row = block.put(in: &draft, at: row)
    }
    setUp()
  }

  /// A cell of this sheet as other sheets name it.
  func total(_ row: Int) -> String { draft.address(row, TimeAxis.total) }

  /// A year's cell of this sheet as other sheets name it, without fixed column.
  func year(_ year: Int, _ row: Int) -> String {
    "\(SheetName.quoted(draft.name))!\(CellReference(row, axis.column(year: year)).text(.row))"
  }

  private mutating func setUp() {
    draft.frozen = CellReference(6, TimeAxis.firstYear)
    draft.repeatedRows = 3...5
    draft.repeatedColumns = 0...0
    draft.printedTo = CellReference(row - 1, axis.lastYear)
    draft.tabColour = 0x5B7FA3
    draft.widths = [
      TimeAxis.label: 38, TimeAxis.category: 10, TimeAxis.kind: 7, TimeAxis.unit: 14,
      TimeAxis.total: 12, axis.lastYear + 1: 3,
    ]
    for column in timeColumns { draft.widths[column] = 11 }
  }

  private mutating func head() {
    let scenario = comparison.scenario
    draft.put(vendor.name, 0, 0, Looks.title)
    draft.put(
      "Base case, in \(scenario.currency.code): every uncertain value at its mean. Years stand "
        + "first, months to their right. Prices and rates are on sheet Inputs.", 1, 0, Looks.note)
    draft.put("", 3, 0, Looks.columnHead)
    let heads = ["Category", "Kind", "Unit", "All years"]
    for (place, text) in heads.enumerated() {
      draft.put(text, 3, place + 1, place == 3 ? Looks.columnHeadRight : Looks.columnHead)
    }
    draft.put("Planning year", Self.yearRow, 0, Looks.note)
    draft.put("Planning month", Self.monthRow, 0, Looks.note)
    for year in 0...axis.years {
      let column = axis.column(year: year)
      draft.put(scenario.yearLabel(year), 3, column, Looks.columnHeadRight)
      draft.put(.number(Double(year)), Self.yearRow, column, Looks.step(.year))
    }
    for period in 0..<axis.periods {
      let column = axis.column(period: period)
      draft.put(scenario.periodLabel(period), 3, column, Looks.columnHeadRight)
      draft.put(.number(Double(Ledger.year(of: period))), Self.yearRow, column, Looks.step(.year))
      draft.put(.number(Double(period)), Self.monthRow, column, Looks.step(.year))
    }
  }

  private var periodColumns: [Int] { (0..<axis.periods).map { axis.column(period: $0) } }

  private mutating func heading(_ text: String) {
    row += 1
    draft.put(text, row, 0, Looks.heading)
    for column in 1...axis.lastYear { draft.put(.blank, row, column, Looks.heading) }
    row += 1
  }

  // MARK: Totals

  private mutating func totals(_ lines: ClosedRange<Int>) {
    heading("Payments by category")
    let first = row
    for category in comparison.categories {
      categoryRows[category] = row
      label(category.title, unit: comparison.scenario.currency.code)
      let amounts = sums { $0.category == category }
      months(
        amounts, look: Looks.number(money),
        periodColumns.map { sumIf(lines, TimeAxis.category, $0) })
      years(amounts, look: Looks.number(money))
      row += 1
    }
    totalRow = row
    label("Total", unit: comparison.scenario.currency.code, look: Looks.totalLabel)
    let last = row - 1
    let amounts = sums { _ in true }
    months(
      amounts, look: Looks.total(money),
      periodColumns.map { column in
        "=SUM(\(CellReference(first, column).text()):\(CellReference(last, column).text()))"
      })
    years(amounts, look: Looks.total(money))
    row += 1
    for kind in CostKind.allCases {
      if kind == .capex { capexRow = row } else { opexRow = row }
      label(kind.title, unit: comparison.scenario.currency.code)
      let amounts = sums { $0.kind == kind }
      months(
        amounts, look: Looks.number(money), periodColumns.map { sumIf(lines, TimeAxis.kind, $0) })
      years(amounts, look: Looks.number(money))
      row += 1
    }
  }

  /// The amounts of some lines by period.
  private func sums(_ isCounted: (PriceLine) -> Bool) -> [Money] {
    vendor.ledger.lines.filter { isCounted($0.line) }.reduce(
      into: Array(repeating: .zero, count: axis.periods)
    ) { sums, line in
      for period in line.amounts.indices { sums[period] += line.amounts[period] }
    }
  }

  private mutating func label(_ text: String, unit: String, look: CellStyle = Looks.plain) {
    draft.put(text, row, TimeAxis.label, look)
    let unitLook = Looks.unit.with { $0.hasLineAbove = look.hasLineAbove }
    for column in [TimeAxis.category, TimeAxis.kind] where look.hasLineAbove {
      draft.put(.blank, row, column, unitLook)
    }
    draft.put(unit, row, TimeAxis.unit, unitLook)
  }

  /// The sum of the lines whose category or kind is this row's label.
  private func sumIf(_ lines: ClosedRange<Int>, _ criterion: Int, _ column: Int) -> String {
    let values = range(lines, column, .row)
    let labels = range(lines, criterion, .both)
    return "=SUMIFS(\(values),\(labels),\(CellReference(row, TimeAxis.label).text(.column)))"
  }

  private func range(_ rows: ClosedRange<Int>, _ column: Int, _ fixed: CellReference.Fixed)
    -> String
  {
    CellReference(rows.lowerBound, column).text(fixed) + ":"
      + CellReference(rows.upperBound, column).text(fixed)
  }

  /// Fills the months of the current row.
  private mutating func months(
    _ amounts: [Money], look: CellStyle, _ formulas: [String]
  ) {
    for (period, amount) in amounts.enumerated() {
      draft.put(
        .formula(formulas[period], comparison.major(amount)), row, axis.column(period: period),
        look)
    }
  }

  /// Fills the years of the current row with sums of its months, and the total with theirs.
  private mutating func years(_ amounts: [Money], look: CellStyle) {
    var values = [Money](repeating: .zero, count: axis.years + 1)
    for (period, amount) in amounts.enumerated() { values[Ledger.year(of: period)] += amount }
    TimeFormulas(axis: axis, yearRow: Self.yearRow).years(
      of: row, values: values.map(comparison.major),
      total: comparison.major(values.reduce(.zero, +)), look: look, in: &draft)
  }

  // MARK: Present cost

  private mutating func present() {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    let years = 0...axis.years
    heading("Net present cost")
    let time = row
    label("Discounted over", unit: "years")
    eachYear(
      Looks.step(.oneDecimal), values: times,
      years.map { "=MAX(0,\(cell(Self.yearRow, $0, .row))-\(inputs.offset))" })
    label("Discount factor", unit: "factor")
    let growth = "((1+\(inputs.discountRate))*(1+\(inputs.realShare)*\(inputs.inflation)))"
    eachYear(
      Looks.step(.factor), values: flow.discountFactors,
      years.map { "=\(growth)^-\(cell(time, $0))" })
    presentRow = row
    label("Net present cost", unit: currency.code, look: Looks.totalLabel)
    let payments = flow.total.map(comparison.major)
    draft.put(
      .formula(sum(presentRow), flow.netPresentCost), row, TimeAxis.total, Looks.total(money))
    eachYear(
      Looks.total(money), values: zip(payments, flow.discountFactors).map { $0 * $1 },
      years.map { "=\(cell(totalRow, $0))*\(cell(time + 1, $0))" })
    studies(factorRow: time + 1)
  }

  private mutating func studies(factorRow: Int) {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    let counts = [0] + comparison.demand.baseStudies
    let yearly = [0] + comparison.baseYearlyStudies
    let studyRow = row
    label("Studies", unit: "studies")
    for (period, count) in counts.enumerated() {
      draft.put(
        .number(Double(count)), row, axis.column(period: period), Looks.value(.whole))
    }
    TimeFormulas(axis: axis, yearRow: Self.yearRow).years(
      of: row, values: yearly.map(Double.init), total: Double(yearly.reduce(0, +)),
      look: Looks.step(.whole), in: &draft)
    row += 1
    let discounted = zip(yearly, flow.discountFactors).map { Double($0) * $1 }
    label("Discounted studies", unit: "studies")
    draft.put(
      .formula(sum(row), discounted.reduce(0, +)), row, TimeAxis.total, Looks.step(.oneDecimal))
    eachYear(
      Looks.step(.oneDecimal), values: discounted,
      (0...axis.years).map { "=\(cell(studyRow, $0))*\(cell(factorRow, $0))" })
    perStudyRow = row
    label("Cost a study", unit: "\(currency.code) a study", look: Looks.bold)
    let below = CellReference(row - 1, TimeAxis.total).text()
    let net = CellReference(presentRow, TimeAxis.total).text()
    draft.put(
      .formula("=IF(\(below)=0,0,\(net)/\(below))", flow.costPerStudy), row, TimeAxis.total,
      Looks.bold(.unitCost(digits: currency.digits)))
    row += 1
  }

  /// Years from go-live to the payment, as the discounting counts them.
  private var times: [Double] {
    let offset =
      switch comparison.scenario.finance.timing {
      case .start: 1.0
      case .mid: 0.5
      case .end: 0.0
      }
    return (0...axis.years).map { max(0, Double($0) - offset) }
  }

  /// A year's cell of this sheet.
  private func cell(_ row: Int, _ year: Int, _ fixed: CellReference.Fixed = .none) -> String {
    CellReference(row, axis.column(year: year)).text(fixed)
  }

  private func sum(_ row: Int) -> String {
    "=SUM(\(CellReference(row, TimeAxis.firstYear).text()):"
      + "\(CellReference(row, axis.lastYear).text()))"
  }

  /// Fills the years of the current row and goes to the next.
  private mutating func eachYear(
    _ look: CellStyle, values: [Double], _ formulas: [String]
  ) {
    for (year, formula) in formulas.enumerated() {
      draft.put(.formula(formula, values[year]), row, axis.column(year: year), look)
    }
    row += 1
  }

  // MARK: Checks

  private mutating func checks(_ lines: ClosedRange<Int>) {
    let currency = comparison.scenario.currency.code
    heading("Checks: all must be 0")
    let first = row
    let units = range(lines, TimeAxis.unit, .both)
    let unit = CellReference(totalRow, TimeAxis.unit).text(.both)
    check(
      "Lines less categories", currency,
      timeColumns.map { column in
        let total = CellReference(totalRow, column).text(.row)
        return "SUMIFS(\(range(lines, column, .row)),\(units),\(unit))-\(total)"
      })
    check(
      "CapEx and OpEx less total", currency,
      timeColumns.map { column in
        let cells = [capexRow, opexRow, totalRow].map { CellReference($0, column).text(.row) }
        return "\(cells[0])+\(cells[1])-\(cells[2])"
      })
    label("Months less years", unit: currency)
    let months =
      "\(CellReference(totalRow, axis.firstPeriod).text()):"
      + CellReference(totalRow, axis.lastPeriod).text()
    let years =
      "\(CellReference(totalRow, TimeAxis.firstYear).text()):"
      + CellReference(totalRow, axis.lastYear).text()
    draft.put(
      .formula("=ABS(ROUND(SUM(\(months))-SUM(\(years)),\(inputs.digits)))", 0), row,
      TimeAxis.total, Looks.number(money))
    let last = row
    row += 1
    draft.put("Check of this sheet: 0 is right", checkRow, 0, Looks.bold)
    draft.put(
      .formula(
        "=SUM(\(CellReference(first, TimeAxis.total).text()):"
          + "\(CellReference(last, TimeAxis.total).text()))", 0), checkRow, TimeAxis.total,
      Looks.bold(money))
  }

  /// Years, then months.
  private var timeColumns: [Int] {
    (0...axis.years).map { axis.column(year: $0) } + periodColumns
  }

  private mutating func check(_ text: String, _ unit: String, _ differences: [String]) {
    label(text, unit: unit)
    for (column, difference) in zip(timeColumns, differences) {
      draft.put(
        .formula("=ROUND(\(difference),\(inputs.digits))", 0), row, column, Looks.step(money))
    }
    let first = CellReference(row, TimeAxis.firstYear).text()
    let last = CellReference(row, axis.lastPeriod).text()
    // The gap between years and months is empty and does not count. SUMPRODUCT(ABS()) would add
    // them up, but Gnumeric does not read it from a file.
    draft.put(
      .formula("=MAX(MAX(\(first):\(last)),-MIN(\(first):\(last)))", 0), row, TimeAxis.total,
      Looks.number(money))
    row += 1
  }
}

/// The formulas that turn a row's months into its years and total.
struct TimeFormulas {
  var axis: TimeAxis
  var yearRow: Int

  /// Fills years and total of a row.
  func years(
    of row: Int, values: [Double], total: Double?, look: CellStyle, in draft: inout SheetDraft
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
        .formula("=SUMIFS(\(first):\(last),\(years),\(own))", value), row, column, look)
    }
    guard let total else { return }
    let from = CellReference(row, TimeAxis.firstYear).text()
    let to = CellReference(row, axis.lastYear).text()
    draft.put(.formula("=SUM(\(from):\(to))", total), row, TimeAxis.total, look)
  }
}
