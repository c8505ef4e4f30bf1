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
  // What the loops over studies read lies in memory of its own: nothing to retain, nothing to check.
  /// By class: the logarithm of the median, and the deviation.
  private let turnaround: UnsafeMutableBufferPointer<SIMD2<Double>>
  /// Up to which share of the studies each group of readers reads, and where: below 0 at the site.
  private let readers: UnsafeMutableBufferPointer<(limit: Double, place: Int)>
  /// Ages of priors, in days, and the shares up to them.
  private let ages: UnsafeMutableBufferPointer<SIMD2<Double>>
  /// By class: whether priors are fetched before the reading.
  private let fetched: [Bool]
  /// How long before the acquisition, in seconds.
  private let ahead: Double
  /// Up to which age, in days.
  private let fetchedUpTo: Double
  private let noPrior: Double
  private let noView: Double
  /// The mean delay of a view.
  private let viewDelay: Double
  private var studies = RandomTable(capacity: 512)
  private var priors = RandomTable(capacity: 512)
  private var views = RandomTable(capacity: 512)
  /// Of the running day: when each study is read, how many priors are asked for, how many views follow.
  private var reads: UnsafeMutableBufferPointer<(time: Double, priors: Int, views: Int)>
  /// Mean sizes, against a study of year 1, at the beginning of each month so far; by stream.
  private var sizes: [[Double]]
  private let sizeGrowth: [Double]

  init(
    _ plan: ReadingPlan, _ parameters: [StreamParameters], seed: UInt64, replication: UInt32
  ) {
    self.plan = plan
    philox = Philox(seed: seed)
    self.replication = replication
    turnaround = .allocate(capacity: plan.turnaround.count)
    _ = turnaround.initialize(
      from: plan.turnaround.map {
        // The normal distribution's 95 % quantile is 1.6448536269514722.
        SIMD2(
          Elementary.log($0.median.value),
          Elementary.log($0.p95.value / $0.median.value) / 1.6448536269514722)
      })
    var limit = 0.0
    readers = .allocate(capacity: plan.readers.count)
    _ = readers.initialize(
      from: plan.readers.map { group in
        limit += group.share
        return (limit, group.place ?? -1)
      })
    let points = plan.priors?.ages.points ?? []
    ages = .allocate(capacity: points.count)
    _ = ages.initialize(from: points.map { SIMD2($0.days, $0.share) })
    reads = .allocate(capacity: 0)
    fetched = plan.prefetch?.classes ?? plan.turnaround.map { _ in false }
    ahead = plan.prefetch?.ahead.value ?? 0
    fetchedUpTo = plan.prefetch?.upTo ?? 0
    noPrior = Elementary.exp(-(plan.priors?.perStudy ?? 0))
    noView = Elementary.exp(-(plan.views?.perStudy ?? 0))
    viewDelay = plan.views?.meanDelay.value ?? 0
    sizes = parameters.map { _ in [] }
    sizeGrowth = parameters.map(\.sizeGrowth)
  }

  deinit {
    studies.deallocate()
    priors.deallocate()
    views.deallocate()
    turnaround.deallocate()
    readers.deallocate()
    ages.deallocate()
    reads.deallocate()
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
  ///   - dayBegin: In seconds since the start of the plan; nothing is fetched before it.
  func schedule(
    _ made: UnsafePointer<Study>, _ count: Int, _ table: RandomTable, _ source: StreamSource,
    _ random: StudyRandom, day: Int, dayBegin: Double
  ) {
    studies.resize(count)
    studies.index.update(from: table.index, count: count)
    studies.hour.update(from: table.hour, count: count)
    philox.fill(studies, .reading, stream: source.key, replication: replication)
    if reads.count < count {
      reads.deallocate()
      reads = .allocate(capacity: 2 * count)
    }
    let (reads, turnaround, calendar) = (reads, turnaround, calendar)
    let (priorMean, viewMean) = (plan.priors?.perStudy ?? 0, plan.views?.perStudy ?? 0)
    var (priorCount, viewCount) = (0, 0)
    for row in 0..<count {
      let study = made[row]
      let rule = turnaround[Int(study.patientClass)]
      let normal = Elementary.normalQuantile(Philox.uniform(studies.x[row]))
      let time = study.time + Elementary.exp(rule.x + rule.y * normal)
      var access = study
      access.time = time
      access.acquired = AccessNote.packed(age: 0, random: 0)
      access.place = reader(Philox.uniform(studies.y[row]), of: study)
      calendar.add(access)
      let priors = PoissonCount.quantile(
        Philox.uniform(studies.z[row]), mean: priorMean, empty: noPrior)
      let views = PoissonCount.quantile(
        Philox.uniform(studies.w[row]), mean: viewMean, empty: noView)
      reads[row] = (time, priors, views)
      priorCount &+= priors
      viewCount &+= views
    }
    askForPriors(priorCount, made, count, source, random, day: day, dayBegin)
    lookAgain(viewCount, made, count, source)
  }

  /// Where a study is read.
  @inline(__always)
  private func reader(_ share: Double, of study: Study) -> UInt16 {
    var group = 0
    while group < readers.count - 1, share >= readers[group].limit { group += 1 }
    let place = readers[group].place
    return place < 0 ? study.place : UInt16(truncatingIfNeeded: place)
  }

  private func askForPriors(
    _ wanted: Int, _ made: UnsafePointer<Study>, _ count: Int, _ source: StreamSource,
    _ random: StudyRandom, day: Int, _ dayBegin: Double
  ) {
    guard wanted > 0 else { return }
    priors.resize(wanted)
    number(priors, count) { reads[$0].priors }
    philox.fill(priors, .priors, stream: source.key, replication: replication)
    let (table, growth) = (priors, sizeGrowth[Int(source.place)])
    let sizes = sizes[Int(source.place)].withUnsafeBufferPointer { known in
      source.olderSizes(table, random) { row in
        Self.size(age(Philox.uniform(table.x[row])), before: day, known, growth)
      }
    }
    var row = 0
    for study in 0..<count {
      var access = made[study]
      let asked = reads[study].time
      let early = max(dayBegin, made[study].time - ahead)
      let isFetched = fetched[Int(access.patientClass)] && early < asked
      access.place = reader(Philox.uniform(studies.y[study]), of: access)
      access.kind = .prior
      for _ in 0..<reads[study].priors {
        let age = age(Philox.uniform(table.x[row]))
        let begin = isFetched && age <= fetchedUpTo ? early : asked
        access.time = begin
        access.acquired = AccessNote.packed(
          age: age, random: table.w[row], lead: asked - begin)
        access.bytes = sizes.bytes[row]
        access.instances = Int32(sizes.instances[row])
        calendar.add(access)
        row += 1
      }
    }
  }

  private func lookAgain(
    _ wanted: Int, _ made: UnsafePointer<Study>, _ count: Int, _ source: StreamSource
  ) {
    guard wanted > 0 else { return }
    views.resize(wanted)
    number(views, count) { reads[$0].views }
    philox.fill(views, .views, stream: source.key, replication: replication)
    let (table, calendar, delay) = (views, calendar, viewDelay)
    var row = 0
    for study in 0..<count {
      var access = made[study]
      access.kind = .view
      for _ in 0..<reads[study].views {
        access.time =
          reads[study].time - delay * Elementary.log(1 - Philox.uniform(table.x[row]))
        access.acquired = AccessNote.packed(
          age: (access.time - made[study].time) * (1 / 86_400), random: table.y[row])
        calendar.add(access)
        row += 1
      }
    }
  }

  /// Gives each row the counter of its study with a number among the study's rows.
  private func number(_ table: RandomTable, _ count: Int, _ rows: (Int) -> Int) {
    var row = 0
    for study in 0..<count {
      let (index, hour) = (studies.index[study] << 6, studies.hour[study])
      for turn in 0..<rows(study) {
        table.index[row] = index | UInt32(truncatingIfNeeded: min(turn, 63))
        table.hour[row] = hour
        row += 1
      }
    }
  }

  /// The age in days below which a share of the priors lies.
  @inline(__always)
  private func age(_ share: Double) -> Double {
    var end = 1
    while end < ages.count - 1, share > ages[end].y { end += 1 }
    let (low, high) = (ages[end - 1], ages[end])
    return low.x + (high.x - low.x) * (share - low.y) / (high.y - low.y)
  }

  /// How big a study is that is so many days older than those of a day, against one of year 1.
  ///
  /// - Parameters:
  ///   - age: In days.
  ///   - day: Of the plan.
  ///   - known: The mean sizes at the beginning of each month so far.
  ///   - growth: A year, with which studies grew before the plan.
  /// - Returns: A factor.
  @inline(__always)
  private static func size(
    _ age: Double, before day: Int, _ known: UnsafeBufferPointer<Double>, _ growth: Double
  ) -> Double {
    let past = Double(day) - age
    if past >= 0 { return known[min(known.count - 1, Int(past / AgeDistribution.month))] }
    return growth == 0 ? known[0] : known[0] * Elementary.pow(1 + growth, past / 365.25)
  }
}
