import Quantities

/// Which offer costs least.
package struct CheapestFigure: ComparedFigure {
  package let id = "cheapest"
  package let title = "Which offer costs least"
  package let explanation =
    "By net present cost: in the base case, and in most of the futures with the share of them."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    let often = run.vendors.max {
      ($0.cost.costsLeastShare ?? -1) < ($1.cost.costsLeastShare ?? -1)
    }
    return [
      FigureRow(item: "Base case", value: .words(Self.cheapest(run)?.name ?? NumberText.none)),
      FigureRow(item: "Most futures", value: .words(often?.name ?? NumberText.none)),
      FigureRow(
        item: "Share of the futures", value: .mean(often?.cost.costsLeastShare, .share)),
    ]
  }

  package let showsAll = true

  package let headlineTitle: String? = "Cheapest offer, base case"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    guard let now = Self.cheapest(after) else { return NumberText.none }
    let then = Self.cheapest(before)
    return then?.id == now.id
      ? "same: \(now.name.onOneLine)"
      : "now \(now.name.onOneLine), before \(then?.name.onOneLine ?? NumberText.none)"
  }

  private static func cheapest(_ run: RunResults) -> RunResults.Vendor? {
    run.vendors.filter { $0.cost.netPresentCostBaseMajorUnits != nil }.min {
      ($0.cost.netPresentCostBaseMajorUnits ?? 0) < ($1.cost.netPresentCostBaseMajorUnits ?? 0)
    }
  }
}
