import PlanModel
import Quantities

/// Produces every study of one future, hour by hour, in order of time.
///
/// Within an hour a stream's arrivals are Poisson with a constant rate: gaps are drawn until the hour
/// is over. Each hour of each stream draws from counters of its own, so it comes out the same
/// whatever else the plan holds.
final class ArrivalProcess {
  private let calendar: PlanCalendar
  private let streams: [StudyStream]
  private let parameters: [StreamParameters]
  private let weights: [HourWeights]
  private let philox: Philox
  private let replication: UInt32
  private let kernels: UnsafeMutableBufferPointer<StreamKernel>
  private let hourly = StudyBuffer(capacity: 512)
  /// Where each bucket of the hour's studies begins; 256 of them and the end.
  private let buckets: UnsafeMutablePointer<Int32> = .allocate(capacity: 257)
  private var year: DemandYear?

  init(
    _ scenario: Scenario, calendar: PlanCalendar, weights: [HourWeights],
    parameters: [StreamParameters], seed: UInt64, replication: UInt32
  ) {
    self.calendar = calendar
    self.weights = weights
    streams = scenario.streams
    self.parameters = parameters
    philox = Philox(seed: seed)
    self.replication = replication
    kernels = .allocate(capacity: streams.count)
    _ = kernels.initialize(
      from: zip(scenario.streams, parameters).map {
        StreamKernel($0, $1, weights: weights[$0.profile])
      })
  }

  deinit {
    for kernel in kernels { kernel.deallocate() }
    kernels.deallocate()
    buckets.deallocate()
  }

  /// Appends the studies of one day, which must follow the day before.
  ///
  /// - Parameters:
  ///   - day: Of the plan.
  ///   - yearNumber: Its planning year, from 1.
  ///   - yearDays: The days of that year.
  ///   - batch: Where to.
  func day(_ day: Int, of yearNumber: Int, yearDays: Range<Int>, into batch: StudyBuffer) {
    if day == yearDays.lowerBound {
      year = DemandYear(
        yearNumber, days: yearDays, streams: streams, parameters: parameters, weights: weights,
        calendar: calendar)
    } else {
      year?.advance()
    }
    guard let year else { return }
    let info = calendar.days[day]
    let kind = Int(info.kind) * 24
    let month = Int(info.monthOfYear)
    for stream in kernels.indices {
      for patientClass in 0..<3 {
        kernels[stream].rates[patientClass] =
          year.rate(stream, patientClass)
          * weights[streams[stream].profile].months[patientClass][month]
      }
      kernels[stream].size = year.size(stream)
    }
    for stream in year.changing { kernels[stream].mix(year.mixture(stream)) }
    for hour in calendar.hours(of: day) {
      hourly.count = 0
      let cell = kind + Int(calendar.hourOfWeek[hour]) % 24
      for stream in kernels.indices { draw(stream, hour: hour, cell: cell) }
      sortHour(hour, into: batch)
    }
  }

  /// Draws one stream's studies of one hour.
  @inline(__always)
  private func draw(_ stream: Int, hour: Int, cell: Int) {
    let kernel = kernels.baseAddress.unsafelyUnwrapped + stream
    let emergency = kernel.pointee.rates[0] * kernel.pointee.hours[cell]
    let inpatient = kernel.pointee.rates[1] * kernel.pointee.hours[192 + cell]
    let rate = emergency + inpatient + kernel.pointee.rates[2] * kernel.pointee.hours[384 + cell]
    guard rate > 0 else { return }
    let secondsPerArrival = 3600 / rate
    let begin = Double(hour) * 3600
    let clock = UInt32(truncatingIfNeeded: calendar.epochHour + hour)
    let key = kernel.pointee.key
    let daily = kernel.pointee.size
    let growsInInstances = kernel.pointee.growsInInstances
    let mixed = kernel.pointee.mixed
    var offset = 0.0
    var index: UInt32 = 0
    var block = SIMD4<UInt32>()
    while true {
      if index & 1 == 0 {
        block = philox.block(
          Philox.counter(
            .arrivals, index: index >> 1, hour: clock, stream: key, replication: replication))
      }
      let uniform =
        index & 1 == 0 ? Philox.uniform(block.x, block.y) : Philox.uniform(block.z, block.w)
      // Since −ln u ≥ 1 − u, most hours that stay empty need no logarithm to be known as such.
      if offset + secondsPerArrival * (1 - uniform) >= 3600 { break }
      offset -= secondsPerArrival * Elementary.log(uniform)
      if offset >= 3600 { break }
      let marks = philox.block(
        Philox.counter(
          .marks, index: index, hour: clock, stream: key, replication: replication))
      let sizeShare = Philox.uniform(marks.x)
      let pick = Philox.uniform(marks.y) * rate
      let patientClass: UInt16 = pick < emergency ? 0 : pick < emergency + inpatient ? 1 : 2
      let instanceShare =
        kernel.pointee.instancesAreIndependent ? Philox.uniform(marks.z) : sizeShare
      let size =
        mixed == 0 ? daily : daily * kernel.pointee.scannerFactor(Philox.uniform(marks.w))
      let bytes = Self.whole(kernel.pointee.bytes.quantile(sizeShare) * size)
      let instances = Self.whole(
        kernel.pointee.instances.quantile(instanceShare) * (growsInInstances ? size : 1))
      hourly.append(
        Study(
          time: begin + offset, acquired: begin + offset, bytes: Double(bytes),
          instances: Int32(clamping: instances), stream: UInt16(stream),
          patientClass: patientClass))
      index += 1
    }
  }

  /// The nearest whole number, at least 1 and at most 2⁵³, up to which sums of bytes are exact.
  @inline(__always)
  private static func whole(_ number: Double) -> Int64 {
    max(1, Int64(min(number, 0x1p53) + 0.5))
  }

  /// Puts the hour's studies of all streams in order of time: into buckets by time, then each into
  /// its place among the few neighbours.
  private func sortHour(_ hour: Int, into batch: StudyBuffer) {
    let count = hourly.count
    guard count > 0 else { return }
    batch.reserve(count)
    let source = hourly.base
    let target = batch.base + batch.count
    batch.count += count
    let width = min(256, count)
    let begin = Double(hour) * 3600
    let perSecond = Double(width) / 3600
    let start = buckets
    for bucket in 0...width { start[bucket] = 0 }
    for n in 0..<count {
      start[min(width - 1, Int((source[n].time - begin) * perSecond)) + 1] += 1
    }
    for bucket in 1...width { start[bucket] += start[bucket - 1] }
    for n in 0..<count {
      let bucket = min(width - 1, Int((source[n].time - begin) * perSecond))
      target[Int(start[bucket])] = source[n]
      start[bucket] += 1
    }
    for n in 1..<max(1, count) where target[n].time < target[n - 1].time {
      let study = target[n]
      var place = n
      while place > 0, study.time < target[place - 1].time {
        target[place] = target[place - 1]
        place -= 1
      }
      target[place] = study
    }
  }
}

/// What the innermost loop needs of one stream: plain numbers, nothing to retain.
private struct StreamKernel {
  /// Expected studies an hour for a weight of 1 on the running day, by class.
  var rates = SIMD4<Double>()
  /// What a size of year 1 is multiplied with on the running day.
  var size = 1.0
  /// Weights by class × 192 + kind of day × 24 + hour of the day.
  let hours: UnsafeMutablePointer<Double>
  let bytes: Sampler
  let instances: Sampler
  let key: UInt32
  let instancesAreIndependent: Bool
  let growsInInstances: Bool
  /// How many sorts of scanners work on the running day; 0 where all are alike.
  private(set) var mixed = 0
  /// Up to which share of the studies each sort makes, and how big they are; room for any phase.
  private let mixture: UnsafeMutableBufferPointer<(limit: Double, factor: Double)>

  init(_ stream: StudyStream, _ parameters: StreamParameters, weights: HourWeights) {
    let sizes = parameters.sizes
    let flat = weights.hours.flatMap { $0 }
    hours = .allocate(capacity: flat.count)
    hours.initialize(from: flat, count: flat.count)
    bytes = Sampler(sizes.bytes)
    instances = Sampler(sizes.instances)
    key = StreamKey.of(stream.id)
    instancesAreIndependent = sizes.instancesAreIndependent
    growsInInstances = sizes.growsInInstances
    let sorts = parameters.events.fleet?.phases.compactMap { $0.mixture?.steps.count }.max()
    mixture = .allocate(capacity: sorts ?? 0)
    mixture.initialize(repeating: (1, 1))
  }

  /// Takes the scanners of the running day.
  mutating func mix(_ scanners: ScannerMixture?) {
    mixed = scanners?.steps.count ?? 0
    if let scanners { _ = mixture.update(fromContentsOf: scanners.steps) }
  }

  /// How much bigger a study is for the scanner that makes it.
  @inline(__always)
  func scannerFactor(_ share: Double) -> Double {
    var sort = 0
    while sort < mixed - 1, share >= mixture[sort].limit { sort += 1 }
    return mixture[sort].factor
  }

  func deallocate() {
    mixture.deallocate()
    hours.deallocate()
    bytes.deallocate()
    instances.deallocate()
  }
}
