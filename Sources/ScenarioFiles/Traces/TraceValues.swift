import Foundation
import PlanModel
import Quantities

/// Reads the values of a trace from the bytes of a field.
enum TraceValues {
  typealias Field = UnsafeBufferPointer<UInt8>.SubSequence

  /// A time as ISO 8601 writes it.
  struct WrittenTime {
    /// Seconds since 1970 as if it were UTC, without the fraction of a second.
    var local: Double
    /// From 0 to 1.
    var fraction: Double
    /// Seconds ahead of UTC, where it is written.
    var offset: Double?
  }

  /// A whole number without a sign.
  static func whole(_ field: Field, most: Int64) -> Int64? {
    guard !field.isEmpty, field.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in field {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value <= most ? value : nil
  }

  /// A decimal number, with a point and an exponent where it has them.
  static func number(_ field: Field) -> Double? {
    guard !field.isEmpty, field.count <= 40,
      field.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) })
    else { return nil }
    guard let value = Double(String(decoding: field, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// `2027-01-04T08:30`, with seconds, a fraction of them and an offset from UTC where it has them;
  /// a space may stand in the place of the T.
  static func time(_ field: Field) -> WrittenTime? {
    var rest = field
    func digits(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      var value = 0
      for byte in rest.prefix(count) {
        guard isDigit(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      rest = rest.dropFirst(count)
      return value
    }
    func sign(_ signs: String) -> UInt8? {
      guard let first = rest.first, signs.utf8.contains(first) else { return nil }
      rest = rest.dropFirst()
      return first
    }
    guard let year = digits(4), sign("-") != nil, let month = digits(2), sign("-") != nil,
      let day = digits(2), (1...12).contains(month),
      let date = CalendarDate(year, month, day), sign("T ") != nil,
      let hour = digits(2), hour < 24, sign(":") != nil, let minute = digits(2), minute < 60
    else { return nil }
    var second = 0
    var fraction = 0.0
    if sign(":") != nil {
      guard let written = digits(2), written < 60 else { return nil }
      second = written
      if sign(".") != nil {
        let part = rest.prefix { isDigit($0) }
        guard !part.isEmpty, part.count <= 18,
          let value = Double("0." + String(decoding: part, as: UTF8.self))
        else { return nil }
        fraction = value
        rest = rest.dropFirst(part.count)
      }
    }
    let seconds: Int = date.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
    let local = Double(seconds)
    if rest.isEmpty { return WrittenTime(local: local, fraction: fraction) }
    var offset = 0
    if sign("Z") == nil {
      guard let ahead = sign("+-"), let hours = digits(2), hours <= 14 else { return nil }
      _ = sign(":")
      guard let minutes = digits(2), minutes < 60 else { return nil }
      offset = hours * 3_600 + minutes * 60
      if ahead == 0x2D { offset = -offset }
    }
    return rest.isEmpty
      ? WrittenTime(local: local, fraction: fraction, offset: Double(offset)) : nil
  }

  /// A class of patients by its name.
  static func patientClass(_ field: Field) -> PatientClass? {
    PatientClass.allCases.first { $0.name.utf8.elementsEqual(field) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
