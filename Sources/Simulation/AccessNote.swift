/// What is known of an access before anybody asks for it: where the study may lie, and when its reader
/// begins to wait. It takes the place of the time that an access has once it has begun.
struct AccessNote {
  /// The age of what is asked for, in whole days.
  let age: Int
  /// A random number from 0 to 1, in steps of 2⁻¹⁶: how long ago the last access was, as a quantile.
  let share: Double
  /// How many seconds after its beginning the reader begins to wait.
  let lead: Double

  /// Packs a note.
  ///
  /// - Parameters:
  ///   - age: In days; from 65,535 on they are all alike.
  ///   - random: The upper 16 bits are used.
  ///   - lead: Seconds.
  /// - Returns: The bits of a number that is never computed with.
  @inline(__always)
  static func packed(age: Double, random: UInt32, lead: Double = 0) -> Double {
    let days = UInt64(max(0, min(age, 65_535)))
    let low = UInt64(Float(lead).bitPattern)
    return Double(bitPattern: days << 48 | UInt64(random >> 16) << 32 | low)
  }

  @inline(__always)
  init(_ packed: Double) {
    let bits = packed.bitPattern
    age = Int(bits >> 48)
    share = (Double(bits >> 32 & 0xFFFF) + 0.5) * 0x1p-16
    lead = Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
  }
}
