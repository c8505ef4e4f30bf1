import Quantities

/// When tiers are full.
package struct FullTierFigure: ComparedFigure {
  package let id = "full-tiers"
  package let title = "When a tier is full"
  package let explanation =
    "The day by which one future in ten, or half of them, has seen the tier full: if nothing is bought, and although it is extended as its profile says. Tiers without a capacity are left out."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    run.vendors.flatMap { vendor in
      vendor.storage.tiers.filter { !$0.capacityBytesBase.isEmpty }.flatMap { tier in
        [
          ("nothing bought, one in ten", tier.fullWithoutPurchases.p10),
          ("nothing bought, half", tier.fullWithoutPurchases.p50),
          ("extended, half", tier.fullWithPurchases.p50),
        ].map { item, day in
          FigureRow(
            offer: vendor.id, item: "\(tier.id.onOneLine): \(item)",
            value: .day(RunResults.Dates.day(day)))
        }
      }
    }
  }

  package let headlineTitle: String? = "A tier is full if nothing is bought, half of the futures"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    let changes = before.changes(to: after) { vendor in
      vendor.storage.tiers.compactMap { RunResults.Dates.day($0.fullWithoutPurchases.p50) }.min()
        .map { Double($0.dayNumber) }
    }
    let words = [changes.min(), changes.max()].compactMap(\.self).map {
      $0 == 0 ? "same" : FigureChange.days(Int($0)).text
    }
    guard let first = words.first, let last = words.last else { return NumberText.none }
    return first == last ? first : "\(first) to \(last)"
  }
}
