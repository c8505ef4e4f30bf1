import PlanModel
import Quantities

/// Makes what is said of failures, planned work and outages from files in which the checks found no
/// error.
enum ReliabilityBuilder {
  /// How often something fails.
  static func reliability(_ section: Section) -> Reliability {
    Reliability(
      availability: known(section.number("availability")),
      repair: Seconds(section.number("repair") ?? 0),
      maintenance: section.sections("maintenance").map {
        Maintenance(window: known($0.window("window")), everyWeeks: known($0.whole("every-weeks")))
      })
  }

  /// The shares of a line by the hour.
  static func shares(_ line: Section) -> [ShareWindow] {
    line.sections("hours").map {
      ShareWindow(window: known($0.window("window")), share: Fraction(known($0.number("share"))))
    }
  }

  /// The outages among the events.
  static func outages(_ events: [Section]) -> [Outage] {
    events.filter { $0.sort?.name == "outage" }.map { event in
      let moment = known(event.moment("on"))
      return Outage(
        target: event.text("link").map { .line($0) } ?? .vendor(known(event.text("vendor"))),
        day: moment.day, time: moment.time, duration: Seconds(known(event.number("for"))),
        note: event.text("note"))
    }
  }
}
