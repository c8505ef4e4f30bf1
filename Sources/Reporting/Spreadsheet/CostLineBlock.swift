import Costing
import Foundation
import PlanModel
import Quantities

/// One price line on a cost sheet: its amount, and below it the steps that lead there.
struct CostLineBlock {
  var ledger: LineLedger
  /// The rows as the ledger's terms name them.
  var formula: TermFormula
  var money: CellStyle.Number
  var currency: Currency
  var monthsPerYear: String
  var volumes: VolumesSheet
  /// Whether each month stands for itself, so that a year shows its last one and no sum.
  var isAsOf = false

  private var axis: TimeAxis { formula.axis }

  /// The rows that lines take.
  static func height(of lines: [LineLedger]) -> Int { lines.reduce(0) { $0 + $1.rows.count } }

  /// Where a row of a line stands whose block begins at some row: the amount first.
  static func place(of row: Int, in ledger: LineLedger, at first: Int) -> Int {
    row == ledger.rows.count - 1 ? first : first + 1 + row
  }

  /// Puts the block into a sheet.
  ///
  /// - Returns: The row below it.
  func put(in draft: inout SheetDraft, at first: Int) -> Int {
    for number in ledger.rows.indices {
      let row = Self.place(of: number, in: ledger, at: first)
      number == ledger.rows.count - 1
        ? amount(&draft, row) : step(&draft, row, ledger.rows[number], isQuantity: number == 0)
    }
    return first + ledger.rows.count
  }

  private func step(
    _ draft: inout SheetDraft, _ row: Int, _ step: BillRow, isQuantity: Bool
  ) {
    draft.put(step.title, row, TimeAxis.label, Looks.step)
    // The checks add up what is in the currency alone, the rounded amounts.
    draft.put(step.unit ?? "\(currency.code) unrounded", row, TimeAxis.unit, Looks.unit)
    let decimals = min(3, step.values.map(\.decimals).max() ?? 0)
    let isFactor = step.unit == "factor"
    let number: CellStyle.Number =
      isFactor ? .factor : step.unit == nil ? money : .quantity(decimals: decimals)
    // What is charged by the study follows from the studies of sheet Volumes.
    let areStudies =
      isQuantity && (ledger.line.meter as? StudyMeter)?.countsAll == true
      && volumes.isTotal(step.values.map(\.nearest))
    for period in 0..<axis.periods {
      let column = axis.column(period: period)
      let value = step.values[period].nearest
      if let term = step.term {
        draft.put(
          .formula(formula.text(term, column: column), value), row, column, Looks.step(number))
      } else if areStudies {
        draft.put(
          .formula("=\(volumes.studies(period: period))", value), row, column, Looks.step(.whole))
      } else {
        draft.put(.number(value), row, column, Looks.value(number))
      }
    }
    years(&draft, row, step, number, decimals)
  }

  private func years(
    _ draft: inout SheetDraft, _ row: Int, _ step: BillRow, _ number: CellStyle.Number,
    _ decimals: Int
  ) {
    var months = [[Decimal]](repeating: [], count: axis.years + 1)
    for (period, value) in step.values.enumerated() {
      months[Ledger.year(of: period)].append(value)
    }
    let formulas = TimeFormulas(axis: axis, yearRow: formula.times(.year))
    switch isAsOf ? .last : step.yearly {
    case .sum:
      let sums = months.map { $0.reduce(0, +) }
      formulas.years(
        of: row, values: sums.map(\.nearest), total: sums.reduce(0, +).nearest,
        look: Looks.step(number), in: &draft)
    case .mean:
      formulas.years(
        of: row, values: months.map { $0.reduce(0, +).nearest / Double(max(1, $0.count)) },
        total: nil,
        look: step.unit == "factor"
          ? Looks.step(.factor) : Looks.step(.quantity(decimals: max(2, decimals))), in: &draft,
        function: "AVERAGEIFS")
    case .last: closeYears(&draft, row, months.map { $0.last?.nearest ?? 0 }, Looks.step(number))
    }
  }

  /// Fills the years of a row with what stands in each year's last month.
  private func closeYears(
    _ draft: inout SheetDraft, _ row: Int, _ values: [Double], _ look: CellStyle
  ) {
    let numbers =
      CellReference(formula.times(.month), axis.firstPeriod).text(.both) + ":"
      + CellReference(formula.times(.month), axis.lastPeriod).text(.both)
    let cells =
      CellReference(row, axis.firstPeriod).text(.column) + ":"
      + CellReference(row, axis.lastPeriod).text(.column)
    for (year, value) in values.enumerated() {
      let column = axis.column(year: year)
      let own = CellReference(formula.times(.year), column).text(.row)
      draft.put(
        .formula("=SUMIFS(\(cells),\(numbers),\(own)*\(monthsPerYear))", value), row, column,
        look)
    }
  }

  private func amount(_ draft: inout SheetDraft, _ row: Int) {
    let line = ledger.line
    let look = Looks.bold(money)
    draft.put(
      line.item.onOneLine.shortened(to: 200), row, TimeAxis.label,
      Looks.bold.with { $0.wraps = true })
    if !isAsOf {
      draft.put(line.category.title, row, TimeAxis.category, Looks.unit)
      draft.put(line.kind.title, row, TimeAxis.kind, Looks.unit)
    }
    draft.put(type(of: line.meter).name, row, TimeAxis.detail, Looks.unit.with { $0.wraps = true })
    draft.put(Sign.plus.rawValue, row, TimeAxis.sign, Looks.unit.with { $0.alignment = .centre })
    draft.put(currency.code, row, TimeAxis.unit, Looks.unit)
    guard let term = ledger.rows.last?.term else { return }
    for period in 0..<axis.periods {
      let column = axis.column(period: period)
      draft.put(
        .formula(
          formula.text(term, column: column), ledger.amounts[period].major(digits: currency.digits)),
        row, column, look)
    }
    guard !isAsOf else {
      closeYears(
        &draft, row,
        (0...axis.years).map { ledger.amounts[$0 * 12].major(digits: currency.digits) }, look)
      return
    }
    var values = [Money](repeating: .zero, count: axis.years + 1)
    for (period, amount) in ledger.amounts.enumerated() {
      values[Ledger.year(of: period)] += amount
    }
    TimeFormulas(axis: axis, yearRow: formula.times(.year)).years(
      of: row, values: values.map { $0.major(digits: currency.digits) },
      total: values.reduce(.zero, +).major(digits: currency.digits), look: look, in: &draft)
  }
}
