import Costing
import Foundation
import PlanModel
import Quantities

/// One price line on a cost sheet: its amount, and below it the steps that lead there.
///
///     amount = ROUND(Σ slice × price × factor × (1 − discount) ÷ months, digits)
struct CostLineBlock {
  var ledger: LineLedger
  var inputs: InputsSheet.Line
  var sheet: InputsSheet
  var axis: TimeAxis
  var money: CellStyle.Number
  var currency: Currency
  var yearRow: Int
  var volumes: VolumesSheet

  /// The rows that lines take.
  static func height(of lines: [LineLedger]) -> Int { lines.reduce(0) { $0 + height(of: $1) } }

  /// Amount, quantity, factor; with bands the count that moves through them and a row a band.
  private static func height(of ledger: LineLedger) -> Int {
    let carried = isCarried(ledger) ? 1 : 0
    return ledger.prices.count > 1 ? 4 + ledger.prices.count + carried : 3
  }

  /// Whether instalments move through bands: then the count goes on where the one before ended.
  private static func isCarried(_ ledger: LineLedger) -> Bool {
    ledger.prices.count > 1 && ledger.carried.contains { $0 != 0 }
  }

  /// Puts the block into a sheet.
  ///
  /// - Returns: The row below it.
  func put(in draft: inout SheetDraft, at row: Int) -> Int {
    let hasBands = ledger.prices.count > 1
    let quantityRow = row + 1
    let carriedRow = Self.isCarried(ledger) ? row + 2 : nil
    let countRow = (carriedRow ?? quantityRow) + 1
    let firstBandRow = countRow + 1
    let factorRow = hasBands ? firstBandRow + ledger.prices.count : row + 2
    quantities(&draft, quantityRow)
    if hasBands {
      if let carriedRow { carried(&draft, carriedRow) }
      counts(&draft, countRow, quantityRow, carriedRow)
      for band in ledger.prices.indices {
        slices(&draft, firstBandRow + band, band, countRow, quantityRow)
      }
    }
    factors(&draft, factorRow)
    let sliceRows = hasBands ? Array(firstBandRow..<factorRow) : [quantityRow]
    amounts(&draft, row, sliceRows, factorRow)
    return factorRow + 1
  }

  private func label(
    _ draft: inout SheetDraft, _ row: Int, _ text: String, unit: String,
    look: CellStyle = Looks.step
  ) {
    draft.put(text, row, TimeAxis.label, look)
    draft.put(unit, row, TimeAxis.unit, Looks.unit)
  }

  /// Decimals enough to see what a quantity is; the cell holds all six.
  private func shownDecimals(_ values: [Decimal]) -> Int {
    min(3, values.map(\.decimals).max() ?? 0)
  }

  private func quantities(_ draft: inout SheetDraft, _ row: Int) {
    let unit = ledger.line.meter.unitName
    let decimals = shownDecimals(ledger.quantities)
    label(
      &draft, row, ledger.line.meter.isStanding ? "Quantity, a year's mean" : "Quantity", unit: unit
    )
    // What is charged by the study follows from the studies of sheet Volumes.
    let areStudies =
      ledger.line.meter is StudyMeter && volumes.isTotal(ledger.quantities.map(\.nearest))
    each(&draft, row) { period in
      let value = ledger.quantities[period].nearest
      return areStudies
        ? (.formula("=\(volumes.studies(period: period))", value), Looks.step(.whole))
        : (.number(value), Looks.value(.quantity(decimals: decimals)))
    }
    // Two sites in each of twelve months are not 24 sites.
    guard !ledger.line.meter.isStanding else {
      return means(
        &draft, row, ledger.quantities, Looks.step(.quantity(decimals: max(2, decimals))))
    }
    var values = [Decimal](repeating: 0, count: axis.years + 1)
    for (period, quantity) in ledger.quantities.enumerated() {
      values[Ledger.year(of: period)] += quantity
    }
    TimeFormulas(axis: axis, yearRow: yearRow).years(
      of: row, values: values.map(\.nearest), total: values.reduce(0, +).nearest,
      look: Looks.step(.quantity(decimals: decimals)), in: &draft)
  }

  /// Instalments of earlier months, on which the next one goes on.
  private func carried(_ draft: inout SheetDraft, _ row: Int) {
    let decimals = shownDecimals(ledger.carried)
    label(&draft, row, "Instalments before", unit: ledger.line.meter.unitName)
    each(&draft, row) { period in
      (.number(ledger.carried[period].nearest), Looks.value(.quantity(decimals: decimals)))
    }
  }

  /// The count that moves through the bands: since the year's start where the bands are a year's.
  private func counts(
    _ draft: inout SheetDraft, _ row: Int, _ quantityRow: Int, _ carriedRow: Int?
  ) {
    let decimals = shownDecimals(ledger.cumulative)
    let isYearly = ledger.line.period == .year && !ledger.line.meter.isStanding
    label(
      &draft, row, isYearly ? "Since the start of the year" : "In the month",
      unit: ledger.line.meter.unitName)
    each(&draft, row) { period in
      let column = axis.column(period: period)
      let own = CellReference(quantityRow, column).text()
      let first = CellReference(quantityRow, axis.firstPeriod).text(.column)
      let years =
        "\(CellReference(yearRow, axis.firstPeriod).text(.both)):"
        + CellReference(yearRow, column).text(.row)
      let year = CellReference(yearRow, column).text(.row)
      let before = carriedRow.map { "+\(CellReference($0, column).text())" } ?? ""
      let formula =
        (isYearly ? "=SUMIFS(\(first):\(own),\(years),\(year))" : "=\(own)") + before
      return (
        .formula(formula, ledger.cumulative[period].nearest),
        Looks.step(.quantity(decimals: decimals))
      )
    }
  }

  /// The units of the month that fall between a band's edges.
  private func slices(
    _ draft: inout SheetDraft, _ row: Int, _ band: Int, _ countRow: Int, _ quantityRow: Int
  ) {
    let decimals = shownDecimals(ledger.slices[band])
    label(&draft, row, "In band \(band + 1)", unit: ledger.line.meter.unitName)
    let lower = band == 0 ? nil : inputs.edges[band - 1]
    let upper = band < inputs.edges.count ? inputs.edges[band] : nil
    func part(_ count: String) -> String {
      let top = upper.map { "MIN(\(count),\($0))" } ?? count
      return lower.map { "MAX(0,\(top)-\($0))" } ?? top
    }
    each(&draft, row) { period in
      let column = axis.column(period: period)
      let count = CellReference(countRow, column).text()
      let before = "\(count)-\(CellReference(quantityRow, column).text())"
      let earlier = upper == nil && lower == nil ? "(\(before))" : part(before)
      return (
        .formula("=\(part(count))-\(earlier)", ledger.slices[band][period].nearest),
        Looks.step(.quantity(decimals: decimals))
      )
    }
  }

  private func factors(_ draft: inout SheetDraft, _ row: Int) {
    label(&draft, row, "Escalation", unit: "factor")
    each(&draft, row) { period in
      let year = CellReference(yearRow, axis.column(period: period)).text(.row)
      return (
        .formula(
          "=(1+MIN(\(inputs.rate),\(inputs.cap)))^MAX(0,\(year)-\(inputs.fromYear)+1)",
          ledger.factors[period].nearest), Looks.step(.factor)
      )
    }
    means(&draft, row, ledger.factors, Looks.step(.factor))
  }

  /// Fills a row's years with the means of their months.
  private func means(
    _ draft: inout SheetDraft, _ row: Int, _ months: [Decimal], _ look: CellStyle
  ) {
    var values = [[Decimal]](repeating: [], count: axis.years + 1)
    for (period, value) in months.enumerated() { values[Ledger.year(of: period)].append(value) }
    TimeFormulas(axis: axis, yearRow: yearRow).years(
      of: row, values: values.map { $0.reduce(0, +).nearest / Double(max(1, $0.count)) },
      total: nil, look: look, in: &draft, function: "AVERAGEIFS")
  }

  private func amounts(
    _ draft: inout SheetDraft, _ row: Int, _ sliceRows: [Int], _ factorRow: Int
  ) {
    let line = ledger.line
    let look = Looks.bold(money)
    draft.put(
      line.item.onOneLine.shortened(to: 200), row, TimeAxis.label,
      Looks.bold.with { $0.wraps = true })
    draft.put(line.category.title, row, TimeAxis.category, Looks.unit)
    draft.put(line.kind.title, row, TimeAxis.kind, Looks.unit)
    draft.put(type(of: line.meter).name, row, TimeAxis.detail, Looks.unit.with { $0.wraps = true })
    draft.put(Sign.plus.rawValue, row, TimeAxis.sign, Looks.unit.with { $0.alignment = .centre })
    draft.put(currency.code, row, TimeAxis.unit, Looks.unit)
    let isShared = ledger.divisor == 12
    each(&draft, row) { period in
      let column = axis.column(period: period)
      let products = zip(sliceRows, inputs.prices).map {
        "\(CellReference($0, column).text())*\($1)"
      }
      let gross = products.count == 1 ? products[0] : "(\(products.joined(separator: "+")))"
      let factor = CellReference(factorRow, column).text()
      let months = isShared ? "/\(sheet.monthsPerYear)" : ""
      return (
        .formula(
          "=ROUND(\(gross)*\(factor)*(1-\(inputs.discount))\(months),\(sheet.digits))",
          ledger.amounts[period].major(digits: currency.digits)), look
      )
    }
    var values = [Money](repeating: .zero, count: axis.years + 1)
    for (period, amount) in ledger.amounts.enumerated() {
      values[Ledger.year(of: period)] += amount
    }
    TimeFormulas(axis: axis, yearRow: yearRow).years(
      of: row, values: values.map { $0.major(digits: currency.digits) },
      total: values.reduce(.zero, +).major(digits: currency.digits), look: look, in: &draft)
  }

  /// Fills a row's months.
  private func each(
    _ draft: inout SheetDraft, _ row: Int, _ cell: (Int) -> (CellContent, CellStyle)
  ) {
    for period in 0..<axis.periods {
      let (content, style) = cell(period)
      draft.put(content, row, axis.column(period: period), style)
    }
  }
}
