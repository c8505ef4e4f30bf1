import PlanModel
import Quantities

/// What one future expects of one planning year: the scale of every stream's rates and sizes.
///
/// In year y a stream expects exactly `studies × (1 + growth)^(y−1)` studies with a mean size of
/// `mean × (1 + size growth)^(y−1)`, whatever holidays and leap days the year has. Within the year
/// both grow day by day:
///
///     rate(hour) = expected × weight(hour)·γ(day) / Σ_year weight·γ,   γ(day) = (1 + growth)^τ
///     size(day)  = mean × σ(day) / (mean of σ over the year's studies),  σ(day) = (1 + size growth)^τ
///
/// with τ the part of the year that has passed at noon of the day. Events multiply both day by day, so
/// that a year with events expects what its days add to.
struct DemandYear {
  /// Studies an hour for a weight of 1 on the day without events, by stream × 3 + class.
  private var scale: [Double]
  /// Daily factor of the rates, by stream.
  private let rateStep: [Double]
  /// What a size of year 1 is multiplied with on the day without events, by stream.
  private var sizes: [Double]
  /// Daily factor of sizes, by stream.
  private let sizeStep: [Double]
  /// The streams to which something happens during the plan.
  let changing: [Int]
  /// What events multiply the rates with on the day, by stream.
  private var level: [Double]
  /// What events multiply the sizes with on the day, by stream.
  private var sizeLevel: [Double]
  /// One study a year, evenly spread, against the rate of the day without events; by stream.
  private var even: [Double]
  private let events: [StreamEvents]
  private var day: Int

  /// Scales a year.
  ///
  /// - Parameters:
  ///   - year: From 1.
  ///   - days: The year's days in the plan.
  ///   - streams: The scenario's.
  ///   - parameters: Their uncertain values in this future.
  ///   - weights: Of the scenario's profiles.
  ///   - calendar: The plan's.
  init(
    _ year: Int, days: Range<Int>, streams: [StudyStream], parameters: [StreamParameters],
    weights: [HourWeights], calendar: PlanCalendar
  ) {
    let length = Double(days.count)
    let dayWeights = weights.map { weight in
      (0..<3).map { patientClass in
        days.map { weight.day($0, class: patientClass, calendar) }
      }
    }
    scale = []
    sizes = []
    even = []
    events = parameters.map(\.events)
    changing = parameters.indices.filter { !parameters[$0].events.isEmpty }
    level = Array(repeating: 1, count: streams.count)
    sizeLevel = level
    day = days.lowerBound
    rateStep = parameters.map { Elementary.pow(1 + $0.growth, 1 / length) }
    sizeStep = parameters.map { Elementary.pow(1 + $0.sizeGrowth, 1 / length) }
    for (place, stream) in streams.enumerated() {
      let parameter = parameters[place]
      let expected =
        parameter.events.reference * Elementary.pow(1 + parameter.growth, Double(year - 1))
      var sizeMoment = 0.0
      var evenness = 0.0
      for patientClass in 0..<3 {
        let share = stream.classShares[patientClass]
        var plain = 0.0
        var total = 0.0
        var sized = 0.0
        var gamma = rateStep[place].squareRoot()
        var sigma = sizeStep[place].squareRoot()
        for weight in dayWeights[stream.profile][patientClass] {
          plain += weight
          total += weight * gamma
          sized += weight * gamma * sigma
          gamma *= rateStep[place]
          sigma *= sizeStep[place]
        }
        // A class that never comes (all weights 0) has no rate; its share must then be 0.
        scale.append(total > 0 ? expected * share / total * rateStep[place].squareRoot() : 0)
        if total > 0 {
          sizeMoment += share * sized / total
          evenness += share * plain / total
        }
      }
      let mean = Elementary.pow(1 + parameter.sizeGrowth, Double(year - 1))
      sizes.append(sizeMoment > 0 ? mean / sizeMoment * sizeStep[place].squareRoot() : mean)
      let flat = evenness * expected * rateStep[place].squareRoot()
      even.append(flat > 0 ? 1 / flat : 0)
    }
    change()
  }

  /// Studies an hour for a weight of 1 on the day.
  func rate(_ stream: Int, _ patientClass: Int) -> Double {
    scale[stream * 3 + patientClass] * level[stream]
  }

  /// What a size of year 1 is multiplied with on the day.
  func size(_ stream: Int) -> Double { sizes[stream] * sizeLevel[stream] }

  /// The same in the mean over the stream's scanners.
  func meanSize(_ stream: Int) -> Double {
    guard mixture(stream) != nil else { return size(stream) }
    return size(stream) * (events[stream].fleet?.phase(on: day).sizeFactor ?? 1)
  }

  /// How sizes differ between the stream's scanners on the day; nil where they do not.
  func mixture(_ stream: Int) -> ScannerMixture? { events[stream].mixture(on: day) }

  /// Moves one day on.
  mutating func advance() {
    day += 1
    for place in rateStep.indices {
      for patientClass in 0..<3 { scale[place * 3 + patientClass] *= rateStep[place] }
      sizes[place] *= sizeStep[place]
      even[place] /= rateStep[place]
    }
    change()
  }

  private mutating func change() {
    for place in changing {
      level[place] = events[place].level(on: day, even: even[place])
      sizeLevel[place] = events[place].size(on: day)
    }
  }
}

/// One stream's uncertain values in one future.
struct StreamParameters: Sendable {
  let studies: Double
  let growth: Double
  let sizeGrowth: Double
  let sizes: StreamSizes
  /// What happens to it during the plan.
  let events: StreamEvents

  /// The parameters of all streams.
  static func all(_ scenario: Scenario, _ draws: ParameterDraws) -> [StreamParameters] {
    scenario.streams.indices.map { StreamParameters(scenario, stream: $0, draws) }
  }

  private init(_ scenario: Scenario, stream place: Int, _ draws: ParameterDraws) {
    let stream = scenario.streams[place]
    studies = draws.value(stream.studiesPerYear)
    growth = draws.value(stream.growth)
    sizeGrowth = draws.value(stream.sizeGrowth)
    sizes = StreamSizes(stream, draws)
    events = StreamEvents(scenario, stream: place, draws, studies: studies, growth: growth)
  }
}
