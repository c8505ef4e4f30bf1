/// How well promises to clinicians are kept.
package struct PromiseFigure: ComparedFigure {
  package let id = "service-levels"
  package let title = "Promises to clinicians"
  package let explanation =
    "The share of studies within the promised time, mean over the futures, and the share of the futures in which that reaches the target; last year that all runs have."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    guard let last = years.last else { return [] }
    return run.vendors.flatMap { vendor in
      vendor.serviceLevels.flatMap { level in
        [
          FigureRow(
            offer: vendor.id, item: "\(level.id.onOneLine): studies within",
            value: .mean(level.yearlyAttainedShare.mean[last], .share)),
          FigureRow(
            offer: vendor.id, item: "\(level.id.onOneLine): futures that reach the target",
            value: .mean(level.yearlyKeptShare[last], .share)),
        ]
      }
    }
  }
}
