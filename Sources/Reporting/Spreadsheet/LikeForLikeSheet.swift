import Costing
import Evaluation
import PlanModel
import Quantities

/// The offers item by item, live: an item's amount is the sum of its lines on the cost sheets.
struct LikeForLikeSheet {
  private(set) var draft = SheetDraft(name: "Item by item")

  /// Makes the sheet; nil where no offer says which item a price is of.
  init?(_ comparison: Comparison, costs: [CostSheet], inputs: InputsSheet) {
    guard let compared = comparison.likeForLike, compared.hasParts else { return nil }
    let money = CellStyle.Number.money(digits: comparison.scenario.currency.digits)
    let code = comparison.scenario.currency.code
    draft.put("Item by item", 0, 0, Looks.title)
    draft.put(
      "Base case, all years, undiscounted, in \(code). “Not quoted” is no zero: others have a price for the "
        + "item.", 1, 0, Looks.note)
    draft.put("Item", 3, 0, Looks.columnHead)
    draft.put("Category", 3, 1, Looks.columnHead)
    for (place, vendor) in comparison.vendors.enumerated() {
      draft.put(
        vendor.name.shortened(to: 80), 3, 2 + place, Looks.columnHeadRight.with { $0.indent = 1 })
    }
    var row = 4
    for item in compared.rows {
      draft.put(item.item.title, row, 0, Looks.wrapped)
      draft.put(item.item.category, row, 1, Looks.unit)
      for (place, answer) in item.answers.enumerated() {
        guard case .amount(let amount, let lines) = answer else {
          let look = answer == .notQuoted ? Looks.assumed : Looks.wrappedNote
          draft.put(
            answer.words.shortened(to: 200), row, 2 + place, look.with { $0.alignment = .right })
          continue
        }
        let cells = lines.map { costs[place].total(costs[place].lineRows[$0]) }
        draft.put(
          .formula("=" + cells.joined(separator: "+"), comparison.major(amount)), row, 2 + place,
          Looks.number(money))
      }
      row += 1
    }
    let last = row - 1
    draft.put("Total", row, 0, Looks.totalLabel)
    draft.put(.blank, row, 1, Looks.totalLabel)
    draft.put("Total less cost sheet: 0 is right", row + 1, 0, Looks.note)
    for (place, vendor) in comparison.vendors.enumerated() {
      let cells =
        CellReference(4, 2 + place).text(.row) + ":" + CellReference(last, 2 + place).text(.row)
      draft.put(
        .formula("=SUM(\(cells))", comparison.major(vendor.cashFlow.nominal)), row, 2 + place,
        Looks.total(money))
      let total = CellReference(row, 2 + place).text()
      draft.put(
        .formula(
          "=ROUND(\(total)-\(costs[place].total(costs[place].totalRow)),\(inputs.digits))", 0),
        row + 1,
        2 + place, Looks.step(money))
    }
    draft.widths = [0: 42, 1: 12]
    for column in comparison.vendors.indices { draft.widths[2 + column] = 24 }
    draft.frozen = CellReference(4, 1)
    draft.repeatedRows = 3...3
    draft.repeatedColumns = 0...0
    draft.tabColour = 0x3C8D6E
  }
}

extension LikeForLike.Row.Item {
  /// As a table's column has it.
  fileprivate var category: String {
    switch self {
    case .part(let part): part.category.title
    case .other(let category): category.title
    case .oldSystem: ""
    }
  }
}
