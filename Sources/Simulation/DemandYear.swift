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
/// with τ the part of the year that has passed at noon of the day.
struct DemandYear {
  /// Studies an hour for a weight of 1 on the day, by stream × 3 + class.
  private(set) var scale: [Double]
  /// Daily factor of the rates, by stream.
  let rateStep: [Double]
  /// What a size of year 1 is multiplied with on the day, by stream.
  private(set) var size: [Double]
  /// Daily factor of sizes, by stream.
  let sizeStep: [Double]

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
    size = []
    rateStep = parameters.map { Elementary.pow(1 + $0.growth, 1 / length) }
    sizeStep = parameters.map { Elementary.pow(1 + $0.sizeGrowth, 1 / length) }
    for (place, stream) in streams.enumerated() {
      let parameter = parameters[place]
      let expected =
        parameter.studies * Elementary.pow(1 + parameter.growth, Double(year - 1))
      var sizeMoment = 0.0
      for patientClass in 0..<3 {
        let share = stream.classShares[patientClass]
        var total = 0.0
        var sized = 0.0
        var gamma = rateStep[place].squareRoot()
        var sigma = sizeStep[place].squareRoot()
        for weight in dayWeights[stream.profile][patientClass] {
          total += weight * gamma
          sized += weight * gamma * sigma
          gamma *= rateStep[place]
          sigma *= sizeStep[place]
        }
        // A class that never comes (all weights 0) has no rate; its share must then be 0.
        scale.append(total > 0 ? expected * share / total * rateStep[place].squareRoot() : 0)
        if total > 0 { sizeMoment += share * sized / total }
      }
      let mean = Elementary.pow(1 + parameter.sizeGrowth, Double(year - 1))
      size.append(sizeMoment > 0 ? mean / sizeMoment * sizeStep[place].squareRoot() : mean)
    }
  }

  /// Moves one day on.
  mutating func advance() {
    for place in rateStep.indices {
      for patientClass in 0..<3 { scale[place * 3 + patientClass] *= rateStep[place] }
      size[place] *= sizeStep[place]
    }
  }
}

/// One stream's uncertain values in one future.
struct StreamParameters: Sendable {
  let studies: Double
  let growth: Double
  let sizeGrowth: Double
  let sizes: StreamSizes

  init(_ stream: StudyStream, _ draws: ParameterDraws) {
    studies = draws.value(stream.studiesPerYear)
    growth = draws.value(stream.growth)
    sizeGrowth = draws.value(stream.sizeGrowth)
    sizes = StreamSizes(stream, draws)
  }
}
