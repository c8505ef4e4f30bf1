import PlanModel
import Quantities

/// One queue of one vendor: first come, first served, c servers in parallel.
///
/// Each study takes the server that is free first (J. Kiefer, J. Wolfowitz, Trans. Amer. Math. Soc.
/// 78 (1955) 1–18):
///
///     departure = max(arrival, earliest free time) + service
///
/// Only the departures still to come are kept, ascending: whoever departs before the next arrival
/// leaves first, and with all servers busy the first to depart hands over its server. So studies
/// leave in order of time without an event list; with one server this is Lindley's recursion.
final class StageQueue {
  /// Once work waits for longer than this, the queue is called saturated: no wait means anything any
  /// more, and studies pass through so that memory stays bounded.
  static let saturationWait = 7 * 86_400.0

  let servers: Int
  /// How the queue fared.
  let meter: StageMeter
  /// The hour of the plan in which it saturated.
  private(set) var saturatedHour: Int?

  private let perStudy: Double
  private let perInstance: Double
  /// By stream: seconds of service for a byte as acquired, then bytes on the wire for one.
  private let byteCosts: UnsafeMutablePointer<SIMD2<Double>>
  /// Departures still to come, ascending, of the studies in ``held``.
  private let departures: UnsafeMutablePointer<Double>
  private let held: UnsafeMutablePointer<Study>
  private var inService = 0
  private var lastEmitted = 0.0

  init(_ service: StageService, meter: StageMeter) {
    servers = service.servers
    perStudy = service.perStudy
    perInstance = service.perInstance
    self.meter = meter
    byteCosts = .allocate(capacity: service.wireShares.count)
    byteCosts.initialize(
      from: service.wireShares.map { SIMD2($0 * service.secondsPerByte, $0) },
      count: service.wireShares.count)
    departures = .allocate(capacity: servers)
    held = .allocate(capacity: servers)
  }

  deinit {
    byteCosts.deallocate()
    departures.deallocate()
    held.deallocate()
  }

  /// Passes a batch: replaces the studies that arrive by those that leave, both in order of time.
  ///
  /// - Parameters:
  ///   - batch: What arrives; all later arrivals come after `watermark`.
  ///   - watermark: Everything that leaves by then is let out.
  ///   - upstreamSaturated: Times mean nothing any more; nothing is measured.
  func pass(_ batch: StudyBuffer, through watermark: Double, upstreamSaturated: Bool) {
    if upstreamSaturated || saturatedHour != nil {
      bypass(batch)
      return
    }
    batch.reserve(servers)
    let overloadedAt = servers == 1 ? passOne(batch) : passSeveral(batch)
    if let overloadedAt {
      saturatedHour = meter.saturate()
      bypass(batch, from: overloadedAt)
    } else {
      if servers > 1 { release(into: batch, through: watermark) }
      meter.advance(to: watermark, departures: departures, count: inService)
    }
  }

  /// Lindley's recursion: every study leaves in the place where it came.
  ///
  /// - Returns: When the queue saturated, how many studies had left by then.
  private func passOne(_ batch: StudyBuffer) -> Int? {
    let studies = batch.base
    let state = meter.state
    var end = inService > 0 ? departures[0] : 0
    inService = 1
    defer { departures[0] = end }
    for n in 0..<batch.count {
      let study = studies[n]
      if study.time >= state.pointee.nextHour {
        departures[0] = end
        meter.advance(to: study.time, departures: departures, count: 1)
      }
      let cost = byteCosts[Int(study.stream)] * study.bytes
      let service = perStudy + Double(study.instances) * perInstance + cost.x
      let start = end > study.time ? end : study.time
      end = start + service
      state.pointee.add(
        wait: start - study.time, service: service, backlog: end - study.time, wire: cost.y)
      studies[n].time = end
      if start - study.time > Self.saturationWait {
        lastEmitted = end
        return n + 1
      }
    }
    return nil
  }

  /// The buffer then holds those that have left.
  ///
  /// - Returns: When the queue saturated, how many studies had left by then; those that had not
  ///   arrived follow them.
  private func passSeveral(_ batch: StudyBuffer) -> Int? {
    let arriving = batch.count
    // Those in service leave first: they need places before those that arrive.
    let shift = inService
    batch.shift(by: shift)
    let studies = batch.base
    let state = meter.state
    var busy = inService
    var written = 0
    for n in shift..<(shift + arriving) {
      let study = studies[n]
      if study.time >= state.pointee.nextHour {
        meter.advance(to: study.time, departures: departures, count: busy)
      }
      let cost = byteCosts[Int(study.stream)] * study.bytes
      let service = perStudy + Double(study.instances) * perInstance + cost.x
      var gone = 0
      while gone < busy, departures[gone] <= study.time { gone += 1 }
      var start = study.time
      if gone == 0, busy == servers {
        start = departures[0]
        gone = 1
      }
      if gone > 0 {
        for place in 0..<gone {
          studies[written] = held[place]
          studies[written].time = departures[place]
          written += 1
        }
        busy -= gone
        for place in 0..<busy {
          departures[place] = departures[place + gone]
          held[place] = held[place + gone]
        }
      }
      let end = start + service
      var place = busy
      while place > 0, departures[place - 1] > end {
        departures[place] = departures[place - 1]
        held[place] = held[place - 1]
        place -= 1
      }
      departures[place] = end
      held[place] = study
      busy += 1
      var backlog = 0.0
      for place in 0..<busy { backlog += departures[place] - study.time }
      let wait = start - study.time
      state.pointee.add(wait: wait, service: service, backlog: backlog, wire: cost.y)
      if wait > Self.saturationWait {
        inService = busy
        return closeUp(batch, written: written, next: n + 1)
      }
    }
    inService = busy
    batch.count = written
    return nil
  }

  /// Moves what has not arrived yet behind what has left and what is in service.
  ///
  /// - Returns: The place of the first that has not arrived.
  private func closeUp(_ batch: StudyBuffer, written: Int, next: Int) -> Int {
    let waiting = (next..<batch.count).map { batch.base[$0] }
    batch.count = written
    release(into: batch, through: .infinity)
    let left = batch.count
    for study in waiting { batch.append(study) }
    return left
  }

  /// Lets out whoever departs by then; whoever arrives later cannot depart earlier.
  private func release(into batch: StudyBuffer, through watermark: Double) {
    var gone = 0
    while gone < inService, departures[gone] <= watermark {
      var study = held[gone]
      study.time = departures[gone]
      lastEmitted = study.time
      batch.append(study)
      gone += 1
    }
    inService -= gone
    for place in 0..<inService {
      departures[place] = departures[place + gone]
      held[place] = held[place + gone]
    }
  }

  /// Lets everybody through, in order of time.
  private func bypass(_ batch: StudyBuffer, from first: Int = 0) {
    if servers > 1, inService > 0 {
      let arriving = (0..<batch.count).map { batch.base[$0] }
      batch.count = 0
      release(into: batch, through: .infinity)
      for study in arriving { batch.append(study) }
    }
    for n in first..<max(first, batch.count) {
      lastEmitted = max(lastEmitted, batch.base[n].time)
      batch.base[n].time = lastEmitted
    }
  }
}

/// What one stage costs in time, with the rate its line or servers reach.
struct StageService: Sendable {
  var servers: Int
  var perStudy: Double
  var perInstance: Double
  /// For a byte on the wire.
  var secondsPerByte: Double
  /// Bytes on the wire for a byte as acquired, by stream.
  var wireShares: [Double]
  /// Of a line; nil for servers.
  var linkRate: BitsPerSecond?

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
    servers = stage.servers
    perStudy = stage.perStudy.value
    perInstance = stage.perInstance.value
    wireShares = parameters.map { stage.isCompressed ? $0.sizes.compressedShare : 1 }
    secondsPerByte = stage.rate.map { 1 / $0.bytesPerSecond } ?? 0
    if case .link(let use) = stage.place, let line {
      let rate = Self.rate(of: line, use)
      linkRate = rate
      secondsPerByte = 1 / rate.bytesPerSecond
      if !use.isPipelined { perInstance += line.roundTrip.value / Double(use.connections) }
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
