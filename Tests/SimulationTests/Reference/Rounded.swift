/// A number that was computed, and how far rounding can have moved it.
///
/// Every operation adds what it rounded off, and nothing where it was exact: of numbers that are all
/// whole multiples of a power of two the error stays 0, and two programs must come to the same bits.
/// Elsewhere two programs that each round every operation once, in whatever order, are at most the sum
/// of their bounds apart.
struct Rounded: Comparable {
  var value: Double
  /// At most so far from the exact value.
  var error: Double

  init(_ value: Double, error: Double = 0) {
    self.value = value
    self.error = error
  }

  static func < (a: Rounded, b: Rounded) -> Bool { a.value < b.value }
  static func == (a: Rounded, b: Rounded) -> Bool { a.value == b.value }

  /// What is rounded off a sum is found by Knuth's two-sum.
  static func + (a: Rounded, b: Rounded) -> Rounded {
    let sum = a.value + b.value
    let back = sum - a.value
    let lost = (a.value - (sum - back)) + (b.value - back)
    return Rounded(sum, error: a.error + b.error + (lost == 0 ? 0 : sum.ulp))
  }

  static func - (a: Rounded, b: Rounded) -> Rounded { a + Rounded(-b.value, error: b.error) }

  /// What is rounded off a product is found by a fused multiplication and addition.
  static func * (a: Rounded, b: Rounded) -> Rounded {
    let product = a.value * b.value
    let lost = (-product).addingProduct(a.value, b.value)
    let errors = abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error
    return Rounded(product, error: errors + (lost == 0 ? 0 : product.ulp))
  }

  /// Beside its own rounding a quotient gets one for a reciprocal that is multiplied with.
  static func / (a: Rounded, b: Rounded) -> Rounded {
    let quotient = a.value / b.value
    let lost = (-a.value).addingProduct(quotient, b.value)
    let reciprocal = 1 / b.value
    let isExact = lost == 0 && (-1.0).addingProduct(reciprocal, b.value) == 0
    let errors = (a.error + abs(quotient) * b.error) / abs(b.value)
    return Rounded(quotient, error: errors + (isExact ? 0 : 2 * quotient.ulp))
  }

  /// The later of two.
  static func later(_ a: Rounded, _ b: Rounded) -> Rounded {
    Rounded(max(a.value, b.value), error: max(a.error, b.error))
  }

  /// Whether another program can have come to this.
  ///
  /// Both are at most the error away from what is exact.
  func agrees(with other: Double) -> Bool { abs(value - other) <= 2 * error }

  /// Whether rounding decides which of two is less.
  func isUndecided(_ other: Rounded) -> Bool {
    let doubt = 2 * (error + other.error)
    return doubt > 0 && abs(value - other.value) <= doubt
  }
}
