/// Logarithm, exponential and the functions made from them, from + − × ÷ √ and bit moves alone.
///
/// The C library's own differ in the last digit between processors and systems. What decides a
/// sampled study must not, so that the same plan gives the same bytes on every machine.
public enum Elementary {
  /// The natural logarithm of a positive, finite number; error below 1 unit in the last place.
  ///
  ///     x = 2^k·m,  f = m − 1,  s = f/(2 + f),  ln m = 2·atanh(s)
  ///
  /// Coefficients of the minimax polynomial: K. C. Ng, *FDLIBM* `e_log.c`, 1993.
  @inlinable
  public static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    // Moving the mantissa's origin to √½ keeps m within [√½, √2) without a branch.
    let shifted = bits &- 0x3FE6_A09E_0000_0000
    // A whole number in the lowest bits of 1.5 · 2⁵² becomes one without a conversion.
    let whole = UInt64(bitPattern: Int64(bitPattern: shifted) >> 52)
    let exponent = Double(bitPattern: (0x1.8p52).bitPattern &+ whole) - 0x1.8p52
    let m = Double(bitPattern: bits &- (shifted & 0xFFF0_0000_0000_0000))
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let half = 0.5 * f * f
    return exponent * 6.93147180369123816490e-01
      - ((half - (s * (half + (even + odd)) + exponent * 1.90821492927058770002e-10)) - f)
  }

  /// e to the power of x, for x between −700 and 700; error below 1 unit in the last place.
  ///
  /// Coefficients: K. C. Ng, *FDLIBM* `e_exp.c`, 1993.
  @inlinable
  public static func exp(_ x: Double) -> Double {
    // Adding 1.5 · 2⁵² leaves no bit for fractions: the nearest whole number, in the lowest bits and
    // without a call.
    let shifted = x * 1.44269504088896338700 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let high = x - k * 6.93147180369123816490e-01
    let low = k * 1.90821492927058770002e-10
    let r = high - low
    let t = r * r
    let c =
      r - t
      * (1.66666666666666019037e-01
        + t
        * (-2.77777777770155933842e-03
          + t
          * (6.61375632143793436117e-05
            + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    return y * Double(bitPattern: (shifted.bitPattern &+ 1023) &<< 52)
  }

  /// A positive number to any power.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    exp(exponent * log(base))
  }

  /// The standard normal distribution's quantile; relative error about 1e-16.
  ///
  /// - Parameter p: Strictly between 0 and 1.
  /// - Returns: The number of standard deviations from the mean.
  ///
  /// Source: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477–484.
  public static func normalQuantile(_ p: Double) -> Double {
    if abs(p - 0.5) <= 0.425 { return normalQuantile(central: p) }
    return min(p, 1 - p) > 1.4e-11 ? normalQuantile(tail: p) : normalQuantile(farTail: p)
  }

  /// The same for a share between 7.5 and 92.5 %; no branch.
  @inlinable
  public static func normalQuantile(central p: Double) -> Double {
    let q = p - 0.5
    let r = 0.180625 - q * q
    let above =
      ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
        + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
        + 133.14166789178437745) * r + 3.3871328727963666080
    let below =
      ((((((5226.4952788528545610 * r + 28729.085735721942674) * r + 39307.895800092710610) * r
        + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.18700749205790830) * r
        + 42.313330701600911252) * r + 1
    return q * above / below
  }

  /// The same for the other shares from 1.4e-11 on, and as near to 1; no branch.
  @inlinable
  public static func normalQuantile(tail p: Double) -> Double {
    let q = p - 0.5
    let least = q < 0 ? p : 1 - p
    let r = (-log(least)).squareRoot() - 1.6
    let above =
      ((((((7.74545014278341407640e-4 * r + 0.0227238449892691845833) * r
        + 0.241780725177450611770) * r + 1.27045825245236838258) * r + 3.64784832476320460504) * r
        + 5.76949722146069140550) * r + 4.63033784615654529590) * r + 1.42343711074968357734
    let below =
      ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
        + 0.0151986665636164571966) * r + 0.148103976427480074590) * r + 0.689767334985100004550)
        * r
        + 1.67638483018380384940) * r + 2.05319162663775882187) * r + 1
    let value = above / below
    return q < 0 ? -value : value
  }

  private static func normalQuantile(farTail p: Double) -> Double {
    let r = (-log(min(p, 1 - p))).squareRoot() - 5
    let above =
      ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
        + 0.00124266094738807843860) * r + 0.0265321895265761230930) * r
        + 0.296560571828504891230) * r + 1.78482653991729133580) * r + 5.46378491116411436990) * r
      + 6.65790464350110377720
    let below =
      ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
        + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
        + 0.0148753612908506148525) * r + 0.136929880922735805310) * r
        + 0.599832206555887937690) * r + 1
    return p < 0.5 ? -above / below : above / below
  }

  /// The share of a Beta distribution below x: the regularised incomplete beta function.
  ///
  /// By the continued fraction of *NIST Digital Library of Mathematical Functions* 8.17.22, summed
  /// by Lentz's method.
  ///
  /// - Parameters:
  ///   - x: Between 0 and 1.
  ///   - a: More than 0.
  ///   - b: More than 0.
  /// - Returns: Between 0 and 1.
  public static func betaShare(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
  }

  /// The logarithm of the gamma function of x ≥ 0.5.
  ///
  /// Source: C. Lanczos, SIAM J. Numer. Anal. B 1 (1964) 86–96, with g = 7 and nine terms; error
  /// below 1e-14.
  public static func logGamma(_ x: Double) -> Double {
    let y = x - 1
    var sum = lanczos[0]
    for n in 1..<lanczos.count { sum += lanczos[n] / (y + Double(n)) }
    let t = y + 7.5
    return 0.91893853320467274178 + (y + 0.5) * log(t) - t + log(sum)
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var h = d
    for n in 1...300 {
      let m = Double(n)
      for step in 0..<2 {
        let coefficient =
          step == 0
          ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
          : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + coefficient * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + coefficient / c
        if abs(c) < tiny { c = tiny }
        h *= d * c
      }
      if abs(d * c - 1) < 1e-15 { break }
    }
    return h
  }

  private static let lanczos: [Double] = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7,
  ]
}
