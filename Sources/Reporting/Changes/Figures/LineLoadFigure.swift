/// What is offered to each line in its busiest hour.
package struct LineLoadFigure: ComparedFigure {
  package let id = "line-load"
  package let title = "Offered to each line in its busiest hour"
  package let explanation =
    "Bits a second over that hour in the last year that all runs have, after compression, mean over the futures. Lines of the old system are left out, and so are queues that are no lines."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    guard let last = years.last else { return [] }
    return run.vendors.flatMap { vendor in
      Self.lines(vendor).map { line in
        FigureRow(
          offer: vendor.id, item: line.title,
          value: .mean(line.yearlyBusyHourBitsPerSecond.mean[last], .bitRate))
      }
    }
  }

  package let headlineTitle: String? = "Busiest hour of a line, last year: the greatest change"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    guard let last = years.last else { return "" }
    var greatest: (change: Double, words: String)?
    for vendor in after.vendors {
      guard let other = before.vendor(vendor.id) else { continue }
      for line in Self.lines(vendor) {
        let was = Self.lines(other).first { $0.title == line.title }
        guard let now = line.yearlyBusyHourBitsPerSecond.mean[last] else { continue }
        let then = was.map { $0.yearlyBusyHourBitsPerSecond.mean[last] } ?? 0
        guard let then, now != then, abs(now - then) > abs(greatest?.change ?? 0) else { continue }
        let sign = FigureUnit.bitRate.signed(now - then)
        greatest = (
          now - then,
          "\(sign)\(was == nil ? " (new)" : ""), \(line.title) of \(vendor.name.onOneLine)"
        )
      }
    }
    return (greatest?.words ?? "").orSame
  }

  private static func lines(_ vendor: RunResults.Vendor) -> [RunResults.Stage] {
    vendor.stages.filter { $0.linkBitsPerSecond != nil && !$0.isOldSystem }
  }
}

extension RunResults.Stage {
  /// The stage with its place: `uplink (Main campus)`.
  var title: String { name.onOneLine + (place.map { " (\($0.onOneLine))" } ?? "") }
}
