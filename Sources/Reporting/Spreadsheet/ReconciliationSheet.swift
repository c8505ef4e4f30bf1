import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// The engine's figures against the workbook's: with the inputs of the run all differences are 0.
struct ReconciliationSheet {
  private(set) var draft = SheetDraft(name: "Reconciliation")
  /// The largest difference, whatever its sign.
  var overall: String { draft.address(2, Self.differenceColumn) }

  private static let differenceColumn = 5
  private let comparison: Comparison
  private let inputs: InputsSheet
  private var row = 5

  init(_ comparison: Comparison, costs: [CostSheet], inputs: InputsSheet) {
    self.comparison = comparison
    self.inputs = inputs
    draft.put("Reconciliation", 0, 0, Looks.title)
    draft.put(
      "The engine's figures against the formulas of this workbook. All differences are 0 until an "
        + "input is changed; then they show what the change is worth.", 1, 0, Looks.note)
    draft.put("Largest difference", 2, 0, Looks.bold)
    let heads = ["Vendor", "Figure", "Unit", "Engine", "Workbook", "Difference"]
    for (column, text) in heads.enumerated() {
      draft.put(text, 4, column, column > 2 ? Looks.columnHeadRight : Looks.columnHead)
    }
    for (vendor, cost) in zip(comparison.vendors, costs) { figures(of: vendor, cost) }
    let first = CellReference(5, Self.differenceColumn).text()
    let last = CellReference(row - 1, Self.differenceColumn).text()
    draft.put(
      .formula("=MAX(MAX(\(first):\(last)),-MIN(\(first):\(last)))", 0), 2, Self.differenceColumn,
      Looks.bold(.money(digits: comparison.scenario.currency.digits)))
    draft.widths = [0: 44, 1: 44, 2: 14, 3: 19, 4: 19, 5: 15]
    draft.frozen = CellReference(5, 0)
    draft.repeatedRows = 4...4
    draft.tabColour = 0x8A8A8A
  }

  private mutating func figures(of vendor: VendorResult, _ cost: CostSheet) {
    let flow = vendor.cashFlow
    let currency = comparison.scenario.currency
    let money = CellStyle.Number.money(digits: currency.digits)
    func sum(_ amounts: [Money]) -> Double { comparison.major(amounts.reduce(.zero, +)) }
    add(vendor, "Net present cost", flow.netPresentCost, cost.total(cost.presentRow), money)
    add(
      vendor, "Cost a study", flow.costPerStudy, cost.total(cost.perStudyRow),
      .unitCost(digits: currency.digits), unit: "\(currency.code) a study")
    add(
      vendor, "Equivalent annual cost", flow.equivalentAnnualCost, cost.total(cost.annualRow),
      money, unit: "\(currency.code) a year")
    add(
      vendor, "Cost of a terabyte at rest and year", flow.costPerStoredTerabyte,
      cost.total(cost.perTerabyteRow), money, unit: "\(currency.code) a TB")
    if let accounts = flow.depreciation {
      add(
        vendor, "Expense, all years", sum(accounts.expense), cost.total(cost.expenseRow), money)
      add(
        vendor, "Left in the books at the end", comparison.major(accounts.bookValue),
        cost.total(cost.bookRow), money)
    }
    add(
      vendor, "Total, undiscounted", comparison.major(flow.nominal), cost.total(cost.totalRow),
      money)
    add(vendor, "CapEx", sum(flow.capex), cost.total(cost.capexRow), money)
    add(vendor, "OpEx", sum(flow.opex), cost.total(cost.opexRow), money)
    for category in comparison.categories {
      guard let row = cost.categoryRows[category] else { continue }
      add(vendor, category.title, sum(flow.byCategory[category] ?? []), cost.total(row), money)
    }
    for (year, amount) in flow.total.enumerated() {
      add(
        vendor, "Payments, \(comparison.scenario.yearLabel(year))", comparison.major(amount),
        cost.year(year, cost.totalRow), money)
    }
    for (line, row) in zip(vendor.ledger.lines, cost.lineRows) {
      add(
        vendor, "Line: \(line.line.item.onOneLine.shortened(to: 200))", sum(line.amounts),
        cost.total(row), money)
    }
  }

  private mutating func add(
    _ vendor: VendorResult, _ figure: String, _ engine: Double, _ live: String,
    _ number: CellStyle.Number, unit: String? = nil
  ) {
    draft.put(vendor.name.shortened(to: 120), row, 0, Looks.wrapped)
    draft.put(figure, row, 1, Looks.wrapped)
    draft.put(unit ?? comparison.scenario.currency.code, row, 2, Looks.unit)
    draft.put(.number(engine), row, 3, Looks.value(number))
    draft.put(.formula("=" + live, engine), row, 4, Looks.number(number))
    let difference =
      "=ROUND(\(CellReference(row, 4).text())-\(CellReference(row, 3).text()),\(inputs.digits))"
    draft.put(
      .formula(difference, 0), row, 5,
      Looks.number(.money(digits: comparison.scenario.currency.digits)))
    row += 1
  }
}
