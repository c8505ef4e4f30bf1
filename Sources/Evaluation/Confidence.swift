/// How far what some futures show may be from what all futures would show.
///
/// The formulas are those of independent futures. The draws of the uncertain values are spread more
/// evenly than that, so that a mean is as a rule nearer than its interval says.
/// Source: A. B. Owen, *Monte Carlo variance of scrambled net quadrature*, SIAM J. Numer. Anal. 34
/// (1997): the variance of a mean over such draws is never much above that of independent ones.
public enum Confidence {
  /// Half the width of the 95 % confidence interval of the mean.
  ///
  ///     h = t(0.975, n − 1) · s / √n,  s² = Σ(x − mean)² / (n − 1)
  ///
  /// - Parameter values: One a future.
  /// - Returns: nil for fewer than two futures and where a value is not finite; exactly 0 where all
  ///   are the same.
  static func halfWidth(of values: [Double]) -> Double? {
    guard values.count > 1, values.allSatisfy(\.isFinite) else { return nil }
    // Equal values may have a mean that is off in its last digit.
    guard values.contains(where: { $0 != values[0] }) else { return 0 }
    let count = Double(values.count)
    return studentQuantile(degrees: values.count - 1) * (variance(of: values) / count).squareRoot()
  }

  /// Σ(x − mean)² / (n − 1), for two values or more.
  static func variance(of values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  /// The value below which Student's t lies in 97.5 % of cases, to five digits.
  ///
  /// Source: up to 9 degrees of freedom the usual tables; above, M. Abramowitz and I. A. Stegun,
  /// *Handbook of Mathematical Functions*, 1964, 26.7.5.
  ///
  /// - Parameter degrees: Of freedom, at least 1.
  /// - Returns: 1.96 for many degrees, more for few.
  static func studentQuantile(degrees: Int) -> Double {
    precondition(degrees >= 1, "one value has no spread")
    let table = [
      12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
    ]
    guard degrees > table.count else { return table[degrees - 1] }
    let x = 1.959963984540054
    let square = x * x
    let n = Double(degrees)
    let first = x * (square + 1) / 4
    let second = x * ((5 * square + 16) * square + 3) / 96
    let third = x * (((3 * square + 19) * square + 17) * square - 15) / 384
    let fourth =
      x * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92_160
    return x + (first + (second + (third + fourth / n) / n) / n) / n
  }

  /// Which futures, in order of size, enclose the median in 95 % of cases or more, whatever the
  /// distribution.
  ///
  /// The number of n values that lie below the median is binomial with p = ½. So the rank is the
  /// greatest r for which P(fewer than r of n) is at most 2.5 %, and the other end is as far from
  /// the top. Example: of 16 futures the 4th and the 13th, with 97.9 %.
  /// Source: H. A. David and H. N. Nagaraja, *Order Statistics*, 3rd ed., Wiley 2003, 7.1.
  ///
  /// - Parameter count: The number of values.
  /// - Returns: The ranks, from 1; nil for fewer than six values, of which even the least and the
  ///   greatest enclose the median less often.
  static func medianRanks(of count: Int) -> ClosedRange<Int>? {
    guard count >= 6 else { return nil }
    // Probabilities relative to that of the middle: 2⁻ⁿ would be too small a number.
    let middle = count / 2
    var relative = [Double](repeating: 1, count: middle + 1)
    for below in stride(from: middle, to: 0, by: -1) {
      relative[below - 1] = relative[below] * Double(below) / Double(count - below + 1)
    }
    let half = relative.reduce(0, +)
    let total = count.isMultiple(of: 2) ? 2 * half - 1 : 2 * half
    var rank = 0
    var below = relative[0]
    while below <= 0.025 * total {
      rank += 1
      below += relative[rank]
    }
    return rank...(count + 1 - rank)
  }

  /// The interval that encloses the median in 95 % of cases or more.
  ///
  /// - Parameter values: One a future.
  /// - Returns: nil for fewer than six futures.
  static func medianInterval(of values: [Double]) -> ClosedRange<Double>? {
    guard let ranks = medianRanks(of: values.count), !values.contains(where: \.isNaN) else {
      return nil
    }
    let sorted = values.sorted()
    return sorted[ranks.lowerBound - 1]...sorted[ranks.upperBound - 1]
  }
}
