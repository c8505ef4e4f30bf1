public import PlanModel
public import Quantities

/// The discount rates at which two offers cost the same: the internal rates of return of their difference.
///
/// There may be none, or several. Looked for from 0 to 50 % a year, in steps of a tenth of a point: where the
/// difference changes its sign within a step, once each.
public enum TurningRates {
  /// Greatest rate that is looked at.
  public static let greatest = 0.5
  private static let steps = 500

  /// Looks for the rates.
  ///
  /// - Parameters:
  ///   - first: Payments of one offer by year, year 0 first.
  ///   - second: Of the other.
  ///   - finance: Basis, inflation and timing.
  ///   - currency: For its minor unit.
  /// - Returns: In rising order; empty where the order never turns.
  public static func between(
    _ first: [Money], _ second: [Money], finance: Finance, currency: Currency
  ) -> [Double] {
    let differences = zip(first, second).map { ($1 - $0) }
    func net(_ rate: Double) -> Double {
      var finance = finance
      finance.discountRate = Fraction(rate)
      return PresentCost(
        yearly: differences, yearlyStudies: [], finance: finance, currency: currency
      ).net
    }
    var rates: [Double] = []
    var before = net(0)
    for step in 1...steps {
      let low = Double(step - 1) * greatest / Double(steps)
      let high = Double(step) * greatest / Double(steps)
      let now = net(high)
      if before != 0, now != 0, (before < 0) != (now < 0) {
        rates.append(root(of: net, from: low, to: high))
      } else if now == 0, before != 0 {
        rates.append(high)
      }
      before = now
    }
    return rates
  }

  private static func root(
    of net: (Double) -> Double, from low: Double, to high: Double
  ) -> Double {
    var (low, high) = (low, high)
    let isFalling = net(low) > 0
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if (net(middle) > 0) == isFalling { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
