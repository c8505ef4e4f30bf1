import PlanModel
import Quantities

@testable import Simulation

/// The studies and accesses of one future as they are drawn: what both engines begin with.
struct DrawnMarks {
  var studies: [Study] = []
  /// In order of time, up to the end of the plan.
  var accesses: [Study] = []
  /// The days of each month of the plan, and the second at which each day of the plan begins.
  let monthDays: [Range<Int>]
  let dayBegins: [Double]
  let hourOfWeek: [Int]
  /// The day of each hour of the plan.
  private let dayOfHour: [Int]
  /// Of each stream, what lossless compression makes of a byte.
  let compressed: [Rounded]

  init(_ scenario: Scenario, _ draws: ParameterDraws, seed: UInt64, replication: UInt32) {
    let calendar = PlanCalendar(scenario)
    let parameters = StreamParameters.all(scenario, draws)
    let reading = scenario.reading.map {
      ReadingProcess($0, parameters, seed: seed, replication: replication)
    }
    let process = ArrivalProcess(
      scenario, calendar: calendar, weights: scenario.profiles.map(HourWeights.init),
      parameters: parameters, seed: seed, replication: replication, reading: reading)
    let batch = StudyBatch()
    let asked = StudyBuffer()
    for year in 1...scenario.years {
      let days = calendar.days(ofYear: year)
      for day in days {
        process.day(day, of: year, yearDays: days, into: batch)
        reading?.take(
          through: Double(calendar.hours(of: day).upperBound) * 3600, into: asked)
      }
    }
    studies = (0..<batch.studies.count).map { batch.studies.base[$0] }
    accesses = (0..<asked.count).map { asked.base[$0] }
    monthDays = (0..<scenario.months).map {
      calendar.firstDayOfMonth($0)..<calendar.firstDayOfMonth($0 + 1)
    }
    dayBegins = calendar.days.map { Double($0.firstHour) * 3600 }
    hourOfWeek = calendar.hourOfWeek.map { Int($0) }
    dayOfHour = calendar.days.indices.flatMap { day in calendar.hours(of: day).map { _ in day } }
    compressed = scenario.streams.map { stream in
      stream.isStoredSize
        ? Rounded(1) : Rounded(1) / Rounded(draws.value(stream.modality.losslessRatio))
    }
  }

  /// The day of the plan of a time.
  func day(of time: Double) -> Int { dayOfHour[Int(time / 3600)] }
}

/// What one vendor's choice comes to, by the plain replay.
struct ReferenceOutcome {
  /// One queue: who was there, by the number of the study or access among those drawn.
  struct Queue {
    var name: QueueName
    var step: Step
    var queue: ReferenceQueue
    var isOfAccesses: Bool
    /// Its dated outages.
    var outages: [Range<Double>]
    var servers: Int { step.stage.servers }
  }

  /// One access that came to its reader.
  struct Display {
    /// When it set out.
    var begin: Rounded
    /// When its reader begins to wait.
    var due: Rounded
    var end: Rounded
    /// The tier that it came from; behind them all, the old system.
    var tier: Int
    /// Whether the reader's own site had it.
    var isOfSite = false
    /// What was fetched before can be there before anybody waits.
    var wait: Rounded { .later(Rounded(0), end - due) }
  }

  var queues: [Queue] = []
  /// By study; nil where nobody knows its way.
  var archived: [Rounded?]
  var protected: [Rounded?]
  /// By access; nil where nobody knows.
  var displayed: [Display?]
  var storage: ReferenceStorage
  /// Whether rounding decides an order.
  var isUndecided = false

  /// Whether a queue held close to seven days of work for each server: from then on the engine only
  /// says that the plan does not work.
  var isSaturated: Bool {
    queues.contains { queue in
      let most = 6.9 * 86_400 * Double(queue.servers)
      return queue.queue.visits.contains { $0.backlog.value > most }
    }
  }
}

/// The plain replay of one vendor's choice.
struct ReferenceReplay {
  let scenario: Scenario
  let marks: DrawnMarks
  let draws: ParameterDraws
  private var paces: ReferencePaces { ReferencePaces(scenario: scenario, marks: marks) }

  /// - Parameters:
  ///   - vendor: Index into the scenario's vendors.
  ///   - legacyShares: How the present archive spreads over the retention rules.
  /// - Returns: What became of every study and access.
  func run(_ vendor: Int, legacyShares: [Double]) -> ReferenceOutcome {
    let profile = scenario.vendors[vendor]
    let goLive = marks.monthDays[profile.contract.goLive - 1].lowerBound
    let begin = marks.dayBegins[goLive]
    var outcome = ReferenceOutcome(
      archived: marks.studies.map { _ in nil }, protected: marks.studies.map { _ in nil },
      displayed: marks.accesses.map { _ in nil },
      storage: ReferenceStorage(scenario, profile.storage))
    let billing = ReferenceBilling(scenario: scenario, marks: marks, draws: draws)
    outcome.storage.lacking = profile.storage.tiers.map {
      billing.lacking($0, isCompressed: profile.storage.isCompressed)
    }
    let studies = Array(marks.studies.indices)
    let accesses = Array(marks.accesses.indices)
    if let old = scenario.oldVendor(of: vendor) {
      run(
        ReferenceWays(scenario, scenario.vendors[old], isOld: true), of: vendor,
        studies.filter { marks.studies[$0].time < begin },
        accesses.filter { marks.accesses[$0].time < begin }, into: &outcome)
    }
    run(
      ReferenceWays(scenario, profile, isOld: false), of: vendor,
      studies.filter { marks.studies[$0].time >= begin },
      accesses.filter { marks.accesses[$0].time >= begin }, into: &outcome)

    outcome.storage.migration = ReferenceMigration(self, vendor, outcome)
    for study in marks.studies {
      let stream = scenario.streams[Int(study.stream)]
      let share = profile.storage.isCompressed ? marks.compressed[Int(study.stream)].value : 1
      outcome.storage.add(
        day: marks.day(of: study.time), bytes: study.bytes * share, rule: stream.retentionRule)
    }
    if let legacy = scenario.legacy { outcome.storage.add(legacy, shares: legacyShares) }
    outcome.storage.run(monthDays: marks.monthDays, takesOver: goLive)
    return outcome
  }

  /// Sends some studies through one system, and to those who ask for them.
  private func run(
    _ ways: ReferenceWays, of own: Int, _ studies: [Int], _ accesses: [Int],
    into outcome: inout ReferenceOutcome
  ) {
    let paces = paces
    func speed(_ step: Step) -> Speed { paces.speed(of: step, ways.vendor) }
    func outages(_ step: Step) -> [Range<Double>] { paces.outages(of: step, ways.vendor) }
    let ingest = ReferenceNetwork(
      studies.map { index in
        let study = marks.studies[index]
        let site = scenario.streams[Int(study.stream)].site
        return traveller(
          study, index, begin: Rounded(study.time), ways.ingest(from: site), from: site,
          to: ways.core)
      }, speed: speed)
    outcome.add(ingest, studies, isOfAccesses: false, outages)
    for (place, index) in studies.enumerated() { outcome.archived[index] = ingest.ends[place] }

    // Each further copy is made from the one before, in the order in which studies got there.
    var order = ingest.order.map { studies[$0] }
    var times = ingest.order.map { ingest.ends[$0] }
    var isUndecided = ingest.isOrderUndecided
    for steps in ways.copies() {
      outcome.isUndecided = outcome.isUndecided || isUndecided
      let copy = ReferenceNetwork(
        zip(order, times).enumerated().map { rank, one in
          traveller(marks.studies[one.0], -1 - rank, begin: one.1, steps, from: -1, to: -1)
        }, speed: speed)
      outcome.add(copy, order, isOfAccesses: false, outages)
      isUndecided = copy.isOrderUndecided
      (order, times) = (copy.order.map { order[$0] }, copy.order.map { copy.ends[$0] })
    }
    for (index, time) in zip(order, times) { outcome.protected[index] = time }

    guard !ways.vendor.retrieve.isEmpty else { return }
    let numbers = Dictionary(uniqueKeysWithValues: marks.studies.enumerated().map { ($1.id, $0) })
    let due = accesses.map { index -> (index: Int, time: Rounded, study: Int) in
      let access = marks.accesses[index]
      guard let study = numbers[access.id] else { preconditionFailure("somebody made it") }
      // What is fetched ahead is older and there. What came before a system that nobody knows is taken
      // over by the next.
      let isAhead = access.kind == .prior && AccessNote(access.acquired).lead > 0
      let arrival = isAhead ? Rounded(0) : outcome.archived[study] ?? Rounded(0)
      return (index, Rounded.later(Rounded(access.time), arrival), study)
    }.enumerated().sorted {
      ($0.element.time.value, $0.offset) < ($1.element.time.value, $1.offset)
    }.map(\.element)
    let plan = ways.vendor.storage
    let tables =
      plan.tiers.contains(where: \.leavesByAccess)
      ? TierBoundaries(plan, StudyAccesses(scenario.reading)).left : []
    let found = due.map { one in
      ways.isOld ? nil : place(of: marks.accesses[one.index], plan.tiers, tables)
    }
    let back = ReferenceNetwork(
      zip(due, found).map { one, found in
        let access = marks.accesses[one.index]
        let reader = Int(access.place)
        if let found, ways.vendor.storage.tiers[found].isAtSites {
          var hit = traveller(
            access, one.study, begin: one.time, ways.end(at: reader), from: reader, to: reader)
          hit.isOfSite = true
          return hit
        }
        var way = traveller(
          access, one.study, begin: one.time, ways.retrieval(to: reader), from: ways.core,
          to: reader)
        guard let found, let reading = ways.reading(of: found) else { return way }
        way.tier = found
        if ways.vendor.storage.tiers[found].drives != nil {
          way.steps.insert(reading, at: 0)
        } else {
          let cost = reading.cost(
            bytes: way.bytes, instances: way.instances, compressed: way.compressed)
          way.begin = way.begin + cost.work
          way.group = (1 << 41) + one.index
        }
        return way
      }, speed: speed)
    outcome.add(back, due.map(\.index), isOfAccesses: true, outages)
    for (place, one) in due.enumerated() {
      let lead = AccessNote(marks.accesses[one.index].acquired).lead
      let tiers = scenario.vendors[own].storage.tiers.count
      outcome.displayed[one.index] = ReferenceOutcome.Display(
        begin: one.time, due: one.time + Rounded(lead), end: back.ends[place],
        tier: found[place] ?? tiers,
        isOfSite: found[place].map { ways.vendor.storage.tiers[$0].isAtSites } ?? false)
    }
  }

  /// The first tier that holds what is asked for: what is young enough, or where studies leave by their
  /// last access, those with a share of the luck.
  private func place(of access: Study, _ tiers: [StorageTier], _ tables: [[Double]]) -> Int {
    let note = AccessNote(access.acquired)
    for (place, tier) in tiers.enumerated() {
      let isThere =
        if let days = tier.leavesAfterDays {
          tier.leavesByAccess
            ? Float(note.share) >= Float(tables[place][min(note.age, tables[place].count - 1)])
            : note.age < days
        } else { true }
      let isReached =
        !tier.isAtSites || Int(access.place) == scenario.streams[Int(access.stream)].site
      if isThere, isReached { return place }
    }
    preconditionFailure("the last tier holds everything")
  }

  private func traveller(
    _ study: Study, _ group: Int, begin: Rounded, _ steps: [Step], from: Int, to: Int
  ) -> ReferenceNetwork.Traveller {
    ReferenceNetwork.Traveller(
      begin: begin, bytes: Rounded(study.bytes), instances: Rounded(Double(study.instances)),
      compressed: marks.compressed[Int(study.stream)],
      isEmergency: Int(study.patientClass) == PatientClass.emergency.rawValue, steps: steps,
      origin: from, goal: to, group: group + (1 << 40))
  }
}

extension ReferenceOutcome {
  /// Adds what happened in a part of the ways.
  ///
  /// - Parameters:
  ///   - network: The part.
  ///   - numbers: Of its travellers, the studies or accesses that they are.
  ///   - isOfAccesses: Which of the two.
  ///   - outages: The dated outages of a step.
  fileprivate mutating func add(
    _ network: ReferenceNetwork, _ numbers: [Int], isOfAccesses: Bool,
    _ outages: (Step) -> [Range<Double>]
  ) {
    isUndecided = isUndecided || network.isUndecided
    for result in network.results {
      for visit in result.queue.visits { visit.number = numbers[visit.item] }
      queues.append(
        Queue(
          name: result.name, step: result.step, queue: result.queue, isOfAccesses: isOfAccesses,
          outages: outages(result.step)))
    }
  }
}
