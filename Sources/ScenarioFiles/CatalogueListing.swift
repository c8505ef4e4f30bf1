public import PlanModel
import Quantities

/// The modality catalogue as text for the terminal.
public enum CatalogueListing {
  /// A table of the modalities, then notes and sources.
  public static func text(_ entries: [CatalogueEntry]) -> String {
    let head = ["code", "modality", "mean", "p50", "p95", "images", "ratio", "site factor"]
    let rows = entries.map { entry in
      let scale = entry.bytes.mean > 0 ? entry.defaultMean / entry.bytes.mean : 1
      return [
        entry.code, entry.name, megabytes(entry.defaultMean),
        megabytes(entry.bytes.knots[50] * scale),
        megabytes(entry.bytes.knots[95] * scale), short(entry.instances.knots[50], digits: 0),
        band(entry.losslessRatio), band(entry.siteFactor),
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + ((2...5).contains(column) ? gap + cell : cell + gap)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    var lines = [
      line(head), widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "),
    ]
    lines += rows.map(line)
    lines += [
      "", "mean, p50, p95: size of a study as acquired. images: instances of the middle study.",
      "ratio: uncompressed over losslessly compressed bytes, low / likely / high.",
      "site factor: what your own mean may be as a multiple of the mean, low / likely / high.",
    ]
    for entry in entries {
      lines += [""] + wrapped("\(entry.code): \(entry.note)", indent: "  ")
      lines += wrapped("  ratio: \(entry.ratioSource)", indent: "    ")
      lines += wrapped("  site factor: \(entry.factorSource)", indent: "    ")
    }
    lines += ["", "Sizes:"]
    var sources: [String] = []
    for entry in entries where !sources.contains(entry.source) { sources.append(entry.source) }
    lines += sources.flatMap { source in
      let codes = entries.filter { $0.source == source }.map(\.code).joined(separator: ", ")
      return wrapped("  \(codes): \(source)", indent: "    ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text in lines of at most 100 columns.
  private static func wrapped(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isStart = true
    for word in text.split(separator: " ") {
      if !isStart, line.count + 1 + word.count > 100 {
        lines.append(line)
        line = indent
        isStart = true
      }
      line += (isStart ? "" : " ") + word
      isStart = false
    }
    return lines + [line]
  }

  /// Bytes in MB, three significant digits: `399 MB`.
  static func megabytes(_ bytes: Double) -> String {
    let number = bytes / 1_000_000
    return short(number, digits: number >= 100 ? 0 : number >= 10 ? 1 : 2) + " MB"
  }

  /// A value with its limits: `2 / 2.5 / 4`.
  static func band(_ estimate: Estimate) -> String {
    switch estimate.shape {
    case .known(let value): short(value, digits: 4)
    case .pert(let pert):
      [pert.low, pert.likely, pert.high].map { short($0, digits: 4) }.joined(separator: " / ")
    }
  }

  /// A number without trailing zeros, with commas between thousands.
  private static func short(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let units = Int64((value * scale).rounded())
    var whole = String(units / Int64(scale))
    var index = whole.count - 3
    while index > 0 {
      whole.insert(",", at: whole.index(whole.startIndex, offsetBy: index))
      index -= 3
    }
    var rest = String(units % Int64(scale))
    rest = String(repeating: "0", count: max(0, digits - rest.count)) + rest
    while rest.last == "0" { rest.removeLast() }
    return digits == 0 || rest.isEmpty ? whole : "\(whole).\(rest)"
  }
}
