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

  var queues: [Queue] = []
  /// By study; nil where nobody knows its way.
  var archived: [Rounded?]
  var protected: [Rounded?]
  /// By access, from when on it could be shown, and when it was; nil where nobody knows.
  var displayed: [(due: Rounded, end: Rounded)?]
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
    let studies = Array(marks.studies.indices)
    let accesses = Array(marks.accesses.indices)
    if let old = scenario.oldVendor(of: vendor) {
      run(
        ReferenceWays(scenario, scenario.vendors[old], isOld: true),
        studies.filter { marks.studies[$0].time < begin },
        accesses.filter { marks.accesses[$0].time < begin }, into: &outcome)
    }
    run(
      ReferenceWays(scenario, profile, isOld: false),
      studies.filter { marks.studies[$0].time >= begin },
      accesses.filter { marks.accesses[$0].time >= begin }, into: &outcome)

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
    _ ways: ReferenceWays, _ studies: [Int], _ accesses: [Int], into outcome: inout ReferenceOutcome
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
      // What came before a system that nobody knows is taken over by the next.
      let arrival = outcome.archived[study] ?? Rounded(0)
      return (index, lie(access, Rounded.later(Rounded(access.time), arrival)), study)
    }.enumerated().sorted {
      ($0.element.time.value, $0.offset) < ($1.element.time.value, $1.offset)
    }.map(\.element)
    let back = ReferenceNetwork(
      due.map { one in
        let access = marks.accesses[one.index]
        return traveller(
          access, one.study, begin: one.time, ways.retrieval(to: Int(access.place)),
          from: ways.core, to: Int(access.place))
      }, speed: speed)
    outcome.add(back, due.map(\.index), isOfAccesses: true, outages)
    for (place, one) in due.enumerated() {
      outcome.displayed[one.index] = (one.time, back.ends[place])
    }
  }

  /// When what is asked for is ready to be sent: where it lies costs no time yet.
  private func lie(_ access: Study, _ time: Rounded) -> Rounded { time }

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
