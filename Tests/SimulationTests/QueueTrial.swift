import PlanModel
import Quantities
import TestSupport
import Testing

@testable import Simulation

/// A queue by itself that serves 1 MB/s, so that a study of x MB is x seconds of work.
struct QueueTrial {
  static let timeline = Timeline(PlanCalendar(Fixture.scenario([])))
  private static let parameters = StreamParameters.all(
    Fixture.scenario([Fixture.stream()]), .means)

  let queue: StageQueue

  init(
    _ discipline: QueueDiscipline, servers: Int = 1, course: PaceCourse? = nil,
    outages: [Range<Double>] = []
  ) {
    let stage = Fixture.stage("q", servers: servers, megabytes: 1, discipline: discipline)
    queue = StageQueue(
      StageService(stage, line: nil, parameters: Self.parameters),
      meter: StageMeter(
        Self.timeline, servers: servers, busiestHour: 0, course: course, outages: outages),
      course: course)
  }

  /// Sends studies through, in order of their times; whoever leaves by a watermark must be out with it.
  ///
  /// - Parameters:
  ///   - studies: In that order.
  ///   - seed: Of the cuts into batches of up to 700; nil is one batch.
  /// - Returns: Those that left, in the order in which they did.
  func departures(_ studies: [Study], cut seed: UInt64? = nil) -> [Study] {
    let batch = StudyBuffer()
    var left: [Study] = []
    var next = 0
    var reached = 0.0
    var random = SplitMix(state: seed ?? 0)
    while next < studies.count {
      let most = seed == nil ? studies.count : Int.random(in: 1...700, using: &random)
      let end = min(studies.count, next + most)
      for study in studies[next..<end] { batch.append(study) }
      // Just before the next arrival, halfway to it, or at the one before.
      let last = studies[end - 1].time
      let watermark =
        end == studies.count
        ? .greatestFiniteMagnitude
        : last + (studies[end].time.nextDown - last)
          * [0, 0.5, 1][Int.random(in: 0..<3, using: &random)]
      queue.pass(batch, through: watermark, upstreamSaturated: false)
      if batch.count > 0 { #expect(batch.base[0].time > reached) }
      reached = watermark
      left += (0..<batch.count).map { batch.base[$0] }
      batch.count = 0
      next = end
    }
    return left
  }

  /// Studies that arrive at random, so many a second on average; `acquired` keeps the arrival.
  static func arrivals(
    _ count: Int, rate: Double, seed: UInt64, emergencies: Double = 0, sizes: Sizes = .exponential
  ) -> [Study] {
    var random = SplitMix(state: seed)
    var time = 0.0
    return (0..<count).map { _ in
      time -= Elementary.log(1 - Double.random(in: 0..<1, using: &random)) / rate
      let isEmergency = Double.random(in: 0..<1, using: &random) < emergencies
      return Study(
        time: time, acquired: time, bytes: (sizes.work(&random) * 1e6).rounded(), instances: 1,
        stream: 0, patientClass: isEmergency ? 0 : 2)
    }
  }

  /// Sizes with a mean of 1 MB.
  enum Sizes: CaseIterable {
    case exponential, constant
    /// 0.5 or 3 MB, one in five.
    case two
    /// Pareto with exponent 2.5: a heavy tail, and a finite variance.
    case heavy

    func work(_ random: inout SplitMix) -> Double {
      let u = 1 - Double.random(in: 0..<1, using: &random)
      switch self {
      case .exponential: return -Elementary.log(u)
      case .constant: return 1
      case .two: return u < 0.2 ? 3 : 0.5
      case .heavy: return 0.6 * Elementary.exp(-Elementary.log(u) / 2.5)
      }
    }
  }
}

extension Study {
  /// Seconds of service at 1 MB/s.
  var work: Double { bytes * (1 / 1e6) }
}

/// The mean of some independent results, and its standard error.
struct MeasuredMean {
  let mean: Double
  let standardError: Double

  init(_ values: [Double]) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    standardError = (variance / n).squareRoot()
  }

  /// How many standard errors the mean is away from a value.
  func distance(to expected: Double) -> Double { abs(mean - expected) / standardError }
}
