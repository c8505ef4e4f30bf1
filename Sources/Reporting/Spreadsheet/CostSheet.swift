import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// One vendor's costs: totals by category and present cost first, then each price line with its
/// steps, by year and by month.
struct CostSheet {
  private var sheet: TimeSheet
  /// The rows other sheets refer to.
  private(set) var categoryRows: [CostCategory: Int] = [:]
  private(set) var totalRow = 0
  private(set) var capexRow = 0
  private(set) var opexRow = 0
  private(set) var presentRow = 0
  private(set) var perStudyRow = 0
  private(set) var annualRow = 0
  private(set) var perTerabyteRow = 0
  /// The rows of the yearly accounts; 0 where there are none.
  private(set) var expenseRow = 0
  private(set) var bookRow = 0
  /// The row of what leaving costs; nil where nobody says.
  private(set) var exitRow: Int?
  /// The row of each line's amount, in the order of the profile.
  private(set) var lineRows: [Int] = []

  private let vendor: VendorResult
  private let comparison: Comparison
  private let inputs: InputsSheet
  private let axis: TimeAxis
  private let money: CellStyle.Number
  private let volumes: VolumesSheet
  private var factorRow = 0
  private var timeRows: [BillTime: Int] = [:]

  private static let yearRow = TimeSheet.yearRow

  init(
    _ vendor: VendorResult, of comparison: Comparison, inputs: InputsSheet,
    volumes: VolumesSheet, lines: [InputsSheet.Line], leaving: InputsSheet.Exit?, axis: TimeAxis,
    name: String
  ) {
    self.volumes = volumes
    self.vendor = vendor
    self.comparison = comparison
    self.inputs = inputs
    self.axis = axis
    money = .money(digits: comparison.scenario.currency.digits)
    let scenario = comparison.scenario
    sheet = TimeSheet(
      name, title: vendor.name,
      note:
        "Base case, in \(scenario.currency.code): every uncertain value at its mean. Years stand "
        + "first, months to their right. Prices and rates are on sheet Inputs, volumes on Volumes.",
      heads: TimeSheet.Heads(category: "Category", kind: "Kind", detail: "Charged by"),
      scenario: scenario, span: .months, colour: 0x5B7FA3)
    // The lines stand below the totals, which refer to them.
    let firstLine = row + comparison.categories.count + 29
    let lastLine = firstLine + CostLineBlock.height(of: vendor.ledger.lines) - 1
    totals(firstLine...lastLine)
    present()
    terms()
    checks(firstLine...lastLine)
    sheet.heading("Price lines: each month's amount is rounded once")
    precondition(row == firstLine, "the totals know where the lines begin")
    put(lines)
    if let depreciation = vendor.cashFlow.depreciation {
      accounts(depreciation, firstLine...lastLine)
    }
    if let exit = vendor.exit, let cells = leaving { self.leaving(exit, cells) }
    sheet.finish()
  }

  /// What purchases wear off by year, beside the payments.
  private mutating func accounts(_ depreciation: Depreciation, _ lines: ClosedRange<Int>) {
    let currency = comparison.scenario.currency
    sheet.heading("Yearly accounts: purchases wear off over their lives")
    let months = TimeSheet.monthRow
    let first = CellReference(months, axis.firstPeriod).text(.both)
    let last = CellReference(months, axis.lastPeriod).text(.both)
    let labels = sheet.range(rows: lines, TimeAxis.category, .both)
    let kinds = sheet.range(rows: lines, TimeAxis.kind, .both)
    var wearRows: [Int] = []
    var paidRows: [Int] = []
    for category in CostCategory.allCases {
      guard let wear = depreciation.byCategory[category],
        let life = inputs.lives[category]
      else { continue }
      let paid = vendor.ledger.monthly { $0.kind == .capex && $0.category == category }
      let paidRow = row
      paidRows.append(row)
      sheet.label(
        category.title, unit: currency.code, sign: .plus, tags: ["", CostKind.capex.title])
      let kind = CellReference(capexRow, TimeAxis.label).text(.both)
      let name = CellReference(row, TimeAxis.label).text(.column)
      self.months(
        paid, look: Looks.step(money),
        axis.periodColumns.map {
          "=SUMIFS(\(sheet.range(rows: lines, $0, .row)),\(labels),\(name),\(kinds),\(kind))"
        })
      years(paid, look: Looks.step(money))
      row += 1
      wearRows.append(row)
      sheet.label("Wears off", unit: currency.code, sign: .plus, look: Looks.plain)
      let cells = sheet.range(paidRow, axis.firstPeriod, axis.lastPeriod, .both)
      let amounts = Depreciation.monthly(
        paid, life: comparison.scenario.finance.lives[category] ?? 1, digits: currency.digits)
      sheet.months(
        zip(axis.periodColumns, amounts).map { column, amount in
          let now = CellReference(months, column).text(.row)
          let criteria =
            "\(first):\(last),\">=\"&(\(now)-\(life)),\(first):\(last),\"<\"&\(now)"
          return .formula("=SUMIFS(\(cells),\(criteria))/\(life)", amount.nearest)
        }, Looks.step(money))
      wornOff(wear)
      row += 1
    }
    expense(depreciation, paidRows, wearRows)
  }

  /// Fills the years of the current row: what has worn off by a year's end, rounded, less what had before.
  private mutating func wornOff(_ wear: [Money]) {
    let cells = sheet.range(row, axis.firstPeriod, axis.lastPeriod, .column)
    let numbers = sheet.range(Self.yearRow, axis.firstPeriod, axis.lastPeriod, .both)
    for (year, amount) in wear.enumerated() {
      let column = axis.column(year: year)
      let own = CellReference(Self.yearRow, column).text(.row)
      func worn(_ criterion: String) -> String {
        "ROUND(ROUND(SUMIFS(\(cells),\(numbers),\"\(criterion)\"&\(own)),\(inputs.guardDigits)),"
          + "\(inputs.digits))"
      }
      sheet.draft.put(
        .formula("=\(worn("<="))-\(worn("<"))", comparison.major(amount)), row, column,
        Looks.number(money))
    }
    total(comparison.major(wear.reduce(.zero, +)), Looks.number(money))
  }

  private mutating func expense(
    _ depreciation: Depreciation, _ paidRows: [Int], _ wearRows: [Int]
  ) {
    let code = comparison.scenario.currency.code
    func sum(_ rows: [Int], _ column: Int) -> String {
      rows.map { CellReference($0, column).text(.row) }.joined(separator: "+")
    }
    expenseRow = row
    sheet.label("Expense of the year", unit: code, sign: .plus, look: Looks.totalLabel)
    for (year, amount) in depreciation.expense.enumerated() {
      let column = axis.column(year: year)
      let total = CellReference(totalRow, column).text(.row)
      sheet.draft.put(
        .formula(
          "=\(total)-(\(sum(paidRows, column)))+(\(sum(wearRows, column)))",
          comparison.major(amount)), row, column, Looks.total(money))
    }
    total(comparison.major(depreciation.expense.reduce(.zero, +)), Looks.total(money))
    row += 1
    bookRow = row
    sheet.label("Left in the books at the end", unit: code, sign: .none)
    sheet.draft.put(
      .formula(
        "=\(sum(paidRows, TimeAxis.total))-(\(sum(wearRows, TimeAxis.total)))",
        comparison.major(depreciation.bookValue)), row, TimeAxis.total, Looks.number(money))
    row += 1
  }

  private mutating func put(_ lines: [InputsSheet.Line]) {
    let ledgers = vendor.ledger.lines
    var next = row
    for ledger in ledgers {
      lineRows.append(next)
      next += ledger.rows.count
    }
    for place in ledgers.indices {
      if place > 0 { sheet.draft.blocks.append(row) }
      put(ledgers[place], of: ledgers, at: lineRows, lines[place])
    }
  }

  /// Puts one line's block into the current row.
  ///
  /// - Parameters:
  ///   - ledger: The line.
  ///   - ledgers: All that it may take a share of.
  ///   - begins: Where theirs begin.
  ///   - cells: Its inputs.
  ///   - isAsOf: Whether each month stands for itself.
  private mutating func put(
    _ ledger: LineLedger, of ledgers: [LineLedger], at begins: [Int], _ cells: InputsSheet.Line,
    isAsOf: Bool = false
  ) {
    let (first, times) = (row, timeRows)
    let formula = TermFormula(
      row: { CostLineBlock.place(of: $0, in: ledger, at: first) },
      line: { other, figure in
        let row = ledgers[other].row(of: figure)
        return CostLineBlock.place(of: row, in: ledgers[other], at: begins[other])
      }, input: { cells[$0] ?? "0" }, digits: inputs.digits, guardDigits: inputs.guardDigits,
      isGuarded: ledger.rows.contains { $0.term?.runsOn ?? false }, axis: axis,
      times: { times[$0] ?? 0 })
    let block = CostLineBlock(
      ledger: ledger, formula: formula, money: money, currency: comparison.scenario.currency,
      monthsPerYear: inputs.monthsPerYear, volumes: volumes, isAsOf: isAsOf)
    row = block.put(in: &sheet.draft, at: row)
  }

  // MARK: Leaving

  /// What leaving costs by the month at whose end it is decided.
  private mutating func leaving(_ exit: ExitCost, _ cells: InputsSheet.Exit) {
    sheet.heading("Leaving at the end of each month: in no total above")
    sheet.note("Each month as if it were decided then; a year shows its last month.")
    let payments = leaving(
      "Running payments, without staff", exit.monthsPayments, Looks.step(money),
      axis.periodColumns.map { column in
        let cells = exit.running.map { CellReference(lineRows[$0], column).text(.row) }
        return "=" + (cells.isEmpty ? "0" : cells.joined(separator: "+"))
      })
    let months = TimeSheet.monthRow
    let numbers =
      CellReference(months, axis.firstPeriod).text(.both) + ":"
      + CellReference(months, axis.lastPeriod).text(.both)
    let amounts = sheet.range(payments, axis.firstPeriod, axis.lastPeriod, .both)
    let years = leaving(
      "Those of twelve months", exit.yearsPayments, Looks.step(money),
      axis.periodColumns.map { column in
        let now = CellReference(months, column).text(.row)
        return
          "=SUMIFS(\(amounts),\(numbers),\">\"&(\(now)-\(inputs.monthsPerYear)),\(numbers),\"<=\"&\(now))"
      })
    let returned = row
    values("Months until the studies are given back", exit.returnMonths)
    let left = row
    values("Months of the term that are left", exit.termMonths)
    let runs = row
    sheet.label("Months in which the system runs on", unit: "months")
    let running = exit.returnMonths.map { max(exit.terms.noticeMonths, $0) }
    sheet.months(
      zip(axis.periodColumns, running).map { column, count in
        .formula(
          "=MAX(\(cells.notice),\(CellReference(returned, column).text()))", Double(count))
      }, Looks.step(.whole))
    closeYears(running.map(Double.init), Looks.step(.whole))
    row += 1
    var lines: [Int] = []
    for (place, ledger) in exit.lines.enumerated() {
      lines.append(row)
      put(ledger, of: exit.lines, at: [], cells.lines[place], isAsOf: true)
    }
    func monthly(_ factor: String, _ column: Int) -> String {
      let year = CellReference(years, column).text()
      return
        "=ROUND(ROUND(\(year)*\(factor)/\(inputs.monthsPerYear),\(inputs.guardDigits)),\(inputs.digits))"
    }
    let runningOn = leaving(
      "Paid while the system runs on", exit.amounts.map(\.runningOn), Looks.number(money),
      axis.periodColumns.map { monthly(CellReference(runs, $0).text(), $0) })
    let early = leaving(
      "Paid for the rest of the term", exit.amounts.map(\.early), Looks.number(money),
      axis.periodColumns.map { column in
        // A term that is over by then has renewed itself.
        let after =
          "\(CellReference(left, column).text())-\(CellReference(runs, column).text())"
        let rest = cells.term.map { "MOD(\(after),\($0))" } ?? "0"
        return monthly("\(cells.early)*\(rest)", column)
      })
    exitRow = leaving(
      "Cost of leaving", exit.amounts.map(\.total), Looks.total(money),
      axis.periodColumns.map { column in
        "="
          + (lines + [runningOn, early]).map { CellReference($0, column).text() }.joined(
            separator: "+")
      }, label: Looks.totalLabel)
  }

  /// A row of amounts that each stand for their month; gives back where it is.
  private mutating func leaving(
    _ title: String, _ amounts: [Money], _ look: CellStyle, _ formulas: [String],
    label: CellStyle = Looks.plain
  ) -> Int {
    sheet.label(title, unit: comparison.scenario.currency.code, sign: .plus, look: label)
    months(amounts, look: look, formulas)
    closeYears(amounts.map(comparison.major), look)
    row += 1
    return row - 1
  }

  /// A row of counts that only a new run changes.
  private mutating func values(_ title: String, _ counts: [Int]) {
    sheet.label(title, unit: "months")
    sheet.months(counts.map { .number(Double($0)) }, Looks.value(.whole))
    closeYears(counts.map(Double.init), Looks.step(.whole))
    row += 1
  }

  /// Fills the years of the current row with what stands in each year's last month.
  private mutating func closeYears(_ months: [Double], _ look: CellStyle) {
    sheet.closeYears(
      (0...axis.years).map { months[$0 * 12] }, monthsPerYear: inputs.monthsPerYear, look)
  }

  /// What leaving costs at a month's end, as other sheets name it; nil where nobody says.
  func exit(period: Int) -> String? {
    exitRow.map { draft.address($0, axis.column(period: period)) }
  }

  /// What all lines have by month: the contract's years and payments.
  private mutating func terms() {
    sheet.heading("Contract")
    timeRows = [.year: Self.yearRow, .month: TimeSheet.monthRow]
    for time in [BillTime.contractYear, .due] {
      timeRows[time] = row
      let values = vendor.ledger.times(time).map(\.nearest)
      let isShare = time == .due
      sheet.label(
        isShare ? "Due of what is bought up to go-live" : "Contract year",
        unit: isShare ? "share" : "1 is from go-live")
      sheet.months(values.map { .number($0) }, Looks.value(isShare ? .percent : .whole))
      row += 1
    }
  }

  /// What is written.
  var draft: SheetDraft { sheet.draft }

  /// The sheet's check as other sheets name it.
  var check: String { sheet.check }

  private var row: Int {
    get { sheet.row }
    set { sheet.row = newValue }
  }

  /// The last year's discount factor as other sheets name it.
  var lastFactor: String { draft.address(factorRow, axis.lastYear) }

  /// A cell of this sheet as other sheets name it.
  func total(_ row: Int) -> String { draft.address(row, TimeAxis.total) }

  /// A year's cell of this sheet as other sheets name it, without fixed column.
  func year(_ year: Int, _ row: Int) -> String {
    "\(SheetName.quoted(draft.name))!\(CellReference(row, axis.column(year: year)).text(.row))"
  }

  // MARK: Totals

  private mutating func totals(_ lines: ClosedRange<Int>) {
    sheet.heading("Payments by category")
    let first = row
    for category in comparison.categories {
      categoryRows[category] = row
      sheet.label(category.title, unit: comparison.scenario.currency.code, sign: .plus)
      let amounts = sums { $0.category == category }
      months(
        amounts, look: Looks.number(money),
        axis.periodColumns.map { sumIf(lines, TimeAxis.category, $0) })
      years(amounts, look: Looks.number(money))
      row += 1
    }
    totalRow = row
    sheet.label(
      "Total", unit: comparison.scenario.currency.code, sign: .plus, look: Looks.totalLabel)
    let categories = first...(row - 1)
    let amounts = sums { _ in true }
    months(
      amounts, look: Looks.total(money),
      axis.periodColumns.map { "=SUM(\(sheet.range(rows: categories, $0, .none)))" })
    years(amounts, look: Looks.total(money))
    row += 1
    for kind in CostKind.allCases {
      if kind == .capex { capexRow = row } else { opexRow = row }
      sheet.label(kind.title, unit: comparison.scenario.currency.code, sign: .plus)
      let amounts = sums { $0.kind == kind }
      months(
        amounts, look: Looks.number(money),
        axis.periodColumns.map { sumIf(lines, TimeAxis.kind, $0) })
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

  /// The sum of the lines whose category or kind is this row's label.
  private func sumIf(_ lines: ClosedRange<Int>, _ criterion: Int, _ column: Int) -> String {
    let values = sheet.range(rows: lines, column, .row)
    let labels = sheet.range(rows: lines, criterion, .both)
    return "=SUMIFS(\(values),\(labels),\(CellReference(row, TimeAxis.label).text(.column)))"
  }

  /// Fills the months of the current row with amounts and the formula of each column.
  private mutating func months(_ amounts: [Money], look: CellStyle, _ formulas: [String]) {
    sheet.months(zip(formulas, amounts.map(comparison.major)).map { .formula($0, $1) }, look)
  }

  /// Fills the years of the current row with sums of its months, and the total with theirs.
  private mutating func years(_ amounts: [Money], look: CellStyle) {
    var values = [Money](repeating: .zero, count: axis.years + 1)
    for (period, amount) in amounts.enumerated() { values[Ledger.year(of: period)] += amount }
    sheet.sumYears(
      values.map(comparison.major), total: comparison.major(values.reduce(.zero, +)), look)
  }

  // MARK: Present cost

  private mutating func present() {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    sheet.heading("Net present cost")
    let time = row
    sheet.label("Discounted over", unit: "years")
    let years = 0...axis.years
    eachYear(
      Looks.step(.oneDecimal), values: times,
      years.map { "=MAX(0,\(cell(Self.yearRow, $0, .row))-\(inputs.offset))" })
    factorRow = row
    sheet.label("Discount factor", unit: "factor")
    eachYear(
      Looks.step(.factor), values: flow.discountFactors,
      years.map { "=\(growth)^-\(cell(time, $0))" })
    presentRow = row
    sheet.label("Net present cost", unit: currency.code, sign: .plus, look: Looks.totalLabel)
    let payments = flow.total.map(comparison.major)
    total(flow.netPresentCost, Looks.total(money))
    eachYear(
      Looks.total(money), values: zip(payments, flow.discountFactors).map { $0 * $1 },
      years.map { "=\(cell(totalRow, $0))*\(cell(factorRow, $0))" })
    annualRow = row
    sheet.label("Equivalent annual cost", unit: "\(currency.code) a year", sign: .plus)
    let factors = sheet.range(factorRow, TimeAxis.firstYear + 1, axis.lastYear)
    let net = CellReference(presentRow, TimeAxis.total).text()
    sheet.draft.put(
      .formula("=\(net)/SUM(\(factors))", flow.equivalentAnnualCost), row, TimeAxis.total,
      Looks.number(money))
    row += 1
    studies()
    terabytes()
  }

  private mutating func terabytes() {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    let storedRow = row
    sheet.label("At rest in the year's mean, one copy", unit: "TB")
    sheet.years(
      [nil] + flow.storedTerabytes.map { .number($0) }, Looks.value(.quantity(decimals: 1)))
    row += 1
    discounted([0] + flow.storedTerabytes, of: storedRow, "Discounted terabyte-years", unit: "TB")
    perTerabyteRow = row
    sheet.label(
      "Cost of a terabyte at rest and year", unit: "\(currency.code) a TB", sign: .plus)
    perUnit(flow.costPerStoredTerabyte, Looks.number(money))
  }

  /// Adds a row of a row's years times their factors.
  private mutating func discounted(
    _ values: [Double], of sourceRow: Int, _ title: String, unit: String
  ) {
    let discounted = zip(values, vendor.cashFlow.discountFactors).map { $0 * $1 }
    sheet.label(title, unit: unit)
    total(discounted.reduce(0, +), Looks.step(.oneDecimal))
    eachYear(
      Looks.step(.oneDecimal), values: discounted,
      (0...axis.years).map { "=\(cell(sourceRow, $0))*\(cell(factorRow, $0))" })
  }

  /// Puts the net present cost over the total of the row above into the current row.
  private mutating func perUnit(_ value: Double, _ look: CellStyle) {
    let above = CellReference(row - 1, TimeAxis.total).text()
    let net = CellReference(presentRow, TimeAxis.total).text()
    sheet.draft.put(
      .formula("=IF(\(above)=0,0,\(net)/\(above))", value), row, TimeAxis.total, look)
    row += 1
  }

  /// By what a year's payment is divided to bring it one year nearer.
  private var growth: String {
    "((1+\(inputs.discountRate))*(1+\(inputs.realShare)*\(inputs.inflation)))"
  }

  private mutating func studies() {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    let yearly = [0] + comparison.baseYearlyStudies
    let studyRow = row
    sheet.label("Studies", unit: "studies")
    let counts = [0] + comparison.demand.baseStudies
    sheet.months(
      counts.enumerated().map {
        .formula("=\(volumes.studies(period: $0.offset))", Double($0.element))
      }, Looks.step(.whole))
    sheet.sumYears(
      yearly.map(Double.init), total: Double(yearly.reduce(0, +)), Looks.step(.whole))
    row += 1
    discounted(
      yearly.map(Double.init), of: studyRow, "Discounted studies", unit: "studies")
    perStudyRow = row
    sheet.label(
      "Cost a study", unit: "\(currency.code) a study", sign: .plus, look: Looks.bold)
    perUnit(flow.costPerStudy, Looks.bold(.unitCost(digits: currency.digits)))
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

  /// Puts the sum of the years into the current row's total.
  private mutating func total(_ value: Double, _ look: CellStyle) {
    sheet.draft.put(
      .formula("=SUM(\(sheet.range(row, TimeAxis.firstYear, axis.lastYear)))", value), row,
      TimeAxis.total, look)
  }

  /// Fills the years of the current row and goes to the next.
  private mutating func eachYear(
    _ look: CellStyle, values: [Double], _ formulas: [String]
  ) {
    sheet.years(zip(formulas, values).map { .formula($0, $1) }, look)
    row += 1
  }

  // MARK: Checks

  private mutating func checks(_ lines: ClosedRange<Int>) {
    sheet.heading("Checks: differences must be 0")
    let units = sheet.range(rows: lines, TimeAxis.unit, .both)
    let unit = CellReference(totalRow, TimeAxis.unit).text(.both)
    func cell(_ row: Int, _ column: Int) -> String { CellReference(row, column).text(.row) }
    check(
      "Lines less categories",
      axis.columns.map {
        "SUMIFS(\(sheet.range(rows: lines, $0, .row)),\(units),\(unit))-\(cell(totalRow, $0))"
      })
    check(
      "CapEx and OpEx less total",
      axis.columns.map { "\(cell(capexRow, $0))+\(cell(opexRow, $0))-\(cell(totalRow, $0))" })
    let months = sheet.range(totalRow, axis.firstPeriod, axis.lastPeriod)
    let years = sheet.range(totalRow, TimeAxis.firstYear, axis.lastYear)
    check("Months less years", "SUM(\(months))-SUM(\(years))")
    // NPV() takes each payment for one at its year's end.
    let later = sheet.range(totalRow, TimeAxis.firstYear + 1, axis.lastYear)
    let first = CellReference(totalRow, TimeAxis.firstYear).text()
    let present = CellReference(presentRow, TimeAxis.total).text()
    check(
      "Net present cost less NPV()",
      "\(present)-\(first)-NPV(\(growth)-1,\(later))*\(growth)^\(inputs.offset)")
    sheet.closeChecks(money)
  }

  /// A check of every column.
  private mutating func check(_ text: String, _ differences: [String]) {
    sheet.check(
      text, unit: comparison.scenario.currency.code, digits: inputs.digits, number: money,
      columns: axis.columns, differences: differences)
  }

  /// A check of one figure for the whole sheet.
  private mutating func check(_ text: String, _ difference: String) {
    sheet.label(text, unit: comparison.scenario.currency.code, sign: .either)
    sheet.checked("=ABS(ROUND(\(difference),\(inputs.digits)))", money)
  }
}
