import Costing
import Evaluation
import PlanModel
import Quantities

/// What each uncertain input does to every offer's cost; values of the run.
struct SensitivitySheet {
  private(set) var draft = SheetDraft(name: "Sensitivity")
  private let comparison: Comparison
  private var row = 3

  /// Makes the sheet; nil where nobody asked.
  init?(_ comparison: Comparison) {
    guard let sensitivity = comparison.sensitivity else { return nil }
    self.comparison = comparison
    draft.put("Sensitivity", 0, 0, Looks.title)
    draft.put(
      "Net present cost in \(comparison.scenario.currency.code), base case, with one thing at a time as column "
        + "Value says. Values of the run: each is a replay of its own.", 1, 0, Looks.note)
    head("Uncertain inputs at their p10 and p90")
    put("Every input at its mean", "", sensitivity.base, Looks.bold)
    for effect in sensitivity.effects {
      put(effect.input.title, "p10: \(effect.input.value(at: Sensitivity.ends.low))", effect.low)
      put(effect.input.title, "p90: \(effect.input.value(at: Sensitivity.ends.high))", effect.high)
    }
    head("Discount rate and horizon")
    for rate in sensitivity.rates {
      put("Discount rate", NumberText.written(share: rate.rate), rate.costs)
    }
    for horizon in sensitivity.horizons {
      put("Planning years", "\(horizon.years)", horizon.costs)
    }
    draft.widths = [0: 42, 1: 18, comparison.vendors.count + 2: 34]
    for column in comparison.vendors.indices { draft.widths[2 + column] = 18 }
    draft.frozen = CellReference(4, 1)
    draft.repeatedColumns = 0...0
    draft.tabColour = 0x3C8D6E
  }

  private mutating func head(_ text: String) {
    if row > 3 { row += 1 }
    draft.blocks.append(row)
    draft.put(text, row, 0, Looks.columnHead)
    draft.put("Value", row, 1, Looks.columnHead)
    for (place, vendor) in comparison.vendors.enumerated() {
      draft.put(vendor.name.shortened(to: 80), row, 2 + place, Looks.columnHeadRight)
    }
    draft.put(
      "Cheapest", row, 2 + comparison.vendors.count, Looks.columnHead.with { $0.indent = 1 })
    row += 1
  }

  private mutating func put(
    _ title: String, _ value: String, _ costs: Sensitivity.Case, _ look: CellStyle = Looks.wrapped
  ) {
    let money = CellStyle.Number.money(digits: comparison.scenario.currency.digits)
    draft.put(title.onOneLine.shortened(to: 200), row, 0, look)
    draft.put(value, row, 1, Looks.unit)
    for (place, cost) in costs.netPresentCosts.enumerated() {
      draft.put(.number(cost), row, 2 + place, Looks.value(money))
    }
    draft.put(
      comparison.vendors[costs.cheapest].name.shortened(to: 80), row,
      2 + comparison.vendors.count, Looks.unit.with { $0.indent = 1 })
    row += 1
  }
}
