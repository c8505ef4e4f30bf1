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
  /// By which operations it came about from which numbers: where two have that in common, they are equal
  /// in every program, however it rounds. 0 where that is not known.
  private var kin: UInt64 = 0

  init(_ value: Double, error: Double = 0) {
    self.value = value
    self.error = error
  }

  /// The same for what is exact too: its value.
  private var origin: UInt64 { error == 0 ? Self.mixed(value.bitPattern, 1) : kin }

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var hash = (a ^ (a >> 29)) &* 0x9E37_79B9_7F4A_7C15 &+ b
    hash = (hash ^ (hash >> 32)) &* 0xBF58_476D_1CE4_E5B9
    return hash ^ (hash >> 27)
  }

  /// Says by what it came about.
  ///
  /// - Parameters:
  ///   - how: Which operation, or which queue.
  ///   - a: Of which number.
  ///   - b: And of which other.
  /// - Returns: The same number.
  func made(by how: UInt64, from a: Rounded, _ b: Rounded = Rounded(0)) -> Rounded {
    var made = self
    let (one, other) = (a.origin, b.origin)
    made.kin = one == 0 || other == 0 ? 0 : Self.mixed(Self.mixed(how, one), other)
    return made
  }

  static func < (a: Rounded, b: Rounded) -> Bool { a.value < b.value }
  static func == (a: Rounded, b: Rounded) -> Bool { a.value == b.value }

  /// What is rounded off a sum is found by Knuth's two-sum.
  static func + (a: Rounded, b: Rounded) -> Rounded {
    let sum = a.value + b.value
    let back = sum - a.value
    let lost = (a.value - (sum - back)) + (b.value - back)
    return Rounded(sum, error: a.error + b.error + (lost == 0 ? 0 : sum.ulp))
      .made(by: 2, from: a, b)
  }

  static func - (a: Rounded, b: Rounded) -> Rounded {
    a + Rounded(-b.value, error: b.error).made(by: 3, from: b)
  }

  /// What is rounded off a product is found by a fused multiplication and addition.
  static func * (a: Rounded, b: Rounded) -> Rounded {
    let product = a.value * b.value
    let lost = (-product).addingProduct(a.value, b.value)
    let errors = abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error
    return Rounded(product, error: errors + (lost == 0 ? 0 : product.ulp))
      .made(by: 4, from: a, b)
  }

  /// Beside its own rounding a quotient gets one for a reciprocal that is multiplied with.
  static func / (a: Rounded, b: Rounded) -> Rounded {
    let quotient = a.value / b.value
    let lost = (-a.value).addingProduct(quotient, b.value)
    let reciprocal = 1 / b.value
    let isExact = lost == 0 && (-1.0).addingProduct(reciprocal, b.value) == 0
    let errors = (a.error + abs(quotient) * b.error) / abs(b.value)
    return Rounded(quotient, error: errors + (isExact ? 0 : 2 * quotient.ulp))
      .made(by: 5, from: a, b)
  }

  /// The later of two.
  static func later(_ a: Rounded, _ b: Rounded) -> Rounded {
    var later = a.value < b.value ? b : a
    guard a.isUndecided(b) else { return later }
    later.error = max(a.error, b.error)
    return later.made(by: 6, from: a, b)
  }

  /// Whether another program can have come to this.
  ///
  /// Both are at most the error away from what is exact.
  func agrees(with other: Double) -> Bool { abs(value - other) <= 2 * error }

  /// Whether rounding decides which of two is less.
  func isUndecided(_ other: Rounded) -> Bool {
    if kin != 0, kin == other.kin, value == other.value { return false }
    let doubt = 2 * (error + other.error)
    return doubt > 0 && abs(value - other.value) <= doubt
  }
}
