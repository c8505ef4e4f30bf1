import Quantities

/// The feast that many holidays hang on.
enum Easter {
  /// Easter Sunday of a year of the Gregorian calendar.
  ///
  /// The golden number, the century with its leap days and the moon's correction give the Paschal
  /// full moon; Easter is the Sunday after it. All divisions are of whole numbers:
  ///
  ///     a = y mod 19,  b = y ÷ 100,  c = y mod 100,  g = (8·b + 13) ÷ 25
  ///     h = (19·a + b − b ÷ 4 − g + 15) mod 30
  ///     l = (32 + 2·(b mod 4) + 2·(c ÷ 4) − h − c mod 4) mod 7
  ///     m = (a + 11·h + 19·l) ÷ 433
  ///     month = (h + l − 7·m + 90) ÷ 25,  day = (h + l − 7·m + 33·month + 19) mod 32
  ///
  /// Source: the anonymous algorithm printed in *Nature*, 20 April 1876, p. 487, in the form of
  /// S. Butcher, *The Ecclesiastical Calendar*, Dublin 1877, and J. Meeus, *Astronomical
  /// Algorithms*, 2nd ed. 1998, ch. 8.
  static func sunday(_ year: Int) -> CalendarDate {
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - b / 4 - g + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    return .fixed(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
  }
}
