import Quantities

/// One of the German Länder, by the code of ISO 3166-2.
public enum GermanLand: String, CaseIterable, Sendable {
  /// Brandenburg, Berlin, Baden-Württemberg, Bayern.
  case bb, be, bw, by
  /// Bremen, Hessen, Hamburg, Mecklenburg-Vorpommern.
  case hb, he, hh, mv
  /// Niedersachsen, Nordrhein-Westfalen, Rheinland-Pfalz, Schleswig-Holstein.
  case ni, nw, rp, sh
  /// Saarland, Sachsen, Sachsen-Anhalt, Thüringen.
  case sl, sn, st, th
}

/// The public holidays of the German Länder, as in force from 2025.
///
/// Nothing is observed on another day. Holidays of single communes are left out (Augsburg's 8
/// August, Fronleichnam in parts of Sachsen and Thüringen), with one exception: Mariä Himmelfahrt
/// counts in all of Bayern, since it is a holiday in the communes with more Catholics than
/// Protestants, which are most of them.
///
/// Sources: Einigungsvertrag art. 2 (3 October) and the Länder's acts on Sundays and holidays
/// (Feiertagsgesetze), for Berlin with its single days of 2025 and 2028.
enum GermanHolidays {
  static func days(of land: GermanLand, in year: Int) -> Set<CalendarDate> {
    let easter = Easter.sunday(year)
    var days: Set<CalendarDate> = [
      .fixed(year, 1, 1), easter.adding(-2), easter.adding(1), .fixed(year, 5, 1),
      easter.adding(39), easter.adding(50), .fixed(year, 10, 3), .fixed(year, 12, 25),
      .fixed(year, 12, 26),
    ]
    func add(_ date: CalendarDate, _ lands: Set<GermanLand>) {
      if lands.contains(land) { days.insert(date) }
    }
    add(.fixed(year, 1, 6), [.bw, .by, .st])  // Heilige Drei Könige
    add(.fixed(year, 3, 8), [.be, .mv])  // Internationaler Frauentag
    add(easter, [.bb])  // Ostersonntag
    add(easter.adding(49), [.bb])  // Pfingstsonntag
    add(easter.adding(60), [.bw, .by, .he, .nw, .rp, .sl])  // Fronleichnam
    add(.fixed(year, 8, 15), [.by, .sl])  // Mariä Himmelfahrt
    add(.fixed(year, 9, 20), [.th])  // Weltkindertag
    add(.fixed(year, 10, 31), [.bb, .hb, .hh, .mv, .ni, .sh, .sn, .st, .th])  // Reformationstag
    add(.fixed(year, 11, 1), [.bw, .by, .nw, .rp, .sl])  // Allerheiligen
    add(.fixed(year, 11, 16).first(2), [.sn])  // Buß- und Bettag: Wednesday before 23 November
    // Once only: eighty years of the end of the war, seventy-five of the rising of 1953.
    if year == 2025 { add(.fixed(year, 5, 8), [.be]) }
    if year == 2028 { add(.fixed(year, 6, 17), [.be]) }
    return days
  }
}
