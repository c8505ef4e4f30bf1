import PlanModel
import Quantities

/// One queue of one vendor: first come, first served, c servers in parallel.
///
/// Each study takes the server that is free first (J. Kiefer, J. Wolfowitz, Trans. Amer. Math. Soc.
/// 78 (1955) 1–18). The times at which the servers are free are the c latest departures so far, so
///
///     departure(n) = max(arrival(n), c-th latest departure before) + service(n)
///
/// and the row of departures, kept in order of time, is all the state there is; with one server
/// this is Lindley's recursion. Nobody can depart before the c-th latest departure any more, so what
/// lies before it is final and leaves; no event list is needed.
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
  /// Studies in order of departure; between batches those that others may still overtake.
  private let row = StudyBuffer()
  private var lastDeparture = 0.0

  init(_ service: StageService, meter: StageMeter) {
    servers = service.servers
    perStudy = service.perStudy
    perInstance = service.perInstance
    self.meter = meter
    byteCosts = .allocate(capacity: service.wireShares.count)
    byteCosts.initialize(
      from: service.wireShares.map { SIMD2($0 * service.secondsPerByte, $0) },
      count: service.wireShares.count)
  }

  deinit { byteCosts.deallocate() }

  /// Passes a batch: replaces the studies that arrive by those that leave, both in order of time.
  ///
  /// - Parameters:
  ///   - batch: What arrives; all later arrivals come after `watermark`.
  ///   - watermark: Everything that leaves by then is let out.
  ///   - upstreamSaturated: Times mean nothing any more; nothing is measured.
  func pass(_ batch: StudyBuffer, through watermark: Double, upstreamSaturated: Bool) {
    if upstreamSaturated || saturatedHour != nil {
      if saturatedHour == nil { meter.giveUp() }
      bypass(batch, from: 0)
      return
    }
    row.reserve(batch.count)
    if let passed = queueUp(batch) {
      saturatedHour = meter.saturate()
      bypass(batch, from: passed)
      return
    }
    meter.advance(to: watermark, row: row.base, count: row.count)
    // Later arrivals come after the watermark and depart after it too.
    var held = 0
    while held < min(servers, row.count), row.base[row.count - 1 - held].time > watermark {
      held += 1
    }
    batch.swap(with: row)
    batch.count -= held
    row.count = held
    row.base.update(from: batch.base + batch.count, count: held)
  }

  /// Gives every arrival its place in the row of departures.
  ///
  /// - Returns: When the queue saturated, how many had arrived by then.
  private func queueUp(_ batch: StudyBuffer) -> Int? {
    let arrivals = batch.base
    let out = row.base
    let state = meter.state
    var written = row.count
    defer { row.count = written }
    for n in 0..<batch.count {
      let study = arrivals[n]
      if study.time >= state.pointee.nextHour {
        meter.advance(to: study.time, row: out, count: written)
      }
      let cost = byteCosts[Int(study.stream)] * study.bytes
      let service = perStudy + Double(study.instances) * perInstance + cost.x
      var start = study.time
      let first = written - servers
      if first >= 0, out[first].time > start { start = out[first].time }
      let end = start + service
      var place = written
      while place > 0, out[place - 1].time > end {
        out[place] = out[place - 1]
        place -= 1
      }
      out[place] = study
      out[place].time = end
      var backlog = 0.0
      var server = written
      while server >= 0, server > first, out[server].time > study.time {
        backlog += out[server].time - study.time
        server -= 1
      }
      written += 1
      let wait = start - study.time
      state.pointee.add(wait: wait, service: service, backlog: backlog, wire: cost.y)
      if wait > Self.saturationWait { return n + 1 }
    }
    return nil
  }

  /// Lets everybody in the row out, and then the arrivals from some place on, in order of time.
  private func bypass(_ batch: StudyBuffer, from first: Int) {
    row.reserve(batch.count - first)
    (row.base + row.count).update(from: batch.base + first, count: batch.count - first)
    row.count += batch.count - first
    batch.swap(with: row)
    row.count = 0
    for n in 0..<batch.count {
      lastDeparture = max(lastDeparture, batch.base[n].time)
      batch.base[n].time = lastDeparture
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
