public import PlanModel
import Quantities

/// What is asked of the scanners of one stream, month by month, against what they can do: the base
/// case's expectation, worked out without drawing a study.
///
///     capacity of a day = scanners that work × open hours a week ÷ 7 × 60 ÷ minutes a study
public struct ScannerLoad: Sendable {
  /// Index into the scenario's streams.
  public let stream: Int
  /// Expected studies, by planning month.
  public let studies: [Double]
  /// Studies that the scanners can make, by planning month.
  public let capacity: [Double]

  /// Makes a load; both lists are as long as the plan.
  public init(stream: Int, studies: [Double], capacity: [Double]) {
    self.stream = stream
    self.studies = studies
    self.capacity = capacity
  }

  /// The first planning month, from 0, in which more is asked than can be done; nil is none.
  public var firstAbove: Int? { monthsAbove.first }

  /// The planning months, from 0, in which more is asked than can be done.
  public var monthsAbove: [Int] { studies.indices.filter { studies[$0] > capacity[$0] } }

  /// The share of the capacity that each planning year asks for; endless where there is none.
  public var yearly: [Double] {
    stride(from: 0, to: studies.count, by: 12).map { month in
      let asked = studies[month..<(month + 12)].reduce(0, +)
      let possible = capacity[month..<(month + 12)].reduce(0, +)
      return asked > 0 ? asked / possible : 0
    }
  }

  /// The loads of all streams that say how many scanners they have and how long a study takes.
  public static func all(_ scenario: Scenario) -> [ScannerLoad] {
    let places = scenario.streams.indices.filter {
      scenario.streams[$0].scanners?.minutesPerStudy != nil
    }
    guard !places.isEmpty else { return [] }
    let calendar = PlanCalendar(scenario)
    let parameters = StreamParameters.all(scenario, .means)
    let demand = ExpectedMonths(scenario, calendar, parameters, streams: places)
    return places.enumerated().map { index, place in
      ScannerLoad(
        stream: place, studies: demand.studies[index],
        capacity: capacity(of: scenario.streams[place], parameters[place].events, calendar))
    }
  }

  private static func capacity(
    of stream: StudyStream, _ events: StreamEvents, _ calendar: PlanCalendar
  ) -> [Double] {
    guard let scanners = stream.scanners, let fleet = events.fleet else { return [] }
    var day = 0
    return calendar.daysOfMonth.map { days in
      defer { day += days }
      return (day..<(day + days)).reduce(0) { sum, day in
        sum + (fleet.phase(on: day).studiesPerHour ?? 0) * scanners.openHours / 7
      }
    }
  }
}

/// The expected studies of some streams in each month of the plan.
struct ExpectedMonths: Sendable {
  /// By stream asked for, then planning month.
  private(set) var studies: [[Double]]

  /// - Parameters:
  ///   - scenario: The plan.
  ///   - calendar: Its calendar.
  ///   - parameters: The streams' values in one future.
  ///   - places: Which streams.
  init(
    _ scenario: Scenario, _ calendar: PlanCalendar, _ parameters: [StreamParameters],
    streams places: [Int]
  ) {
    let streams = places.map { scenario.streams[$0] }
    let weights = scenario.profiles.map(HourWeights.init)
    studies = Array(repeating: Array(repeating: 0, count: scenario.months), count: places.count)
    var month = 0
    for number in 1...scenario.years {
      let days = calendar.days(ofYear: number)
      var year = DemandYear(
        number, days: days, streams: streams, parameters: places.map { parameters[$0] },
        weights: weights, calendar: calendar)
      for day in days {
        let ofDay = weights.map { weight in
          (0..<3).map { weight.day(day, class: $0, calendar) }
        }
        for (place, stream) in streams.enumerated() {
          for patientClass in 0..<3 {
            studies[place][month] +=
              year.rate(place, patientClass) * ofDay[stream.profile][patientClass]
          }
        }
        if calendar.days[day].endsMonth { month += 1 }
        year.advance()
      }
    }
  }
}
