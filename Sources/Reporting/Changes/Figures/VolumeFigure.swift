/// Studies and bytes that arrive in a year.
package struct VolumeFigure: ComparedFigure {
  package let id = "volume"
  package let title = "Studies and bytes a year"
  package let explanation =
    "As acquired, before any compression; the same for every offer. Base case."

  package func rows(of run: RunResults, years: [Int]) -> [FigureRow] {
    years.map {
      FigureRow(
        item: "Studies, year \($0 + 1)", value: .base(Self.studies(run, $0), .studies))
    }
      + years.map {
        FigureRow(
          item: "Acquired, year \($0 + 1)", value: .base(Self.bytes(run, $0), .bytes))
      }
  }

  package let headlineTitle: String? = "Studies and bytes acquired, last year"

  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    guard let last = years.last else { return "" }
    let studies = Self.studies(after, last) - Self.studies(before, last)
    let bytes = Self.bytes(after, last) - Self.bytes(before, last)
    return [
      studies == 0 ? nil : "\(FigureUnit.studies.signed(studies)) studies",
      bytes == 0 ? nil : FigureUnit.bytes.signed(bytes),
    ].compactMap(\.self).joined(separator: ", ").orSame
  }

  private static func studies(_ run: RunResults, _ year: Int) -> Double {
    run.demand.monthlyStudiesBase[year * 12..<year * 12 + 12].reduce(0, +)
  }

  private static func bytes(_ run: RunResults, _ year: Int) -> Double {
    run.demand.monthlyAcquiredBytesBase[year * 12..<year * 12 + 12].reduce(0, +)
  }
}

extension String {
  /// The text, or that nothing differs.
  var orSame: String { isEmpty ? "same" : self }
}
