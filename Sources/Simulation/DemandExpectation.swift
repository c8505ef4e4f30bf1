public import PlanModel
import Quantities

/// What the base case expects, worked out from the rates without drawing a study.
public struct DemandExpectation: Sendable {
  /// One stream's expectation.
  public struct Stream: Sendable {
    /// Studies of year 1.
    public var studies: Double
    /// Mean bytes of a study of year 1, as acquired.
    public var meanBytes: Double
    /// Bytes at rest, losslessly compressed, of the mean study of year 1.
    public var meanCompressed: Double
    /// Studies of the last year.
    public var lastStudies: Double
    /// Mean bytes of a study of the last year.
    public var lastMeanBytes: Double
    /// Yearly growth of volume and size together, as a factor.
    public var growth: Double
  }

  /// In the order of the scenario.
  public let streams: [Stream]
  /// Studies an hour by hour of the week in year 1, Monday 0:00 first: the mean over the year.
  public let hourOfWeek: [Double]
  /// The share of an average working day's studies that fall in its busiest hour, in year 1.
  public let busiestHourShare: Double
  /// That hour, 0 to 23.
  public let busiestHour: Int
  /// Bytes an hour by site, then hour of the week: the mean over the year.
  private let bytesOfWeek: [[Double]]

  /// Works the expectation out.
  public init(_ scenario: Scenario) {
    self.init(scenario, calendar: PlanCalendar(scenario))
  }

  init(_ scenario: Scenario, calendar: PlanCalendar) {
    let parameters = scenario.streams.map { StreamParameters($0, .means) }
    let weights = scenario.profiles.map(HourWeights.init)
    streams = parameters.map { parameter in
      let steps = Double(scenario.years - 1)
      let mean = parameter.sizes.bytes.mean
      let volume = Elementary.pow(1 + parameter.growth, steps)
      let size = Elementary.pow(1 + parameter.sizeGrowth, steps)
      return Stream(
        studies: parameter.studies, meanBytes: mean,
        meanCompressed: mean * parameter.sizes.compressedShare,
        lastStudies: parameter.studies * volume, lastMeanBytes: mean * size,
        growth: (1 + parameter.growth) * (1 + parameter.sizeGrowth))
    }
    let days = 0..<calendar.firstDayOfMonth(12)
    var year = DemandYear(
      1, days: days, streams: scenario.streams, parameters: parameters, weights: weights,
      calendar: calendar)
    var byWeek = [Double](repeating: 0, count: 168)
    var count = [Double](repeating: 0, count: 168)
    var byHour = [Double](repeating: 0, count: 24)
    var bytesByWeek = [[Double]](
      repeating: [Double](repeating: 0, count: 168), count: scenario.sites.count)
    for day in days {
      let kind = Int(calendar.days[day].kind)
      let month = Int(calendar.days[day].monthOfYear)
      for hour in calendar.hours(of: day) {
        let label = Int(calendar.hourOfWeek[hour])
        var rate = 0.0
        for (place, stream) in scenario.streams.enumerated() {
          let weight = weights[stream.profile]
          var ofStream = 0.0
          for patientClass in 0..<3 {
            ofStream +=
              year.scale[place * 3 + patientClass]
              * weight.hours[patientClass][kind * 24 + label % 24]
              * weight.months[patientClass][month]
          }
          rate += ofStream
          bytesByWeek[stream.site][label] += ofStream * streams[place].meanBytes
        }
        byWeek[label] += rate
        count[label] += 1
        if kind < 5 { byHour[label % 24] += rate }
      }
      year.advance()
    }
    hourOfWeek = zip(byWeek, count).map { $1 > 0 ? $0 / $1 : 0 }
    let total = byHour.reduce(0, +)
    busiestHour = byHour.indices.max { byHour[$0] < byHour[$1] } ?? 0
    busiestHourShare = total > 0 ? byHour[busiestHour] / total : 0
    // Hours occur 52 or 53 times a year: what counts is the mean of each.
    bytesOfWeek = bytesByWeek.map { zip($0, count).map { $1 > 0 ? $0 / $1 : 0 } }
  }

  /// The hour of the week in which most bytes of some sites are expected, Monday 0:00 is 0.
  func busiestHour(of sites: [Int]) -> Int {
    let bytes = (0..<168).map { hour in sites.reduce(0) { $0 + bytesOfWeek[$1][hour] } }
    return bytes.indices.max { bytes[$0] < bytes[$1] } ?? 0
  }
}
