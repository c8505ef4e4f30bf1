package import Evaluation
package import Quantities

extension NumberText {
  /// What stands where there is no figure.
  package static let none = "—"

  /// A band as `1.23 PB (1.10–1.40)`: the middle first, the unit once.
  package static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double, unit: String
  ) -> String {
    let size = band.finite(middle).map { abs($0 / scale) }.max() ?? 0
    let decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2
    return Self.band(band, middle: middle, scale: scale, decimals: decimals, unit: unit)
  }

  /// The ends of a band as whole numbers, `255–271`; one number where they do not differ.
  package static func ends(of band: Band, scale: Double) -> String {
    let ends = [band.p10, band.p90].map { $0.isFinite ? fixed($0 / scale, decimals: 0) : none }
    guard ends[0] != ends[1] else { return ends[0] }
    return ends.joined(separator: band.p10 < 0 || band.p90 < 0 ? " to " : "–")
  }

  /// A band of whole numbers.
  package static func whole(_ band: Band, middle: KeyPath<Band, Double>, unit: String) -> String {
    Self.band(band, middle: middle, decimals: 0, unit: unit)
  }

  /// A band with a fixed count of decimals.
  package static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double = 1, decimals: Int, unit: String
  ) -> String {
    let values = [band[keyPath: middle], band.p10, band.p90].map { $0 / scale }
    guard values.contains(where: \.isFinite) else { return none }
    let texts = values.map { $0.isFinite ? fixed($0, decimals: decimals) : none }
    let suffix = unit.isEmpty ? "" : " " + unit
    // Futures that do not differ need no band.
    guard texts[1] != texts[2] || texts[0] != texts[1] else { return texts[0] + suffix }
    // A dash between two minus signs is hard to read.
    let joint = values.contains { $0 < 0 } ? " to " : "–"
    guard values.allSatisfy(\.isFinite) else {
      let ends = zip(values, texts).dropFirst().map { $0.isFinite ? $1 : "without end" }
      // The middle brings the unit; without it the first end does.
      return values[0].isFinite
        ? "\(texts[0])\(suffix) (\(ends[0])\(joint)\(ends[1]))"
        : "\(none) (\(ends[0])\(values[1].isFinite ? suffix : "")\(joint)\(ends[1]))"
    }
    return "\(texts[0])\(suffix) (\(texts[1])\(joint)\(texts[2]))"
  }
}

extension Band {
  /// The values that are numbers, of the three that a band shows: a queue whose backlog grows
  /// without end has waits without end.
  package func finite(_ middle: KeyPath<Band, Double>) -> [Double] {
    [self[keyPath: middle], p10, p90].filter(\.isFinite)
  }
}
