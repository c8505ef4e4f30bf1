import ArgumentParser
import PlanModel
import Reporting

struct Catalogue: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show how big studies are by default, and where that comes from.",
    discussion: """
      Sizes are as acquired, most of them uncompressed. 'Site' is what a hospital's own mean may be, \
      as a multiple of the one shown: least to greatest. 'Ratio' is that of lossless compression.
      """)

  func run() {
    let entries = CatalogueEntry.shipped
    let rows = entries.map { entry in
      [
        entry.code, entry.name, NumberText.bytes(entry.defaultMean),
        NumberText.bytes(scaled(entry, 50)), NumberText.bytes(scaled(entry, 95)),
        NumberText.bytes(scaled(entry, 99)), NumberText.readable(entry.instances.mean),
        range(entry.siteFactor), range(entry.losslessRatio),
      ]
    }
    let table = TextTable(
      header: ["Code", "Modality", "Mean", "Median", "p95", "p99", "Images", "Site", "Ratio"],
      rightFrom: 2, rows: rows)
    print(table.lines.joined(separator: "\n"))
    for entry in entries {
      print("\n\(entry.code): \(entry.name)")
      print("  \(entry.note)")
      print("  sizes:   \(entry.source)")
      print("  site:    \(entry.factorSource)")
      print("  ratio:   \(entry.ratioSource)")
    }
  }

  /// A quantile of the sizes that a stream without a size of its own uses.
  private func scaled(_ entry: CatalogueEntry, _ percent: Int) -> Double {
    entry.bytes.knots[percent] * entry.defaultMean / entry.bytes.mean
  }

  private func range(_ estimate: Estimate) -> String {
    let low = NumberText.readable(estimate.quantile(0))
    let high = NumberText.readable(estimate.quantile(1))
    return low == high ? low : "\(low) to \(high)"
  }
}
