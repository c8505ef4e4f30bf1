package import Evaluation
package import Quantities

extension NumberText {
  /// What stands where there is no figure.
  package static let none = "—"

  /// What stands for a date that the plan does not reach, if it comes at all.
  package static let afterPlan = "after the plan"

  /// A band as `1.23 PB (1.10–1.40)`: the middle first, the unit once.
  package static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double, unit: String
  ) -> String {
    let decimals = decimals(for: band.finite(middle).map { $0 / scale })
    return Self.band(band, middle: middle, scale: scale, decimals: decimals, unit: unit)
  }

  /// The decimals with which the greatest of some numbers has three significant digits: at most two,
  /// none for 0.
  private static func decimals(for numbers: [Double]) -> Int {
    let size = numbers.map { abs($0) }.max() ?? 0
    return size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2
  }

  /// A band of shares as `99.96 % (99.91–100.00)`; what is not quite nothing or all does not read so.
  ///
  /// - Parameters:
  ///   - band: Of shares, 1 is the whole.
  ///   - middle: What stands before the parentheses.
  ///   - least: The decimals of the per cent that it has at least.
  /// - Returns: The band with its unit.
  package static func shares(
    _ band: Band, middle: KeyPath<Band, Double>, decimals least: Int = 0
  ) -> String {
    let percents = band.finite(middle).map { $0 * 100 }
    let few = max(least, decimals(for: percents))
    func isHidden(_ percent: Double) -> Bool {
      percent > 0 && percent < 100
        && [0, 100].contains { fixed(percent, decimals: few) == fixed($0, decimals: few) }
    }
    let decimals = percents.contains(where: isHidden) ? 2 : few
    return Self.band(band, middle: middle, scale: 0.01, unit: "%") { percent in
      // Closer to nothing or all than two decimals show, it stops short of it.
      let isBetween = percent > 0 && percent < 100
      return fixed(isBetween ? min(max(percent, 0.01), 99.99) : percent, decimals: decimals)
    }
  }

  /// The ends of a band as whole numbers, `255–271`; one number where they do not differ.
  package static func ends(of band: Band, scale: Double) -> String {
    let ends = [band.p10, band.p90].map { $0.isFinite ? fixed($0 / scale, decimals: 0) : none }
    guard ends[0] != ends[1] else { return ends[0] }
    return ends.joined(separator: band.p10 < 0 || band.p90 < 0 ? " to " : "–")
  }

  /// A mean of money with half the width of its 95 % confidence interval: 3,815,242 ± 2,310 USD.
  package static func mean(_ band: Band, _ currency: Currency) -> String {
    guard band.mean.isFinite else { return none }
    let interval = band.ci95.map { " ± " + whole($0) } ?? ""
    return "\(whole(band.mean))\(interval) \(currency.code)"
  }

  /// A band of whole numbers.
  package static func whole(_ band: Band, middle: KeyPath<Band, Double>, unit: String) -> String {
    Self.band(band, middle: middle, decimals: 0, unit: unit)
  }

  /// A band with a fixed count of decimals.
  package static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double = 1, decimals: Int, unit: String
  ) -> String {
    Self.band(band, middle: middle, scale: scale, unit: unit) { fixed($0, decimals: decimals) }
  }

  /// A band of numbers that a function writes.
  private static func band(
    _ band: Band, middle: KeyPath<Band, Double>, scale: Double, unit: String,
    _ written: (Double) -> String
  ) -> String {
    let values = [band[keyPath: middle], band.p10, band.p90].map { $0 / scale }
    guard values.contains(where: \.isFinite) else { return none }
    let texts = values.map { $0.isFinite ? written($0) : none }
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
