import PlanModel
import Quantities

/// One queue of one vendor: first come, first served, c servers in parallel.
///
/// The Kiefer-Wolfowitz recursion: each study takes the server that is free first,
///
///     departure = max(arrival, earliest free time) + service
///
/// When a study takes over a server, the one that held it is the next to depart, so studies leave in
/// order of time without an event list; with one server this is Lindley's recursion.
/// Source: J. Kiefer, J. Wolfowitz, Trans. Amer. Math. Soc. 78 (1955) 1–18.
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
  /// Seconds of service for a byte as acquired, by stream.
  private let secondsPerByte: UnsafeMutablePointer<Double>
  /// Bytes on the wire for a byte as acquired, by stream.
  private let wireShare: UnsafeMutablePointer<Double>
  /// When each server is free, ascending.
  private let free: UnsafeMutablePointer<Double>
  /// The study each server works on or worked on last.
  private let held: UnsafeMutablePointer<Study>
  private let isHeld: UnsafeMutablePointer<Bool>
  private var lastEmitted = 0.0

  init(_ service: StageService, meter: StageMeter) {
    servers = service.servers
    perStudy = service.perStudy
    perInstance = service.perInstance
    self.meter = meter
    secondsPerByte = .allocate(capacity: service.wireShares.count)
    secondsPerByte.initialize(
      from: service.wireShares.map { $0 * service.secondsPerByte },
      count: service.wireShares.count)
    wireShare = .allocate(capacity: service.wireShares.count)
    wireShare.initialize(from: service.wireShares, count: service.wireShares.count)
    free = .allocate(capacity: servers)
    free.initialize(repeating: 0, count: servers)
    held = .allocate(capacity: servers)
    isHeld = .allocate(capacity: servers)
    isHeld.initialize(repeating: false, count: servers)
  }

  deinit {
    secondsPerByte.deallocate()
    wireShare.deallocate()
    free.deallocate()
    held.deallocate()
    isHeld.deallocate()
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
    if servers == 1 { passOne(batch) } else { passSeveral(batch) }
    if saturatedHour == nil {
      if servers > 1 { release(into: batch, through: watermark) }
      meter.advance(to: watermark, free: free, servers: servers)
    }
  }

  private func passOne(_ batch: StudyBuffer) {
    let studies = batch.base
    var end = free[0]
    for n in 0..<batch.count {
      let study = studies[n]
      if study.time >= meter.nextHour {
        free[0] = end
        meter.advance(to: study.time, free: free, servers: 1)
      }
      let service =
        perStudy + Double(study.instances) * perInstance
        + study.bytes * secondsPerByte[Int(study.stream)]
      let start = end > study.time ? end : study.time
      let wait = start - study.time
      end = start + service
      meter.add(
        wait: wait, service: service, backlog: end - study.time,
        wire: study.bytes * wireShare[Int(study.stream)])
      studies[n].time = end
      if wait > Self.saturationWait {
        free[0] = end
        lastEmitted = end
        saturate(batch, from: n + 1)
        return
      }
    }
    free[0] = end
  }

  private func passSeveral(_ batch: StudyBuffer) {
    let studies = batch.base
    let last = servers - 1
    var written = 0
    for n in 0..<batch.count {
      let study = studies[n]
      if study.time >= meter.nextHour {
        meter.advance(to: study.time, free: free, servers: servers)
      }
      let service =
        perStudy + Double(study.instances) * perInstance
        + study.bytes * secondsPerByte[Int(study.stream)]
      let earliest = free[0]
      let start = earliest > study.time ? earliest : study.time
      let end = start + service
      if isHeld[0] {
        studies[written] = held[0]
        studies[written].time = earliest
        lastEmitted = earliest
        written += 1
      }
      var place = 0
      while place < last, free[place + 1] < end {
        free[place] = free[place + 1]
        held[place] = held[place + 1]
        isHeld[place] = isHeld[place + 1]
        place += 1
      }
      free[place] = end
      held[place] = study
      isHeld[place] = true
      var backlog = 0.0
      for server in 0...last { backlog += max(0, free[server] - study.time) }
      meter.add(
        wait: start - study.time, service: service, backlog: backlog,
        wire: study.bytes * wireShare[Int(study.stream)])
      if start - study.time > Self.saturationWait {
        // Those in service leave at once, then the rest of the batch.
        let rest = batch.count - n - 1
        let kept = (0..<servers).filter { isHeld[$0] }.map { held[$0] }
        let times = (0..<servers).filter { isHeld[$0] }.map { free[$0] }
        let remaining = (0..<rest).map { studies[n + 1 + $0] }
        batch.count = written
        for (study, time) in zip(kept, times) {
          var leaving = study
          leaving.time = time
          lastEmitted = time
          batch.append(leaving)
        }
        let begin = batch.count
        for study in remaining { batch.append(study) }
        saturate(batch, from: begin)
        return
      }
    }
    batch.count = written
  }

  /// Lets out whoever departs by then; whoever arrives later cannot depart earlier.
  private func release(into batch: StudyBuffer, through watermark: Double) {
    for server in 0..<servers where isHeld[server] && free[server] <= watermark {
      var study = held[server]
      study.time = free[server]
      lastEmitted = study.time
      isHeld[server] = false
      batch.append(study)
    }
  }

  private func saturate(_ batch: StudyBuffer, from place: Int) {
    saturatedHour = meter.saturate()
    for n in place..<max(place, batch.count) {
      lastEmitted = max(lastEmitted, batch.base[n].time)
      batch.base[n].time = lastEmitted
    }
  }

  private func bypass(_ batch: StudyBuffer) {
    var leaving: [Study] = []
    for server in 0..<servers where isHeld[server] {
      var study = held[server]
      study.time = free[server]
      leaving.append(study)
      isHeld[server] = false
    }
    if !leaving.isEmpty {
      let arriving = (0..<batch.count).map { batch.base[$0] }
      batch.count = 0
      for study in leaving + arriving { batch.append(study) }
    }
    for n in 0..<batch.count {
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
