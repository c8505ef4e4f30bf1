import Foundation
import Quantities

/// Turns what clocks on the wall show into seconds since the start of the plan.
struct PlanClock {
  /// From when on, in seconds since 1970 UTC, which offset holds.
  private struct Span {
    var begin: Double
    var end: Double
    var offset: Double
  }

  /// The first month.
  let start: CalendarMonth
  /// The length of the plan in seconds.
  let length: Double
  private let begin: Double
  private let spans: [Span]
  private var last = 0

  /// - Returns: nil for a time zone that the system does not know.
  init?(start: CalendarMonth, months: Int, timeZone: String) {
    guard let zone = TimeZone(identifier: timeZone) else { return nil }
    self.start = start
    let first = Double(start.firstDay.dayNumber) * 86_400
    let after = Double(start.adding(months).firstDay.dayNumber) * 86_400
    var spans: [Span] = []
    // Two days more on either side hold every offset from UTC.
    var from = first - 2 * 86_400
    while from < after + 2 * 86_400 {
      let date = Date(timeIntervalSince1970: from)
      let next = zone.nextDaylightSavingTimeTransition(after: date)?.timeIntervalSince1970
      let end = next.map { $0 > from ? $0 : .infinity } ?? .infinity
      spans.append(Span(begin: from, end: end, offset: Double(zone.secondsFromGMT(for: date))))
      from = end
    }
    spans[0].begin = -.infinity
    self.spans = spans
    begin = Self.instant(first, spans) ?? first
    length = (Self.instant(after, spans) ?? after) - begin
  }

  /// Seconds since the start of the plan at an instant.
  func seconds(utc: Double) -> Double { utc - begin }

  /// Seconds since the start of the plan at a local time; the first of two where clocks are put back.
  ///
  /// - Parameter local: Seconds since 1970 as if it were UTC.
  /// - Returns: nil for a time that clocks leave out when they are put forward.
  mutating func seconds(local: Double) -> Double? {
    let span = spans[last]
    let guess = local - span.offset
    if guess >= span.begin + 86_400, guess < span.end - 86_400 { return guess - begin }
    for (place, span) in spans.enumerated() {
      let instant = local - span.offset
      guard instant >= span.begin, instant < span.end else { continue }
      last = place
      return instant - begin
    }
    return nil
  }

  private static func instant(_ local: Double, _ spans: [Span]) -> Double? {
    spans.lazy.map { ($0, local - $0.offset) }.first { $0.1 >= $0.0.begin && $0.1 < $0.0.end }?.1
  }
}
