import Costing
public import Evaluation
import PlanModel
import Quantities

/// What each uncertain input does to the cost and to the order, and what another discount rate or horizon does.
public struct SensitivitySection: ReportSection {
  /// The chapter's heading.
  public let title = "What moves the cost"

  /// Makes the chapter.
  public init() {}

  /// Inputs first, then rate and horizon; nothing where nobody asked.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    guard let sensitivity = comparison.sensitivity else { return [] }
    return inputs(comparison, sensitivity) + settings(comparison, sensitivity)
  }

  private func inputs(_ comparison: Comparison, _ sensitivity: Sensitivity) -> [ReportBlock] {
    let rows = SensitivityRow.most(of: sensitivity, comparison)
    guard !rows.isEmpty else { return [] }
    let currency = comparison.scenario.currency
    let order = comparison.byCost
    let hasRival = order.count > 1
    let rivals =
      hasRival
      ? " and how much more \(order[1].name) costs, the next" : ""
    let all = sensitivity.effects.count
    return [
      .paragraph(
        ReportText(
          "Each uncertain input is set to the value that one future in ten stays below, and to the one that "
            + "one in ten goes beyond, all others at their means and with the same arrivals. The table shows "
            + "what that does to the net present cost of \(order[0].name), the cheapest offer,\(rivals)"
            + (all > rows.count
              ? ": the \(rows.count) of \(all) inputs that do most." : ".")))
    ] + ChartRegistry.blocks(of: .sensitivity, for: comparison) + [
      .table(
        ReportTable(
          columns: [
            .init("Input", isNumeric: false), .init("p10"), .init("p90"),
            .init("\(order[0].name), at p10"), .init("at p90"),
          ]
            + (hasRival
              ? [
                .init("\(order[1].name) less \(order[0].name), at p10"), .init("at p90"),
                .init("Cheapest then", isNumeric: false),
              ] : []),
          rows: rows.map { row in
            [
              .text(row.name), .text(row.lowValue), .text(row.highValue),
              .text(NumberText.signed(row.cost.low)), .text(NumberText.signed(row.cost.high)),
            ]
              + (hasRival
                ? [
                  .money(row.difference.low, currency), .money(row.difference.high, currency),
                  .text(turned(row.effect, comparison, sensitivity)),
                ] : [])
          })),
      .paragraph(
        ReportText(
          "In \(currency.code). Columns of the cheapest offer are changes against "
            + "\(NumberText.whole(order[0].cashFlow.netPresentCost)). All inputs and offers are in "
            + "comparison.xlsx, sheet Sensitivity. Disks are bought in steps, so that different inputs may come to the "
            + "same amount. What is written without a band is certain here, such as prices and the studies of the "
            + "first year: “pacsplan negotiate” tells at which price, volume or growth the order turns."
        )),
    ]
  }

  /// Whether another offer is the cheapest at an end.
  private func turned(
    _ effect: Sensitivity.Effect, _ comparison: Comparison, _ sensitivity: Sensitivity
  ) -> String {
    let ends = [("p10", effect.low), ("p90", effect.high)].compactMap { name, end -> String? in
      end.cheapest == sensitivity.base.cheapest
        ? nil : "\(comparison.vendors[end.cheapest].name) at \(name)"
    }
    return ends.isEmpty ? "the same" : ends.joined(separator: ", ")
  }

  private func settings(_ comparison: Comparison, _ sensitivity: Sensitivity) -> [ReportBlock] {
    guard comparison.vendors.count > 1 else { return [] }
    let scenario = comparison.scenario
    let now = NumberText.written(share: scenario.finance.discountRate.value)
    var cases: [(String, Sensitivity.Case)] = [
      ("As planned: \(now), \(scenario.years) years", sensitivity.base)
    ]
    cases += sensitivity.rates.map {
      ("Discount rate \(NumberText.written(share: $0.rate))", $0.costs)
    }
    cases += sensitivity.horizons.map { ("\($0.years) years", $0.costs) }
    let planned = sensitivity.base.order
    return [
      .subheading("Another discount rate or horizon"),
      .table(
        ReportTable(
          columns: [
            .init("", isNumeric: false), .init("Cheapest", isNumeric: false),
            .init("Net present cost"), .init("Next", isNumeric: false), .init("Costs more by"),
            .init("Changes of rank", isNumeric: false),
          ],
          rows: cases.map { name, costs in
            let order = costs.order
            return [
              .text(name), .text(comparison.vendors[order[0]].name),
              .money(costs.netPresentCosts[order[0]], scenario.currency),
              .text(comparison.vendors[order[1]].name),
              .money(
                costs.netPresentCosts[order[1]] - costs.netPresentCosts[order[0]],
                scenario.currency),
              moves(from: planned, to: order, comparison),
            ]
          })),
      .paragraph(
        "Another horizon was replayed: its purchases, volumes and payments are its own. Costs over different "
          + "horizons are no measure of each other; their order is."),
    ]
  }

  private func moves(from planned: [Int], to order: [Int], _ comparison: Comparison) -> ReportCell {
    let moved = order.enumerated().compactMap { rank, vendor -> String? in
      guard let before = planned.firstIndex(of: vendor), before != rank else { return nil }
      return "\(comparison.vendors[vendor].name) from \(before + 1) to \(rank + 1)"
    }
    guard !moved.isEmpty else { return .text("none") }
    return order[0] == planned[0]
      ? .text(moved.joined(separator: ", ")) : .strong(moved.joined(separator: ", "))
  }
}

/// One input's line of tables and charts.
struct SensitivityRow {
  /// As reports name it: `CT: growth a year`.
  var name: String
  var lowValue: String
  var highValue: String
  /// By how much the cheapest offer's cost differs from the base case.
  var cost: (low: Double, high: Double)
  /// What the next offer costs more than the cheapest of the base case.
  var difference: (low: Double, high: Double)
  var effect: Sensitivity.Effect

  /// How many are shown.
  static let shown = 12

  /// The inputs that do most, to the cheapest offer's cost or to its lead, the greatest first.
  static func most(of sensitivity: Sensitivity, _ comparison: Comparison) -> [SensitivityRow] {
    let order = sensitivity.base.order
    let first = order[0]
    let second = order.count > 1 ? order[1] : order[0]
    let base = sensitivity.base.netPresentCosts
    let rows = sensitivity.effects.map { effect in
      func cost(_ end: Sensitivity.Case) -> Double { end.netPresentCosts[first] - base[first] }
      func difference(_ end: Sensitivity.Case) -> Double {
        end.netPresentCosts[second] - end.netPresentCosts[first]
      }
      return SensitivityRow(
        name: effect.input.title, lowValue: effect.input.value(at: Sensitivity.ends.low),
        highValue: effect.input.value(at: Sensitivity.ends.high),
        cost: (cost(effect.low), cost(effect.high)),
        difference: (difference(effect.low), difference(effect.high)), effect: effect)
    }
    let sorted = rows.enumerated().sorted { a, b in
      let swings = (a.element.swing, b.element.swing)
      return swings.0 == swings.1 ? a.offset < b.offset : swings.0 > swings.1
    }
    return sorted.prefix(shown).map(\.element)
  }

  private var swing: Double {
    max(abs(cost.high - cost.low), abs(difference.high - difference.low))
  }
}

extension Sensitivity.Case {
  /// The offers from the least to the greatest cost.
  var order: [Int] {
    netPresentCosts.indices.sorted { netPresentCosts[$0] < netPresentCosts[$1] }
  }
}

extension NumberText {
  /// A whole number with its sign, also where it is greater than 0.
  static func signed(_ number: Double) -> String {
    let text = whole(number)
    return number > 0 && text != "0" ? "+\(text)" : text
  }
}
