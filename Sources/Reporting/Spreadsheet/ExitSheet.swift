import Costing
import Evaluation
import PlanModel
import Quantities

/// What leaving costs at the end of each contract year, live: the steps stand on the cost sheets.
struct ExitSheet {
  private(set) var draft = SheetDraft(name: "Leaving")

  /// Makes the sheet; nil where no offer says what leaving costs.
  init?(_ comparison: Comparison, costs: [CostSheet]) {
    let years = comparison.vendors.compactMap { $0.exit?.yearEnds.count }.max() ?? 0
    guard costs.contains(where: { $0.exitRow != nil }), years > 0 else { return nil }
    let money = CellStyle.Number.money(digits: comparison.scenario.currency.digits)
    draft.put("Leaving", 0, 0, Looks.title)
    draft.put(
      "What leaving costs at the end of each contract year, as if it were decided then; base case, in "
        + "\(comparison.scenario.currency.code), in no total.", 1, 0, Looks.note)
    draft.put(
      "The steps, month by month, are at the foot of each vendor's sheet; notice and prices on Inputs.",
      2, 0,
      Looks.note)
    draft.put("Vendor", 4, 0, Looks.columnHead)
    for year in 0..<years {
      draft.put("After year \(year + 1)", 4, 1 + year, Looks.columnHeadRight)
    }
    for (place, vendor) in comparison.vendors.enumerated() {
      draft.put(vendor.name.shortened(to: 120), 5 + place, 0, Looks.wrapped)
      guard let exit = vendor.exit else { continue }
      if exit.terms.isStated, !exit.isWhole {
        draft.put(
          "at least: the contract does not state all of it", 5 + place, 1 + years,
          Looks.assumed.with { $0.indent = 1 })
      }
      for (year, period) in exit.yearEnds.enumerated() {
        guard let cell = costs[place].exit(period: period) else {
          draft.put(
            LikeForLike.Answer.notQuoted.words, 5 + place, 1 + year,
            Looks.assumed.with { $0.alignment = .right })
          continue
        }
        draft.put(
          .formula("=" + cell, comparison.major(exit.amounts[period].total)), 5 + place, 1 + year,
          Looks.number(money))
      }
    }
    draft.widths = [0: 44]
    for year in 0..<years { draft.widths[1 + year] = 15 }
    draft.widths[1 + years] = 26
    draft.frozen = CellReference(5, 1)
    draft.repeatedRows = 4...4
    draft.repeatedColumns = 0...0
    draft.tabColour = 0x3C8D6E
  }
}
