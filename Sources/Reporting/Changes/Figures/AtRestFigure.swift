/// Bytes at rest at the end of a year.
package struct AtRestFigure: ComparedFigure {
  package let id = "at-rest"
  package let title = "At rest at the end of a year"
  package let explanation =
    "One copy, and physical: with all copies and protection such as RAID. Base case."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    run.vendors.flatMap { vendor in
      years.flatMap { year in
        [
          FigureRow(
            offer: vendor.id, item: "Year \(year + 1), one copy",
            value: .base(vendor.storage.logicalBytesBase[year * 12 + 11], .bytes)),
          FigureRow(
            offer: vendor.id, item: "Year \(year + 1), physical",
            value: .base(vendor.storage.physicalBytesBase[year * 12 + 11], .bytes)),
        ]
      }
    }
  }

  package let headlineTitle: String? = "At rest at the end, physical, by offer"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    guard let last = years.last else { return "" }
    return FigureUnit.bytes.range(
      before.changes(to: after) { $0.storage.physicalBytesBase[last * 12 + 11] })
  }
}
