import Costing
import Evaluation
import PlanModel
import Quantities
import Simulation

/// The values that the cost rests on most: what moves a net present cost by more than a stated share.
///
/// A price line moves it by its own share: without the line the cost is less by so much. An uncertain input moves
/// it by what lies between its p10 and p90, the discount rate by what lies between two points less and two more.
struct CostRegister {
  /// One value.
  struct Entry {
    /// As the table names it.
    var name: String
    /// As written, or between what values it moves.
    var value: String
    /// Of which offer; of the one that it moves most where it is the plan's.
    var vendor: String
    /// Of the net present cost; of the offer that it moves most where it is the plan's.
    var share: Double
    /// Where it comes from; nil is assumed.
    var source: String?
    var dated: String?
    /// nil where it stands in no file: the catalogue's.
    var location: SourceLocation?
    /// What the paths of assumptions begin with that say it.
    var path: String
  }

  /// From which share of a net present cost on a value is listed.
  static let least = 0.02

  /// The greatest share first.
  let entries: [Entry]

  init(_ comparison: Comparison) {
    let all = Self.lines(comparison) + Self.inputs(comparison) + Self.rate(comparison)
    entries = all.enumerated().filter { $0.element.share >= Self.least }.sorted { a, b in
      a.element.share == b.element.share
        ? a.offset < b.offset : a.element.share > b.element.share
    }.map(\.element)
  }

  private static func lines(_ comparison: Comparison) -> [Entry] {
    comparison.vendors.flatMap { vendor in
      vendor.ledger.lines.map { ledger in
        let line = ledger.line
        let present = zip(Ledger.yearly(ledger.amounts), vendor.cashFlow.discountFactors).reduce(0)
        {
          $0 + comparison.major($1.0) * $1.1
        }
        let prices = ledger.inputs.prices.map { price in
          line.meter.share == nil
            ? NumberText.written(price.nearest) : NumberText.written(share: price.nearest)
        }
        return Entry(
          name: line.item.onOneLine, value: prices.joined(separator: ", "), vendor: vendor.name,
          share: present / vendor.cashFlow.netPresentCost,
          source: line.source, dated: line.dated, location: line.location,
          path: "\(vendor.profile.id).prices.\(line.id).")
      }
    }
  }

  private static func inputs(_ comparison: Comparison) -> [Entry] {
    guard let sensitivity = comparison.sensitivity else { return [] }
    return sensitivity.effects.map { effect in
      let ends = [Sensitivity.ends.low, Sensitivity.ends.high].map(effect.input.value)
      let path = effect.input.parts.first?.path ?? ""
      let assumption = comparison.scenario.assumptions.first { $0.path.hasPrefix(path) }
      return Entry(
        name: effect.input.title, value: ends.joined(separator: " to "),
        vendor: comparison.vendors[swing(effect.low, effect.high, sensitivity).vendor].name,
        share: swing(effect.low, effect.high, sensitivity).share, source: assumption?.source,
        dated: nil, location: assumption?.location, path: path)
    }
  }

  private static func rate(_ comparison: Comparison) -> [Entry] {
    guard let sensitivity = comparison.sensitivity, let low = sensitivity.rates.first,
      let high = sensitivity.rates.last
    else { return [] }
    let path = "finance.discount-rate"
    let assumption = comparison.scenario.assumptions.first { $0.path.hasPrefix(path) }
    let ends = [low, high].map { NumberText.written(share: $0.rate) }
    return [
      Entry(
        name: "Discount rate", value: ends.joined(separator: " to "),
        vendor: comparison.vendors[swing(low.costs, high.costs, sensitivity).vendor].name,
        share: swing(low.costs, high.costs, sensitivity).share, source: assumption?.source,
        dated: nil,
        location: assumption?.location, path: path)
    ]
  }

  private static func swing(
    _ low: Sensitivity.Case, _ high: Sensitivity.Case, _ sensitivity: Sensitivity
  ) -> (vendor: Int, share: Double) {
    let shares = sensitivity.base.netPresentCosts.indices.map { vendor in
      abs(high.netPresentCosts[vendor] - low.netPresentCosts[vendor])
        / sensitivity.base.netPresentCosts[vendor]
    }
    let most = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    return (most, shares[most])
  }
}
