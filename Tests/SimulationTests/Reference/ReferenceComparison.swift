import PlanModel
import Quantities

@testable import Simulation

/// Holds the engine against the reference, study by study.
struct ReferenceComparison {
  private var result = TrialResult()
  private let trial: Trial
  private let marks: DrawnMarks
  private var seen: [ReplayPassage: [Study]] = [:]
  private let replay: Replay
  private let outcome: ReplayOutcome
  private let yearEnds: [Double]

  private var scenario: Scenario { trial.scenario }

  static func result(of trial: Trial) -> TrialResult {
    var comparison = ReferenceComparison(trial)
    comparison.compare()
    return comparison.result
  }

  private init(_ trial: Trial) {
    self.trial = trial
    let index = trial.replication ?? 0
    marks = DrawnMarks(trial.scenario, trial.draws, seed: trial.seed, replication: index)
    var replay = Replay(trial.scenario)
    replay.batching = trial.batching
    self.replay = replay
    var seen: [ReplayPassage: [Study]] = [:]
    outcome = replay.run(trial.draws, seed: trial.seed, replication: index) { passage, batch in
      seen[passage, default: []] += (0..<batch.count).map { batch.base[$0] }
    }
    self.seen = seen
    let marks = marks
    yearEnds = (1...trial.scenario.years).map { year in
      let last = marks.monthDays[12 * year - 1].upperBound
      return last < marks.dayBegins.count
        ? marks.dayBegins[last] : Double(marks.hourOfWeek.count) * 3600
    }
  }

  private mutating func compare() {
    result.studies = marks.studies.count
    result.accesses = marks.accesses.count
    compareIntake()
    note(features(of: scenario))
    for vendor in scenario.vendors.indices {
      let reference = ReferenceReplay(scenario: scenario, marks: marks, draws: trial.draws)
        .run(vendor, legacyShares: replay.legacyShares)
      note(features(of: vendor, reference))
      let isKnown = !reference.isSaturated && !reference.isUndecided
      // What is moved hangs on what the queues leave.
      if reference.storage.migration == nil || isKnown && !reference.storage.isUndecided {
        compareStorage(vendor, reference)
        compareMigration(vendor, reference.storage)
      }
      if reference.isSaturated {
        result.skipped = "saturated"
      } else if reference.isUndecided {
        result.skipped = "order within rounding"
      } else if reference.storage.isUndecided {
        result.skipped = "a day's move within rounding"
      } else {
        compareExposure(vendor, reference)
        compareQueues(vendor, reference)
        compareArrivals(vendor, reference)
        compareDisplay(vendor, reference)
      }
    }
  }

  // MARK: - What is told

  private mutating func differ(_ what: String, _ engine: Any, _ reference: Any) {
    result.differences.append("\(what): engine \(engine), reference \(reference)")
  }

  private mutating func expect<Value: Equatable>(
    _ what: @autoclosure () -> String, _ engine: Value, _ reference: Value
  ) {
    result.figures += 1
    result.exactFigures += 1
    if engine != reference { differ(what(), engine, reference) }
  }

  private mutating func expect(
    _ what: @autoclosure () -> String, _ engine: Double, _ reference: Rounded
  ) {
    result.figures += 1
    if reference.error == 0 { result.exactFigures += 1 }
    if !reference.agrees(with: engine) {
      differ(what(), engine, "\(reference.value) ± \(2 * reference.error)")
    }
  }

  private mutating func expectSame<Who: Equatable>(
    _ what: String, _ engine: [Who], _ reference: [Who]
  ) {
    result.figures += 1
    result.exactFigures += 1
    if engine == reference { return }
    let place = zip(engine, reference).prefix { $0 == $1 }.count
    func one(_ list: [Who]) -> String {
      "\(list.count), of whom number \(place) is \(place < list.count ? "\(list[place])" : "none")"
    }
    differ(what, one(engine), one(reference))
  }

  private mutating func note(_ features: Set<Feature>) { result.features.formUnion(features) }

  // MARK: - Intake

  private mutating func compareIntake() {
    let days = marks.studies.map { marks.day(of: $0.time) }
    for (month, range) in marks.monthDays.enumerated() {
      let came = zip(marks.studies, days).filter { range.contains($0.1) }.map(\.0)
      expect("studies of month \(month)", outcome.studies[month], came.count)
      // Whole numbers below 2⁵³ add up exactly.
      expect("bytes of month \(month)", outcome.bytes[month], came.reduce(0) { $0 + $1.bytes })
      for stream in scenario.streams.indices {
        let own = came.filter { Int($0.stream) == stream }
        let engine = outcome.streams[stream]
        expect("studies of stream \(stream) in month \(month)", engine.studies[month], own.count)
        expect(
          "bytes of stream \(stream) in month \(month)", engine.bytes[month],
          own.reduce(0) { $0 + $1.bytes })
      }
      for (vendor, profile) in scenario.vendors.enumerated() {
        let usage = outcome.vendors[vendor].usage.months[month]
        let runs = month + 1 >= profile.contract.goLive
        expect("v\(vendor): studies of month \(month)", usage.studies, runs ? came.count : 0)
        let instances = came.reduce(0) { $0 + Int($1.instances) }
        expect("v\(vendor): instances of month \(month)", usage.instances, runs ? instances : 0)
        var ingested = Rounded(0)
        for study in came where runs {
          let share = marks.compressed[Int(study.stream)]
          ingested =
            ingested + Rounded(study.bytes) * (profile.storage.isCompressed ? share : Rounded(1))
        }
        expect("v\(vendor): bytes taken in, month \(month)", usage.ingested, ingested)
      }
    }
  }

  // MARK: - Storage

  /// Levels are sums of so many parts, each rounded once or twice; the engine subtracts running totals
  /// of everything that ever came, and so rounds at their size.
  private mutating func compareStorage(_ vendor: Int, _ reference: ReferenceOutcome) {
    let engine = outcome.vendors[vendor]
    let plan = scenario.vendors[vendor].storage
    let items = reference.storage.items
    let all = items.reduce(0) { $0 + $1.bytes + $1.bytesBefore }
    let isWhole = scenario.legacy == nil && items.allSatisfy { $0.bytes.rounded() == $0.bytes }
    let doubt = reference.storage.doubt
    let error = isWhole ? 0 : doubt
    func bounded(_ value: Double) -> Rounded { Rounded(value, error: error) }
    for (month, tiers) in reference.storage.months.enumerated() {
      for (tier, expected) in tiers.enumerated() {
        let what = "v\(vendor): tier \(plan.tiers[tier].id) in month \(month)"
        let usage = engine.usage.months[month].tiers[tier]
        // Differences of sums of everything, each byte of which counts for so many.
        let most =
          (reference.storage.lacking[tier]?.max() ?? 0) + Double(plan.tiers[tier].minimumDays)
        let surcharge = expected.surcharge
        expect(
          "\(what), billed on top", usage.surcharge,
          Rounded(
            surcharge.value,
            error: surcharge.error + 4 * doubt * most
              + 1e-9 * (surcharge.value + (surcharge.error > 0 ? all * most : 0))))
        if let other = reference.storage.expected[month][tier] {
          let doubt = error + other.doubt + 1e-9 * all
          expect("\(what), end", usage.end, Rounded(other.end, error: doubt))
          continue
        }
        let mean = Rounded(expected.average, error: error + 32 * expected.average.ulp)
        expect("\(what), mean", usage.average, mean)
        expect("\(what), peak", usage.peak, bounded(expected.peak))
        expect("\(what), end", usage.end, bounded(expected.end))
        // What is bought, and so all that follows, hangs on rounding where a peak is at the threshold.
        guard plan.tiers[tier].capacity != nil else { continue }
        if (0...month).contains(where: { reference.storage.isNearStep(tier, $0, error: error) }) {
          continue
        }
        let bought = engine.usage.months[month].purchased[tier]
        expect("\(what), bought", Double(bought.count), expected.purchased)
        expect("\(what), capacity", engine.tiers[tier].capacity[month], expected.capacity)
      }
      expect(
        "v\(vendor): purged in month \(month)", engine.purged[month],
        bounded(reference.storage.purged[month]))
    }
    for tier in plan.tiers.indices where plan.tiers[tier].capacity != nil {
      let isNear = reference.storage.months.indices.contains {
        reference.storage.isNearStep(tier, $0, error: error)
      }
      if isNear { continue }
      let dates = reference.storage.dates[tier]
      let what = "v\(vendor): tier \(plan.tiers[tier].id)"
      expect("\(what), day of the threshold", engine.tiers[tier].threshold, dates[0])
      expect("\(what), day full", engine.tiers[tier].full, dates[1])
      expect("\(what), day full for good", engine.tiers[tier].fullWithPurchases, dates[2])
    }
  }

  private mutating func compareMigration(_ vendor: Int, _ storage: ReferenceStorage) {
    let engine = outcome.vendors[vendor]
    let what = "v\(vendor): migration"
    expect("\(what), is one", engine.migration != nil, storage.migration != nil)
    guard let migration = storage.migration, let moved = engine.migration else { return }
    expect("\(what), begin", moved.begin, migration.begin)
    expect("\(what), end", moved.end, storage.movedBy)
    expect("\(what), bytes", moved.bytes, Rounded(storage.moved.value, error: storage.doubt))
    for (month, bytes) in storage.movedIn.enumerated() {
      expect(
        "\(what), bytes in month \(month)", engine.movedIn[month],
        Rounded(bytes, error: storage.doubt))
    }
  }

  // MARK: - Exposure

  /// A study is exposed from its acquisition until the last copy has it.
  private mutating func compareExposure(_ vendor: Int, _ reference: ReferenceOutcome) {
    let engine = outcome.vendors[vendor].queues.exposure
    guard scenario.isExposureKnown(of: vendor) else {
      expect("v\(vendor): exposure, years", engine.count, 0)
      return
    }
    expect("v\(vendor): exposure, years", engine.count, scenario.years)
    guard engine.count == scenario.years else { return }
    let exposed = zip(marks.studies, reference.protected).compactMap { study, end in
      end.map { (study: study, end: $0) }
    }
    for (number, yearEnd) in yearEnds.enumerated() {
      let yearBegin = number == 0 ? 0 : yearEnds[number - 1]
      // Each study's bytes times its seconds of the year without the last copy.
      var (byteSeconds, error) = (0.0, 0.0)
      for one in exposed {
        let from = max(one.study.time, yearBegin)
        let to = min(one.end.value, yearEnd)
        if to > from { byteSeconds += one.study.bytes * (to - from) }
        error += one.study.bytes * (one.end.error + one.end.value.ulp)
      }
      // The engine adds up one stretch after each event.
      error += Double(8 * exposed.count + 16) * byteSeconds.ulp
      let what = "v\(vendor): year \(number + 1), exposed"
      expect(
        "\(what) in the mean", engine[number].mean,
        Rounded(byteSeconds, error: error) / Rounded(yearEnd - yearBegin))
      // The level is greatest as the year begins or as something is acquired.
      let times =
        exposed.map(\.study.time).filter { $0 >= yearBegin && $0 < yearEnd }
        + (number > 0 ? [yearBegin.nextDown] : [])
      var largest = Rounded(0)
      for time in times {
        var level = Rounded(0)
        for one in exposed where one.study.time <= time {
          if one.end.value > time { level.value += one.study.bytes }
          if one.end.isUndecided(Rounded(time)) { level.error += one.study.bytes }
        }
        largest = Rounded(
          max(largest.value, level.value), error: max(largest.error, level.error))
      }
      expect("\(what) at most", engine[number].largest, largest)
    }
  }

  // MARK: - Queues

  private func year(_ time: Double) -> Int {
    min(yearEnds.firstIndex { time < $0 } ?? scenario.years - 1, scenario.years - 1)
  }

  private mutating func compareQueues(_ vendor: Int, _ reference: ReferenceOutcome) {
    let stages = outcome.vendors[vendor].queues.stages
    var places = [false: 0, true: 0]
    var engine: [QueueName: [(place: Int, stage: StageOutcome)]] = [:]
    for stage in stages {
      let isOld = stage.label.isOldSystem
      let name = QueueName(stage: stage.label.name, place: stage.label.place, isOld: isOld)
      engine[name, default: []].append((places[isOld] ?? 0, stage))
      places[isOld, default: 0] += 1
    }
    for queue in reference.queues {
      let what = "v\(vendor): \(queue.name)"
      let drawn = queue.isOfAccesses ? marks.accesses : marks.studies
      let ids = queue.queue.visits.map { drawn[$0.number].id }.sorted()
      // A site's LAN and WAN have one name, and a WAN has it in both directions.
      func left(_ place: Int) -> [Study] {
        seen[.queue(vendor: vendor, isOld: queue.name.isOld, place: place)] ?? []
      }
      let candidates = engine[queue.name] ?? []
      let ends = queue.queue.visits.reduce(0) { $0 + ($1.departure?.value ?? 0) }
      func distance(_ place: Int) -> Double {
        abs(left(place).reduce(0) { $0 + $1.time } - ends)
      }
      let best = candidates.indices.filter {
        left(candidates[$0].place).map(\.id).sorted() == ids
      }.min { distance(candidates[$0].place) < distance(candidates[$1].place) }
      guard let best = best ?? candidates.indices.first else {
        differ(what, "no such queue", "\(queue.queue.visits.count) studies")
        continue
      }
      let found = [candidates[best]]
      engine[queue.name]?.remove(at: best)
      let left = left(found[0].place)
      compareDepartures(what, left, queue)
      compareMeter(
        what, found[0].stage, queue, queue.name.isOld,
        busiestHour(vendor, isOld: queue.name.isOld, place: found[0].place), vendor)
      compareOutages(what, found[0].stage, queue)
    }
    for (name, found) in engine.sorted(by: { $0.key.description < $1.key.description }) {
      for one in found {
        let passage = ReplayPassage.queue(vendor: vendor, isOld: name.isOld, place: one.place)
        expect("v\(vendor): \(name), studies", seen[passage]?.count ?? 0, 0)
        expect(
          "v\(vendor): \(name), studies counted", one.stage.years.reduce(0) { $0 + $1.studies }, 0)
      }
    }
  }

  /// Of which study or access something is, so that both lists can be laid side by side.
  private struct Key: Hashable, Comparable, CustomStringConvertible {
    var id: UInt32
    var kind: UInt16 = 0
    var place: UInt16 = 0
    var bytes = 0.0

    init(_ study: Study, isAccess: Bool) {
      id = study.id
      guard isAccess else { return }
      (kind, place, bytes) = (UInt16(study.kind.rawValue), study.place, study.bytes)
    }

    var description: String { "\(id)" }

    static func < (a: Key, b: Key) -> Bool {
      (a.id, a.kind, a.place, a.bytes) < (b.id, b.kind, b.place, b.bytes)
    }
  }

  private mutating func compareDepartures(
    _ what: String, _ left: [Study], _ queue: ReferenceOutcome.Queue
  ) {
    let visits = queue.queue.visits
    for (one, next) in zip(left, left.dropFirst()) where one.time > next.time {
      differ("\(what), order", "study \(next.id) at \(next.time) after \(one.time)", "by time")
    }
    let drawn = queue.isOfAccesses ? marks.accesses : marks.studies
    let engine = left.map { (Key($0, isAccess: queue.isOfAccesses), $0.time) }.sorted {
      ($0.0, $0.1) < ($1.0, $1.1)
    }
    let plain = visits.map {
      (Key(drawn[$0.number], isAccess: queue.isOfAccesses), $0.departure ?? Rounded(0))
    }.sorted { ($0.0, $0.1.value) < ($1.0, $1.1.value) }
    // Everybody who comes leaves, once.
    expectSame("\(what), who left", engine.map(\.0), plain.map(\.0))
    guard engine.count == plain.count else { return }
    for (one, other) in zip(engine, plain) where one.0 == other.0 {
      expect("\(what), study \(one.0.id) leaves", one.1, other.1)
    }
    // What comes in goes out, in whole bytes.
    expect(
      "\(what), bytes", left.reduce(0) { $0 + $1.bytes },
      visits.reduce(0) { $0 + drawn[$1.number].bytes })
    // Little's law: the integral of the number in the queue is the sum of the times spent there.
    let sojourns = left.reduce(0) { $0 + $1.time } - visits.reduce(0) { $0 + $1.arrival.value }
    // The sums hold so many times, the integral as many pieces, each as wide as there are studies.
    let most = (left.map(\.time).max() ?? 0).ulp
    let errors = visits.reduce(0) { $0 + ($1.departure?.error ?? 0) + $1.arrival.error }
    let count = Double(visits.count)
    let error = 2 * errors + 2 * (count + 1) * (count + 1) * most
    expect("\(what), Little's law", sojourns, Rounded(queue.queue.presence, error: error))
  }

  private mutating func compareMeter(
    _ what: String, _ stage: StageOutcome, _ queue: ReferenceOutcome.Queue,
    _ isOld: Bool, _ busiest: Int, _ vendor: Int
  ) {
    let visits = queue.queue.visits
    let speed = queue.queue.speed
    let (hoursOfWeek, capacities) = hoursOfWeek(vendor, isOld: isOld, speed)
    // Whether a stand is in doubt matters to those who leave, not to what is done.
    let timeError =
      max(1, speed.fastest)
      * visits.reduce(0) { max($0, $1.departure?.error ?? 0, $1.arrival.error) }
    let ends = yearEnds
    let counted = 4 * speed.error(at: ends.last ?? 0)
    // Seconds of busy servers and bytes by year and hour of the week.
    var busy = [[Double]](repeating: Array(repeating: 0, count: 168), count: scenario.years)
    var wire = [[Rounded]](
      repeating: Array(repeating: Rounded(0), count: 168), count: scenario.years)
    for stretch in queue.queue.busy {
      var time = stretch.from
      while time < stretch.to, Int(time / 3600) < marks.hourOfWeek.count {
        let hour = Int(time / 3600)
        let end = min(stretch.to, Double(hour + 1) * 3600)
        busy[year(time)][marks.hourOfWeek[hour]] +=
          speed.work(from: Rounded(time), to: Rounded(end)).value * Double(stretch.servers)
        time = end
      }
    }
    for visit in visits {
      let hour = Int(visit.arrival.value / 3600)
      guard hour < marks.hourOfWeek.count else { continue }
      let label = marks.hourOfWeek[hour]
      wire[year(visit.arrival.value)][label] = wire[year(visit.arrival.value)][label] + visit.wire
    }
    for (number, engine) in stage.years.enumerated() {
      let here = "\(what), year \(number + 1)"
      let came = visits.filter { year($0.arrival.value) == number }
      expect("\(here), studies", engine.studies, came.count)
      var backlog = Rounded(0)
      for visit in came { backlog = .later(backlog, visit.backlog) }
      backlog.error += 4 * timeError + counted
      expect("\(here), largest backlog", engine.largestBacklog, backlog)

      // A wait counts when it is known: on arrival, on the start of service, on leaving a line.
      let known = visits.filter { visit in
        let time =
          switch queue.queue.discipline {
          case .fifo: visit.arrival
          case .statFirst: visit.start ?? visit.arrival
          case .shared: visit.departure ?? visit.arrival
          }
        return year(time.value) == number
      }
      var sum = Rounded(0)
      for visit in known { sum = sum + wait(of: visit, queue.queue) }
      if !known.isEmpty {
        expect("\(here), mean wait", engine.wait.mean, sum / Rounded(Double(known.count)))
      }

      let hours = hoursOfWeek[number]
      // Each hour's busy time is the difference of sums of its arrivals and of what is unfinished.
      let single = 16 * max(1, speed.fastest) * (ends.last ?? 0).ulp + 4 * timeError + counted
      let hourError = single * Double(2 * visits.count + 2)
      let total = busy[number].reduce(0, +)
      let full = capacities[number]
      // What one hour holds is a difference of two sums.
      let fullError = 60 * counted / 3600
      let available = 3600 * Double(queue.servers) * max(1, full.reduce(0, +))
      expect(
        "\(here), utilisation", engine.utilisation,
        Rounded(
          total / available,
          error: (hourError * 168 + total / available * fullError * 168 * 3600) / available
            + 8 * total / available * 0x1p-52 * 168))
      let most = 3600 * (full[busiest] > fullError ? full[busiest] : 1)
      let peak = 3600 * max(1, hours[busiest])
      expect(
        "\(here), busy hour", engine.busyHour,
        Rounded(
          busy[number][busiest] / (most * Double(queue.servers)),
          error: (hourError + busy[number][busiest] / most * fullError * 3600) / most
            + (speed.isVarying ? 0x1p-44 : 0)))
      expect(
        "\(here), bits a second", engine.busyHourRate,
        wire[number][busiest] * Rounded(8) / Rounded(peak))
      guard number == scenario.years - 1 else { continue }
      for label in 0..<168 {
        // Each of the hours is rounded to a whole microsecond.
        let error = hourError * 1e6 + 0.5 * hours[label]
        expect(
          "\(here), hours at full pace in hour \(label) of the week", stage.lastYearHours[label],
          Rounded(full[label], error: fullError + (speed.isVarying ? full[label] * 0x1p-46 : 0)))
        expect(
          "\(here), busy in hour \(label) of the week, µs", Double(stage.lastYearBusy[label]),
          Rounded((busy[number][label] * 1e6), error: error))
      }
    }
  }

  private func wait(of visit: Visit, _ queue: ReferenceQueue) -> Rounded {
    guard let start = visit.start, let end = visit.departure else { return Rounded(0) }
    if queue.discipline != .shared { return queue.speed.begin(from: start) - visit.arrival }
    let wait = end - queue.speed.end(of: visit.work, from: visit.arrival)
    return Rounded(max(0, wait.value), error: wait.error)
  }

  /// How often each hour of the week occurs while a system runs, by year; and how many hours at the full
  /// pace a server works in them.
  private func hoursOfWeek(
    _ vendor: Int, isOld: Bool, _ speed: Speed
  ) -> (hours: [[Double]], capacities: [[Double]]) {
    var hours = [[Double]](repeating: Array(repeating: 0, count: 168), count: scenario.years)
    var capacities = hours
    let contract = scenario.vendors[vendor].contract
    let goLive = Int(marks.dayBegins[marks.monthDays[contract.goLive - 1].lowerBound] / 3600)
    var begin = isOld ? 0 : goLive
    let last = isOld ? goLive : marks.hourOfWeek.count
    for (year, time) in yearEnds.enumerated() {
      let end = min(last, Int(time / 3600))
      while begin < end {
        let label = marks.hourOfWeek[begin]
        hours[year][label] += 1
        capacities[year][label] +=
          speed.isVarying
          ? speed.work(from: Rounded(Double(begin) * 3600), to: Rounded(Double(begin + 1) * 3600))
            .value / 3600 : 1
        begin += 1
      }
    }
    return (hours, capacities)
  }

  private mutating func compareOutages(
    _ what: String, _ stage: StageOutcome, _ queue: ReferenceOutcome.Queue
  ) {
    expect("\(what), outages", stage.outages.map(\.time), queue.outages)
    guard stage.outages.count == queue.outages.count else { return }
    for (engine, time) in zip(stage.outages, queue.outages) {
      var expected = OutageOutcome(time: time)
      var isUndecided = false
      var bytes = Rounded(0)
      for visit in queue.queue.visits where visit.arrival.value >= time.lowerBound {
        isUndecided =
          isUndecided || visit.isFirstUndecided
          || visit.arrival.isUndecided(Rounded(time.lowerBound))
          || visit.arrival.isUndecided(Rounded(time.upperBound))
        if visit.arrival.value < time.upperBound {
          bytes = bytes + visit.wire
        } else if visit.isFirst {
          expected.catchUp = visit.arrival.value - time.upperBound
          let error =
            visit.arrival.error + (visit.arrival.error > 0 ? 2 * visit.arrival.value.ulp : 0)
          if !isUndecided {
            expect(
              "\(what), outage at \(time.lowerBound), caught up", engine.catchUp,
              Rounded(expected.catchUp, error: error))
          }
          break
        }
        expected.studies += 1
      }
      if isUndecided { continue }
      expect("\(what), outage at \(time.lowerBound), studies", engine.studies, expected.studies)
      expect("\(what), outage at \(time.lowerBound), bytes", engine.bytes, bytes)
      if expected.catchUp == .infinity {
        expect("\(what), outage at \(time.lowerBound), caught up", engine.catchUp, .infinity)
      }
    }
  }

  private func busiestHour(_ vendor: Int, isOld: Bool, place: Int) -> Int {
    let profile = scenario.vendors[isOld ? scenario.oldVendor(of: vendor) ?? vendor : vendor]
    let queues =
      PipelineLayout(profile, scenario).queues + RetrievalLayout(profile, scenario).queues
    return replay.expectation.busiestHour(of: queues[place].sites)
  }

  // MARK: - Arrivals

  private mutating func compareArrivals(_ vendor: Int, _ reference: ReferenceOutcome) {
    let queues = outcome.vendors[vendor].queues
    let known = marks.studies.indices.filter { reference.archived[$0] != nil }
    expect("v\(vendor): archived", queues.archived, known.count)
    expect("v\(vendor): protected", queues.protected, known.count)
    expect("v\(vendor): unseen", queues.unseen, marks.studies.count - known.count)
    compareTimes(
      "v\(vendor): archived", seen[.archived(vendor: vendor)] ?? [], known, reference.archived)
    let hasCopies = [vendor, scenario.oldVendor(of: vendor)].contains {
      $0.map { !scenario.vendors[$0].copies.isEmpty } ?? false
    }
    if hasCopies {
      compareTimes(
        "v\(vendor): protected", seen[.protected(vendor: vendor)] ?? [], known, reference.protected)
    }
    for number in 0..<scenario.years {
      let made = known.filter { year(marks.studies[$0].time) == number }
      let what = "v\(vendor): year \(number + 1)"
      compareMean(
        "\(what), time to archive", queues.timeToArchive[number], made, reference.archived)
      compareMean(
        "\(what), time to protected", queues.timeToProtected[number], made, reference.protected)
      for site in scenario.sites.indices {
        let own = made.filter { scenario.streams[Int(marks.studies[$0].stream)].site == site }
        compareMean(
          "\(what), time to archive from site \(site)", queues.timeToArchiveBySite[site][number],
          own, reference.archived)
      }
      for (place, level) in scenario.serviceLevels.enumerated()
      where level.measure != .timeToDisplay {
        let times = level.measure == .timeToArchive ? reference.archived : reference.protected
        let asked = made.filter {
          level.patientClass.map { $0.rawValue } ?? Int(marks.studies[$0].patientClass)
            == Int(marks.studies[$0].patientClass)
        }
        let took = asked.compactMap { index in
          times[index].map { $0 - Rounded(marks.studies[index].time) }
        }
        compareShare(
          "\(what), promise \(level.id)", queues.serviceLevels[place][number], took, level.within)
      }
    }
  }

  private mutating func compareTimes(
    _ what: String, _ engine: [Study], _ known: [Int], _ times: [Rounded?]
  ) {
    let sorted = engine.sorted { $0.id < $1.id }
    let plain = known.map { (marks.studies[$0].id, times[$0] ?? Rounded(.nan)) }
      .sorted { $0.0 < $1.0 }
    expectSame("\(what), who", sorted.map(\.id), plain.map(\.0))
    guard sorted.count == plain.count else { return }
    for (one, other) in zip(sorted, plain) {
      expect("\(what), study \(one.id)", one.time, other.1)
    }
  }

  private mutating func compareMean(
    _ what: String, _ engine: WaitSummary, _ studies: [Int], _ times: [Rounded?]
  ) {
    guard !studies.isEmpty else { return }
    var sum = Rounded(0)
    for index in studies {
      sum = sum + ((times[index] ?? Rounded(.nan)) - Rounded(marks.studies[index].time))
    }
    expect(what, engine.mean, sum / Rounded(Double(studies.count)))
  }

  private mutating func compareShare(
    _ what: String, _ engine: Double, _ took: [Rounded], _ within: Seconds
  ) {
    // What rounding decides is not counted either way.
    if took.contains(where: { $0.isUndecided(Rounded(within.value)) }) { return }
    let kept = took.count { $0.value <= within.value }
    expect(what, engine, took.isEmpty ? 1 : Double(kept) / Double(took.count))
  }

  // MARK: - Reading

  private mutating func compareDisplay(_ vendor: Int, _ reference: ReferenceOutcome) {
    let queues = outcome.vendors[vendor].queues
    let known = marks.accesses.indices.filter { reference.displayed[$0] != nil }
    expect("v\(vendor): displayed", queues.displayed, known.count)
    let engine = (seen[.displayed(vendor: vendor)] ?? []).map {
      (Key($0, isAccess: true), $0.acquired, $0.time)
    }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
    let plain = known.map { index in
      let times = reference.displayed[index]
      return (
        Key(marks.accesses[index], isAccess: true), times?.due ?? Rounded(.nan),
        times?.end ?? Rounded(.nan)
      )
    }.sorted { ($0.0, $0.1.value, $0.2.value) < ($1.0, $1.1.value, $1.2.value) }
    expectSame("v\(vendor): who is displayed", engine.map(\.0), plain.map(\.0))
    if engine.count == plain.count {
      for (one, other) in zip(engine, plain) {
        expect("v\(vendor): access to \(one.0.id) due", one.1, other.1)
        expect("v\(vendor): access to \(one.0.id) displayed", one.2, other.2)
      }
    }
    compareReadBack(vendor, reference)
    guard !queues.timeToDisplay.isEmpty else { return }
    for number in 0..<scenario.years {
      let made = known.filter { year(reference.displayed[$0]?.due.value ?? 0) == number }
      for group in 0..<5 {
        let own = made.filter {
          let access = marks.accesses[$0]
          let its =
            access.kind == .current ? Int(access.patientClass) : access.kind == .prior ? 3 : 4
          return its == group
        }
        guard !own.isEmpty else { continue }
        var sum = Rounded(0)
        for index in own {
          if let times = reference.displayed[index] { sum = sum + times.wait }
        }
        expect(
          "v\(vendor): year \(number + 1), time to display of group \(group)",
          queues.timeToDisplay[group][number].mean, sum / Rounded(Double(own.count)))
      }
      for tier in queues.timeToPrior.indices {
        let own = made.compactMap { index -> Rounded? in
          marks.accesses[index].kind == .prior && reference.displayed[index]?.tier == tier
            ? reference.displayed[index]?.wait : nil
        }
        if own.isEmpty { continue }
        expect(
          "v\(vendor): year \(number + 1), time to priors from tier \(tier)",
          queues.timeToPrior[tier][number].mean,
          own.reduce(Rounded(0), +) / Rounded(Double(own.count)))
      }
      for (place, level) in scenario.serviceLevels.enumerated()
      where level.measure == .timeToDisplay {
        let took = made.compactMap { index -> Rounded? in
          let access = marks.accesses[index]
          let isAsked =
            access.kind != .view
            && (level.patientClass.map { $0.rawValue == Int(access.patientClass) } ?? true)
          return isAsked ? reference.displayed[index].map(\.wait) : nil
        }
        compareShare(
          "v\(vendor): year \(number + 1), promise \(level.id)",
          queues.serviceLevels[place][number], took, level.within)
      }
    }
  }
}

extension ReferenceComparison {
  /// What was read from each tier, by month.
  fileprivate mutating func compareReadBack(_ vendor: Int, _ reference: ReferenceOutcome) {
    let plan = scenario.vendors[vendor].storage
    for (month, days) in marks.monthDays.enumerated() {
      guard outcome.vendors[vendor].queues.readBack.indices.contains(month),
        !scenario.vendors[vendor].retrieve.isEmpty
      else { continue }
      // What is read after the plan counts for its last month.
      let isLast = month == marks.monthDays.count - 1
      let begin = marks.dayBegins[days.lowerBound]
      let end = isLast ? .infinity : marks.dayBegins[days.upperBound]
      for tier in plan.tiers.indices {
        var read = 0
        var bytes = Rounded(0)
        for (access, shown) in zip(marks.accesses, reference.displayed) {
          guard let shown, shown.tier == tier, shown.begin.value >= begin, shown.begin.value < end
          else { continue }
          read += 1
          bytes =
            bytes + Rounded(access.bytes)
            * (plan.isCompressed ? marks.compressed[Int(access.stream)] : Rounded(1))
        }
        let what = "v\(vendor): read from tier \(plan.tiers[tier].id) in month \(month)"
        let engine = outcome.vendors[vendor].queues.readBack[month][tier]
        expect("\(what), studies", engine.studies, read)
        expect("\(what), bytes", engine.bytes, bytes)
      }
    }
  }
}

// MARK: - What a trial has

extension ReferenceComparison {
  private func features(of scenario: Scenario) -> Set<Feature> {
    var features: Set<Feature> = []
    let sites = Set(marks.studies.map { scenario.streams[Int($0.stream)].site })
    if sites.count > 1 { features.insert(.severalSites) }
    if !scenario.places.isEmpty { features.insert(.places) }
    if scenario.streams.contains(where: { $0.trace == nil }) { features.insert(.drawn) }
    if scenario.streams.contains(where: { ($0.trace?.count ?? 0) > 0 }) {
      features.insert(.recorded)
    }
    for event in scenario.events {
      switch event.change {
      case .volume: features.insert(.volumeEvent)
      case .studySize: features.insert(.sizeEvent)
      case .replaceScanner: features.insert(.scannerEvent)
      case .goLive, .openSite: features.insert(.siteEvent)
      case .retention: break
      }
    }
    if !marks.accesses.isEmpty { features.insert(.reading) }
    if marks.accesses.contains(where: { $0.kind == .prior }) { features.insert(.priors) }
    if marks.accesses.contains(where: { $0.kind == .view }) { features.insert(.views) }
    if marks.accesses.contains(where: {
      $0.kind == .current && Int($0.place) != scenario.streams[Int($0.stream)].site
    }) {
      features.insert(.elsewhere)
    }
    let times = marks.studies.map(\.time)
    if zip(times, times.dropFirst()).contains(where: ==) { features.insert(.ties) }
    if trial.batching.day < 50, marks.studies.count > trial.batching.day {
      features.insert(.smallBatches)
    }
    if scenario.timeZone != "UTC" { features.insert(.clockChange) }
    if trial.replication != nil { features.insert(.uncertain) }
    if scenario.years > 1 { features.insert(.twoYears) }
    if scenario.legacy != nil { features.insert(.legacy) }
    let lines =
      scenario.sites.flatMap { [$0.lan, $0.wan].compactMap { $0 } } + scenario.links.map(\.line)
    if (lines.map(\.reliability) + scenario.vendors.map(\.reliability)).contains(where: {
      !($0?.maintenance ?? []).isEmpty
    }) {
      features.insert(.maintenance)
    }
    let rules = Set(scenario.streams.map(\.retentionRule)).map { scenario.retention.rules[$0] }
    if scenario.retention.purges {
      if rules.contains(where: { $0.strands.count > 1 }) { features.insert(.mixture) }
      if rules.contains(where: { !$0.changes.isEmpty }) { features.insert(.retentionChange) }
    }
    return features
  }

  private func features(of vendor: Int, _ reference: ReferenceOutcome) -> Set<Feature> {
    let profile = scenario.vendors[vendor]
    var features: Set<Feature> = []
    if !profile.copies.isEmpty { features.insert(.copies) }
    if profile.copies.count > 1 { features.insert(.cascade) }
    if profile.copies.contains(where: { $0.link != nil }) { features.insert(.copyLines) }
    if profile.contract.goLive > 1 { features.insert(.goLive) }
    let ways = ReferenceWays(scenario, profile, isOld: false)
    let crossed = Set(scenario.streams.map(\.site)).map { ways.ingest(from: $0) }
    let lines = crossed.map { steps in steps.filter { $0.line != nil }.map(\.key) }
    if lines.contains(where: { $0.count > 1 }) { features.insert(.severalLines) }
    if lines.contains(where: { $0.contains(.lan) }) { features.insert(.lan) }
    if Set(lines.flatMap { $0 }).count < lines.flatMap({ $0 }).count {
      features.insert(.meetingLines)
    }
    var starts: [Step.Key: Set<Int>] = [:]
    for step in crossed.flatMap({ $0 }) where step.line != nil {
      starts[step.key, default: []].insert(step.start)
    }
    if starts.values.contains(where: { $0.count > 1 }) { features.insert(.sharedWAN) }
    if (profile.ingest + profile.retrieve).contains(where: \.isCompressed) {
      features.insert(.compression)
    }
    if profile.retrieve.contains(where: { $0.streams < 1 }), !marks.accesses.isEmpty {
      features.insert(.streaming)
    }
    if scenario.oldVendor(of: vendor) != nil {
      features.insert(.oldSystem)
      let begin = marks.dayBegins[marks.monthDays[profile.contract.goLive - 1].lowerBound]
      if zip(marks.studies, reference.protected).contains(where: {
        $0.time < begin && $1?.value ?? 0 > begin
      }) {
        features.insert(.underway)
      }
    }
    for queue in reference.queues {
      let visits = queue.queue.visits
      features.formUnion(paceFeatures(queue))
      let hasWaits = visits.contains { ($0.start ?? $0.arrival).value > $0.arrival.value }
      switch queue.queue.discipline {
      case .fifo where hasWaits: features.insert(queue.servers == 1 ? .fifoOne : .fifoSeveral)
      case .statFirst where hasWaits:
        features.insert(.statFirst)
        let starts = visits.map { ($0.start ?? $0.arrival).value }
        for (place, visit) in visits.enumerated() where visit.isEmergency {
          if starts[..<place].contains(where: { $0 > starts[place] }) {
            features.insert(.overtaken)
          }
        }
      case .shared:
        let ends = visits.map { ($0.departure ?? $0.arrival).value }
        for place in visits.indices.dropFirst() where ends[place - 1] > visits[place].arrival.value
        {
          features.insert(.sharedLine)
        }
      default: break
      }
    }
    for (place, times) in reference.displayed.enumerated() {
      guard let times else { continue }
      if times.begin.value > marks.accesses[place].time { features.insert(.late) }
      if times.isOfSite { features.insert(.siteCache) }
      if times.due > times.begin { features.insert(.prefetch) }
      if times.tier < profile.storage.tiers.count, profile.storage.tiers[times.tier].takesTime {
        let hasDrives = profile.storage.tiers[times.tier].drives != nil
        features.insert(hasDrives ? .drives : .delay)
      }
    }
    let tiers = profile.storage.tiers
    if tiers.count(where: { !$0.isCache }) > 1 { features.insert(.agedTiers) }
    if tiers.contains(where: \.isCache) { features.insert(.cache) }
    if tiers.contains(where: \.leavesByAccess) { features.insert(.byAccess) }
    if tiers.contains(where: { $0.reheatsTo != nil }) { features.insert(.reheat) }
    if reference.queues.contains(where: { queue in
      if case .end = queue.step.key { !queue.queue.visits.isEmpty } else { false }
    }) {
      features.insert(.siteServers)
    }
    if tiers.contains(where: { $0.capacity != nil }) { features.insert(.capacity) }
    let billed = tiers.indices.filter { tier in
      reference.storage.months.contains { $0[tier].surcharge.value > 0 }
    }
    if billed.contains(where: { tiers[$0].minimumObject != nil }) { features.insert(.leastSize) }
    if billed.contains(where: { tiers[$0].minimumDays > 0 && tiers[$0].minimumObject == nil }) {
      features.insert(.leastDays)
    }
    if let migration = reference.storage.migration {
      features.insert(.migration)
      if migration.migration.window != nil { features.insert(.migrationWindow) }
      if migration.isSlowed { features.insert(.migrationSlowed) }
      if let end = reference.storage.movedBy, end > migration.begin {
        features.insert(.migrationEnds)
      }
    }
    if scenario.isExposureKnown(of: vendor) { features.formUnion(exposureFeatures(reference)) }
    if reference.storage.months.contains(where: { $0.contains { $0.purchased > 0 } }) {
      features.insert(.purchases)
    }
    if reference.storage.dates.contains(where: { $0[2] != nil }) { features.insert(.full) }
    if reference.storage.purged.contains(where: { $0 > 0 }) { features.insert(.purge) }
    return features
  }

  private func exposureFeatures(_ reference: ReferenceOutcome) -> Set<Feature> {
    var features: Set<Feature> = []
    if zip(marks.studies, reference.protected).contains(where: { $0.time < $1?.value ?? 0 }) {
      features.insert(.exposed)
    }
    for queue in reference.queues where !queue.isOfAccesses {
      for visit in queue.queue.visits {
        guard let end = visit.departure else { continue }
        if queue.outages.contains(where: {
          $0.lowerBound < end.value && $0.upperBound > visit.arrival.value
        }) {
          features.insert(.exposedInOutage)
        }
      }
    }
    return features
  }

  private func paceFeatures(_ queue: ReferenceOutcome.Queue) -> Set<Feature> {
    var features: Set<Feature> = []
    let speed = queue.queue.speed
    guard speed.isVarying else { return features }
    for visit in queue.queue.visits {
      guard let start = visit.start, let end = visit.departure else { continue }
      if speed.begin(from: start) > start { features.insert(.beginsInStand) }
      for (piece, next) in zip(speed.pieces, speed.pieces.dropFirst())
      where next.from > start.value && piece.from < end.value {
        if piece.value.value == 0, piece.from > start.value { features.insert(.stand) }
        if piece.value.value > 0, piece.value.value != 1 { features.insert(.shares) }
      }
      for outage in queue.outages where outage.contains(visit.arrival.value) {
        features.insert(.outage)
        if queue.queue.visits.contains(where: {
          $0.isFirst && $0.arrival.value >= outage.upperBound
        }) {
          features.insert(.caughtUp)
        }
      }
    }
    return features
  }
}
