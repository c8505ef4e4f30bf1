import Quantities

/// What each offer costs.
package struct CostFigure: ComparedFigure {
  package let id = "cost"
  package let title = "Money"
  package let explanation =
    "Net present cost is all payments discounted to the start of the plan, the total all payments as they are paid. A median stands with the values between which eight of ten futures lie; medians are not subtracted, since the difference of two medians is not the median of the differences."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    let currency = run.currency
    let scale = (0..<currency.digits).reduce(1.0) { scale, _ in scale * 10 }
    return run.vendors.flatMap { vendor in
      let cost = vendor.cost
      let unit = FigureUnit.money(currency)
      let values: [(String, FigureValue)] = [
        ("Net present cost, base case", .base(cost.netPresentCostBaseMajorUnits, unit)),
        ("Net present cost, mean", .mean(cost.netPresentCostMajorUnits.mean, unit)),
        ("Net present cost, median", .band(cost.netPresentCostMajorUnits, unit)),
        ("Total, base case", .base(Double(cost.nominalBaseMinorUnits) / scale, unit)),
        ("Total, median", .band(cost.nominalMajorUnits, unit)),
      ]
      return values.map { FigureRow(offer: vendor.id, item: $0, value: $1) }
    }
  }

  package let headlineTitle: String? = "Net present cost, base case, by offer"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    FigureUnit.money(after.currency).range(
      before.changes(to: after) { $0.cost.netPresentCostBaseMajorUnits.map { $0.rounded() } })
  }
}
