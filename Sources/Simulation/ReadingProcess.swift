import PlanModel
import Quantities

/// Draws who asks for which study, when and where, and hands the accesses out in order of time.
///
/// A study is read after its turnaround; with it as many priors are asked for as a Poisson count
/// says, of the same stream and as old as their distribution says; and some time after it others
/// look at it. All vendors see the same accesses; only what has not yet arrived in a vendor's archive
/// waits for it there.
final class ReadingProcess {
  private let calendar = AccessCalendar()
  private let plan: ReadingPlan
  private let philox: Philox
  private let replication: UInt32
  private let turnaround: [(logMedian: Double, deviation: Double)]
  /// Up to which share of the studies each group of readers reads; the place is nil at the site.
  private let readers: [(limit: Double, place: UInt16?)]
  private let noPrior: Double
  private let noView: Double
  /// The mean delay of a view.
  private let viewDelay: Double
  private var studies = RandomTable(capacity: 512)
  private var priors = RandomTable(capacity: 512)
  private var views = RandomTable(capacity: 512)
  /// Of the running day's priors and views: when, and for which study of the row.
  private var priorOf: [Int] = []
  private var viewOf: [Int] = []
  private var times: [Double] = []
  /// Mean sizes, against a study of year 1, at the beginning of each month so far; by stream.
  private var sizes: [[Double]]
  private let sizeGrowth: [Double]

  init(
    _ plan: ReadingPlan, _ parameters: [StreamParameters], seed: UInt64, replication: UInt32
  ) {
    self.plan = plan
    philox = Philox(seed: seed)
    self.replication = replication
    turnaround = plan.turnaround.map {
      // The normal distribution's 95 % quantile is 1.6448536269514722.
      (
        Elementary.log($0.median.value),
        Elementary.log($0.p95.value / $0.median.value) / 1.6448536269514722
      )
    }
    var limit = 0.0
    readers = plan.readers.map { group in
      limit += group.share
      return (limit, group.place.map { UInt16($0) })
    }
    noPrior = Elementary.exp(-(plan.priors?.perStudy ?? 0))
    noView = Elementary.exp(-(plan.views?.perStudy ?? 0))
    // An exponential distribution's 95 % quantile is mean × ln 20.
    viewDelay = (plan.views?.within.value ?? 0) / Elementary.log(20)
    sizes = parameters.map { _ in [] }
    sizeGrowth = parameters.map(\.sizeGrowth)
  }

  deinit {
    studies.deallocate()
    priors.deallocate()
    views.deallocate()
  }

  /// Notes how big a stream's studies are at the beginning of a month.
  func beginMonth(_ size: Double, stream: Int) { sizes[stream].append(size) }

  /// Takes out everything that is asked for by then, in order of time.
  func take(through watermark: Double, into accesses: StudyBuffer) {
    calendar.take(through: watermark, into: accesses)
  }

  /// Draws the accesses to some studies of one stream and one day.
  ///
  /// - Parameters:
  ///   - made: The studies.
  ///   - count: How many there are.
  ///   - table: The counters of their own random numbers.
  ///   - source: Their stream.
  ///   - random: Room for columns.
  ///   - day: Of the plan.
  func schedule(
    _ made: UnsafePointer<Study>, _ count: Int, _ table: RandomTable, _ source: StreamSource,
    _ random: StudyRandom, day: Int
  ) {
    studies.resize(count)
    studies.index.update(from: table.index, count: count)
    studies.hour.update(from: table.hour, count: count)
    philox.fill(studies, .reading, stream: source.key, replication: replication)
    priorOf.removeAll(keepingCapacity: true)
    viewOf.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    for row in 0..<count {
      let study = made[row]
      let rule = turnaround[Int(study.patientClass)]
      let normal = Elementary.normalQuantile(Philox.uniform(studies.x[row]))
      let time = study.time + Elementary.exp(rule.logMedian + rule.deviation * normal)
      times.append(time)
      var access = study
      access.time = time
      access.acquired = time
      access.place = reader(Philox.uniform(studies.y[row]), of: study)
      calendar.add(access)
      if let wanted = plan.priors {
        let number = PoissonCount.quantile(
          Philox.uniform(studies.z[row]), mean: wanted.perStudy, empty: noPrior)
        for _ in 0..<number { priorOf.append(row) }
      }
      if let wanted = plan.views {
        let number = PoissonCount.quantile(
          Philox.uniform(studies.w[row]), mean: wanted.perStudy, empty: noView)
        for _ in 0..<number { viewOf.append(row) }
      }
    }
    askForPriors(made, source, random, day: day)
    lookAgain(made, source)
  }

  /// Where a study is read.
  @inline(__always)
  private func reader(_ share: Double, of study: Study) -> UInt16 {
    var group = 0
    while group < readers.count - 1, share >= readers[group].limit { group += 1 }
    return readers[group].place ?? study.place
  }

  private func askForPriors(
    _ made: UnsafePointer<Study>, _ source: StreamSource, _ random: StudyRandom, day: Int
  ) {
    let count = priorOf.count
    guard let ages = plan.priors?.ages, count > 0 else { return }
    priors.resize(count)
    number(&priors, priorOf)
    philox.fill(priors, .priors, stream: source.key, replication: replication)
    let sizes = source.olderSizes(priors, random) { row in
      self.size(ages.quantile(Philox.uniform(self.priors.x[row])), before: day, source.place)
    }
    for row in 0..<count {
      var access = made[priorOf[row]]
      access.time = times[priorOf[row]]
      access.acquired = access.time
      access.place = reader(Philox.uniform(studies.y[priorOf[row]]), of: access)
      access.kind = .prior
      access.bytes = sizes.bytes[row]
      access.instances = Int32(sizes.instances[row])
      calendar.add(access)
    }
  }

  private func lookAgain(_ made: UnsafePointer<Study>, _ source: StreamSource) {
    let count = viewOf.count
    guard count > 0 else { return }
    views.resize(count)
    number(&views, viewOf)
    philox.fill(views, .views, stream: source.key, replication: replication)
    for row in 0..<count {
      var access = made[viewOf[row]]
      access.time =
        times[viewOf[row]] - viewDelay * Elementary.log(1 - Philox.uniform(views.x[row]))
      access.acquired = access.time
      access.kind = .view
      calendar.add(access)
    }
  }

  /// Gives each row the counter of its study with a number among the study's rows.
  private func number(_ table: inout RandomTable, _ studyOf: [Int]) {
    var turn: UInt32 = 0
    for row in studyOf.indices {
      turn = row > 0 && studyOf[row] == studyOf[row - 1] ? turn + 1 : 0
      table.index[row] = studies.index[studyOf[row]] << 6 | min(turn, 63)
      table.hour[row] = studies.hour[studyOf[row]]
    }
  }

  /// How big a study is that is so many days older than those of a day, against one of year 1.
  private func size(_ age: Double, before day: Int, _ stream: UInt16) -> Double {
    let past = Double(day) - age
    let known = sizes[Int(stream)]
    if past >= 0 { return known[min(known.count - 1, Int(past / AgeDistribution.month))] }
    // Before the plan studies grew as they do in it.
    return known[0] * Elementary.pow(1 + sizeGrowth[Int(stream)], past / 365.25)
  }
}
