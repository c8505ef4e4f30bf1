import PlanModel
import Quantities

/// One queue of one vendor: servers or a line, in the order of its discipline.
///
/// It measures what goes through it and lets studies pass once it is saturated; all else is the
/// discipline's.
final class StageQueue {
  /// Once work for longer than this waits for each server, the queue is called saturated: no wait means
  /// anything any more, and studies pass through so that memory stays bounded.
  static let saturationWait = 7 * 86_400.0

  let servers: Int
  /// How the queue fared.
  let meter: StageMeter
  /// The hour of the plan in which it saturated.
  private(set) var saturatedHour: Int?
  /// Is shown everybody who leaves.
  var observer: ((StudyBuffer) -> Void)?

  private let costs: ServiceCosts
  private let discipline: Serving
  private let aside = StudyBuffer(capacity: 1)
  private var lastDeparture = 0.0
  /// How many have come and not left.
  private(set) var inside = 0

  /// - Parameters:
  ///   - service: What a study costs.
  ///   - meter: What measures the queue.
  ///   - course: How its pace changes; nil is never. The meter's is the same.
  init(_ service: StageService, meter: StageMeter, course: PaceCourse? = nil) {
    servers = service.servers
    self.meter = meter
    costs = ServiceCosts(service)
    if let course {
      discipline = Self.discipline(service, costs, meter, VaryingClock(course))
    } else {
      discipline = Self.discipline(service, costs, meter, SteadyClock())
    }
  }

  @inline(__always)
  private static func discipline(
    _ service: StageService, _ costs: ServiceCosts, _ meter: StageMeter, _ clock: some StageClock
  ) -> Serving {
    let servers = service.servers
    return switch service.discipline {
    case .shared: Serving(EqualShares(costs, meter: meter, clock: clock))
    // Where nobody takes any time, nobody waits for a server.
    case _ where service.takesNoTime, .fifo where servers == 1:
      Serving(SingleServer(costs, meter: meter, clock: clock))
    case .fifo:
      Serving(FirstComeFirstServed(costs, servers: servers, meter: meter, clock: clock))
    case .statFirst: Serving(StatFirst(costs, servers: servers, meter: meter, clock: clock))
    }
  }

  deinit { costs.deallocate() }

  /// Passes a batch: replaces the studies that arrive by those that leave, both in order of time.
  ///
  /// - Parameters:
  ///   - batch: What arrives; all later arrivals come after `watermark`.
  ///   - watermark: Everything that leaves by then is let out.
  ///   - upstreamSaturated: Times mean nothing any more; nothing is measured.
  func pass(_ batch: StudyBuffer, through watermark: Double, upstreamSaturated: Bool) {
    inside += batch.count
    defer {
      inside -= batch.count
      assert(inside >= 0, "nobody leaves a queue who has not come")
      observer?(batch)
    }
    if upstreamSaturated || saturatedHour != nil {
      if saturatedHour == nil { meter.giveUp() }
      bypass(batch, from: 0)
    } else if let admitted = discipline.admit(batch) {
      saturatedHour = meter.saturate()
      bypass(batch, from: admitted)
    } else {
      meter.closeHours(through: watermark) { discipline.unfinishedWork($0) }
      discipline.release(watermark, batch)
      if batch.count > 0 { lastDeparture = batch.base[batch.count - 1].time }
    }
  }

  /// Lets everybody out who is inside, and then the arrivals from some place on, in order of time.
  private func bypass(_ batch: StudyBuffer, from first: Int) {
    aside.copy(batch, from: first)
    batch.count = first
    discipline.release(.infinity, batch)
    batch.append(aside)
    for n in 0..<batch.count {
      lastDeparture = max(lastDeparture, batch.base[n].time)
      batch.base[n].time = lastDeparture
    }
  }
}

/// What one stage costs in time, with the rate its line or servers reach.
struct StageService: Sendable {
  var discipline: QueueDiscipline
  var servers: Int
  var perStudy: Double
  var perInstance: Double
  /// For a byte on the wire.
  var secondsPerByte: Double
  /// Bytes on the wire for a byte as acquired, by stream.
  var wireShares: [Double]
  /// Of a line; nil for servers.
  var linkRate: BitsPerSecond?
  /// Whether every study goes through at once.
  var takesNoTime: Bool { perStudy == 0 && perInstance == 0 && secondsPerByte == 0 }

  /// Works out a stage at one place.
  ///
  ///     rate of a line = min(share × bandwidth, window / round trip × connections)
  ///
  /// Without pipelining each instance waits for one round trip, spread over the connections.
  ///
  /// - Parameters:
  ///   - stage: As the profile describes it.
  ///   - line: The line it crosses; nil for servers.
  ///   - parameters: Of every stream in this future.
  init(_ stage: Stage, line: NetworkLink?, parameters: [StreamParameters]) {
    discipline = stage.discipline
    servers = stage.servers
    perStudy = stage.perStudy.value
    perInstance = stage.perInstance.value * stage.streams
    wireShares = parameters.map {
      (stage.isCompressed ? $0.sizes.compressedShare : 1) * stage.streams
    }
    secondsPerByte = stage.rate.map { 1 / $0.bytesPerSecond } ?? 0
    if case .link(let use) = stage.place, let line {
      let rate = Self.rate(of: line, use)
      linkRate = rate
      secondsPerByte = 1 / rate.bytesPerSecond
      if !use.isPipelined {
        perInstance += stage.streams * line.roundTrip.value / Double(use.connections)
      }
    }
  }

  /// The rate that a vendor's software reaches on a line, outwards.
  static func rate(of line: NetworkLink, _ use: LinkUse) -> BitsPerSecond {
    let share = BitsPerSecond(line.up.value * line.share.value)
    guard line.roundTrip.value > 0 else { return share }
    let windowed = BitsPerSecond(
      bytesPerSecond: Double(use.window.count) / line.roundTrip.value * Double(use.connections))
    return min(share, windowed)
  }
}
