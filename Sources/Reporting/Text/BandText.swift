package import Evaluation
package import Quantities

extension NumberText {
  /// A band as `1.23 PB (1.10–1.40)`: the middle first, the unit once.
  package static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double, unit: String
  ) -> String {
    let size = [band[keyPath: middle], band.p10, band.p90].map { abs($0 / scale) }.max() ?? 0
    let decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2
    return Self.band(band, middle: middle, scale: scale, decimals: decimals, unit: unit)
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
    let texts = values.map { fixed($0, decimals: decimals) }
    let suffix = unit.isEmpty ? "" : " " + unit
    // Futures that do not differ need no band.
    guard texts[1] != texts[2] || texts[0] != texts[1] else { return texts[0] + suffix }
    // A dash between two minus signs is hard to read.
    let joint = values.contains { $0 < 0 } ? " to " : "–"
    return "\(texts[0])\(suffix) (\(texts[1])\(joint)\(texts[2]))"
  }
}
