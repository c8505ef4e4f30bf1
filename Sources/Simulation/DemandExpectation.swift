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
  /// Bytes an hour of the last year, in which all that begins during the plan has begun, by site, then
  /// hour of the week: the mean over the year.
  private let bytesOfWeek: [[Double]]

  /// Works the expectation out.
  public init(_ scenario: Scenario) {
    self.init(scenario, calendar: PlanCalendar(scenario))
  }

  init(_ scenario: Scenario, calendar: PlanCalendar) {
    let parameters = StreamParameters.all(scenario, .means)
    let first = DemandSurvey(1, scenario, calendar, parameters)
    let last = DemandSurvey(scenario.years, scenario, calendar, parameters)
    streams = parameters.indices.map { place in
      let parameter = parameters[place]
      let steps = Double(scenario.years - 1)
      let mean = parameter.sizes.bytes.mean
      let volume = Elementary.pow(1 + parameter.growth, steps)
      let size = Elementary.pow(1 + parameter.sizeGrowth, steps)
      var stream = Stream(
        studies: parameter.studies, meanBytes: mean,
        meanCompressed: mean * parameter.sizes.compressedShare,
        lastStudies: parameter.studies * volume, lastMeanBytes: mean * size,
        growth: (1 + parameter.growth) * (1 + parameter.sizeGrowth))
      if let trace = scenario.streams[place].trace {
        // What was recorded neither grows nor is expected: it comes.
        stream.studies = first.studies[place]
        stream.meanBytes = first.meanBytes(place) ?? trace.meanBytes
        stream.meanCompressed = stream.meanBytes * parameter.sizes.compressedShare
        stream.lastStudies = last.studies[place]
        stream.lastMeanBytes = last.meanBytes(place) ?? trace.meanBytes
        stream.growth = 1
        return stream
      }
      guard !parameter.events.isEmpty else { return stream }
      stream.studies = first.studies[place]
      stream.meanBytes = first.meanBytes(place) ?? mean
      stream.meanCompressed = stream.meanBytes * parameter.sizes.compressedShare
      stream.lastStudies = last.studies[place]
      stream.lastMeanBytes = last.meanBytes(place) ?? mean * size
      return stream
    }
    hourOfWeek = first.studiesOfWeek
    let total = first.studiesOfDay.reduce(0, +)
    busiestHour =
      first.studiesOfDay.indices.max { first.studiesOfDay[$0] < first.studiesOfDay[$1] } ?? 0
    busiestHourShare = total > 0 ? first.studiesOfDay[busiestHour] / total : 0
    bytesOfWeek = last.bytesOfWeek
  }

  /// The hour of the week in which most bytes of some sites are expected, Monday 0:00 is 0.
  func busiestHour(of sites: [Int]) -> Int {
    let bytes = (0..<168).map { hour in sites.reduce(0) { $0 + bytesOfWeek[$1][hour] } }
    return bytes.indices.max { bytes[$0] < bytes[$1] } ?? 0
  }
}

/// What one planning year is expected to bring in one future, hour by hour.
private struct DemandSurvey {
  /// By stream.
  private(set) var studies: [Double]
  /// Bytes as acquired, by stream.
  private var bytes: [Double]
  /// The mean over the year of each hour of the week, Monday 0:00 first. Hours occur 52 or 53 times
  /// a year: what counts is the mean of each.
  private(set) var studiesOfWeek: [Double]
  /// The same in bytes, by site.
  private(set) var bytesOfWeek: [[Double]]
  /// By hour of the day, working days alone.
  private(set) var studiesOfDay: [Double]

  init(
    _ number: Int, _ scenario: Scenario, _ calendar: PlanCalendar,
    _ parameters: [StreamParameters]
  ) {
    let weights = scenario.profiles.map(HourWeights.init)
    let days = calendar.days(ofYear: number)
    var year = DemandYear(
      number, days: days, streams: scenario.streams, parameters: parameters, weights: weights,
      calendar: calendar)
    studies = Array(repeating: 0, count: scenario.streams.count)
    bytes = studies
    studiesOfWeek = Array(repeating: 0, count: 168)
    studiesOfDay = Array(repeating: 0, count: 24)
    bytesOfWeek = Array(repeating: studiesOfWeek, count: scenario.sites.count)
    for day in days {
      let kind = Int(calendar.days[day].kind)
      let month = Int(calendar.days[day].monthOfYear)
      for (place, stream) in scenario.streams.enumerated() where stream.trace == nil {
        let weight = weights[stream.profile]
        let rates = (0..<3).map { year.rate(place, $0) * weight.months[$0][month] }
        let size = year.meanSize(place) * parameters[place].sizes.bytes.mean
        for hour in calendar.hours(of: day) {
          let label = Int(calendar.hourOfWeek[hour])
          let cell = kind * 24 + label % 24
          let rate =
            rates[0] * weight.hours[0][cell] + rates[1] * weight.hours[1][cell]
            + rates[2] * weight.hours[2][cell]
          studies[place] += rate
          bytes[place] += rate * size
          studiesOfWeek[label] += rate
          bytesOfWeek[stream.site][label] += rate * size
          if kind < 5 { studiesOfDay[label % 24] += rate }
        }
      }
      year.advance()
    }
    for (place, stream) in scenario.streams.enumerated() {
      if let trace = stream.trace { add(trace, of: place, at: stream.site, days, calendar) }
    }
    let count = calendar.hoursOfWeek(inYear: number)
    func means(_ sums: [Double]) -> [Double] { zip(sums, count).map { $1 > 0 ? $0 / $1 : 0 } }
    studiesOfWeek = means(studiesOfWeek)
    bytesOfWeek = bytesOfWeek.map(means)
  }

  /// Adds what was recorded in the year.
  private mutating func add(
    _ trace: StudyTrace, of stream: Int, at site: Int, _ days: Range<Int>, _ calendar: PlanCalendar
  ) {
    var next = trace.times.partitioningIndex {
      $0 >= Double(calendar.hours(of: days.lowerBound).lowerBound) * 3600
    }
    for day in days {
      for hour in calendar.hours(of: day) {
        let label = Int(calendar.hourOfWeek[hour])
        let begin = next
        var sum = 0.0
        while next < trace.count, trace.times[next] < Double(hour + 1) * 3600 {
          sum += trace.bytes[next]
          next += 1
        }
        let count = Double(next - begin)
        studies[stream] += count
        bytes[stream] += sum
        studiesOfWeek[label] += count
        bytesOfWeek[site][label] += sum
        if calendar.days[day].kind < 5 { studiesOfDay[label % 24] += count }
      }
    }
  }

  /// The mean bytes of a stream's study; nil where it has none.
  func meanBytes(_ stream: Int) -> Double? {
    studies[stream] > 0 ? bytes[stream] / studies[stream] : nil
  }
}

extension [Double] {
  /// The first place from which on a rule holds, in a list where it holds to the end.
  fileprivate func partitioningIndex(_ holds: (Double) -> Bool) -> Int {
    var (below, above) = (0, count)
    while below < above {
      let middle = (below + above) / 2
      if holds(self[middle]) { above = middle } else { below = middle + 1 }
    }
    return below
  }
}
