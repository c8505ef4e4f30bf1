import Evaluation

/// How long 95 of 100 studies take.
package struct TimeFigure: ComparedFigure {
  package let id = "times"
  package let title = "95 of 100 studies within"
  package let explanation =
    "From the end of acquisition to the primary and to the last copy, and from a reader's request to the display; last year that all runs have, mean over the futures. Where a backlog grows without end there is no figure: —."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    guard let last = years.last else { return [] }
    return run.vendors.flatMap { vendor in
      Self.times(vendor).map { item, waits in
        FigureRow(
          offer: vendor.id, item: item, value: .mean(waits.p95OfStudies.mean[last], .seconds))
      }
    }
  }

  package let headlineTitle: String? = "95 of 100 studies in the last copy, last year, by offer"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    guard let last = years.last else { return "" }
    return FigureUnit.seconds.range(
      before.changes(to: after) { $0.timeToProtectedSeconds.p95OfStudies.mean[last] })
  }

  private static func times(_ vendor: RunResults.Vendor) -> [(String, RunResults.Waits)] {
    [
      ("To the primary copy", vendor.timeToArchiveSeconds),
      ("To the last copy", vendor.timeToProtectedSeconds),
    ]
      + DisplayKind.allCases.compactMap { kind in
        vendor.timeToDisplaySeconds["\(kind)"].map { ("To display: \(kind.words)", $0) }
      }
  }
}
