import PlanModel
import Quantities
import TestSupport
import Testing

@testable import Simulation

struct AgeDistributionTests {
  /// The published points, and half-way between 6 and 12 months half of the share between.
  @Test func `ages are as published`() {
    let ages = AgeDistribution.published
    #expect(abs(ages.quantile(0.846) - 365.25) < 1e-9)
    #expect(abs(ages.quantile((0.72 + 0.846) / 2) - 9 * AgeDistribution.month) < 1e-9)
    #expect(abs(ages.share(365.25) - 0.846) < 1e-12)
    #expect(abs(ages.share(730.5) - 0.914) < 1e-12)
    // Beyond the last point: up to twice its age.
    #expect(abs(ages.quantile(1) - 120 * AgeDistribution.month) < 1e-9)
    #expect(ages.share(1e6) == 1)
    #expect(ages.quantile(0) == 0)
  }
}

struct AccessCalendarTests {
  /// Some lie up to three years ahead, far beyond the hours that have a chain of their own.
  @Test func `accesses come out in order, each once`() {
    var random = SplitMix(state: 5)
    let calendar = AccessCalendar()
    let taken = StudyBuffer()
    var expected: [Double] = []
    var number: UInt32 = 0
    for day in 0..<1_200 {
      let begin = Double(day) * 86_400
      for _ in 0..<(day < 100 ? 40 : 1) {
        let far = Double.random(in: 0..<1, using: &random) < 0.05 ? 1_000.0 : 10
        let time = begin + 86_400 * far * Double.random(in: 0..<1, using: &random)
        calendar.add(
          Study(
            time: time, acquired: time, bytes: 1, instances: 1, stream: 0, patientClass: 0,
            id: number))
        number += 1
        if time < 1_200 * 86_400 { expected.append(time) }
      }
      calendar.take(through: begin + 86_400, into: taken)
    }
    let times = (0..<taken.count).map { taken.base[$0].time }
    #expect(times == expected.sorted())
    #expect(Set((0..<taken.count).map { taken.base[$0].id }).count == taken.count)
  }
}

struct ArchiveLogTests {
  private func access(_ id: UInt32, _ time: Double) -> Study {
    Study(
      time: time, acquired: time, bytes: 1, instances: 1, stream: 0, patientClass: 0, id: id)
  }

  private func buffer(_ studies: [Study]) -> StudyBuffer {
    let buffer = StudyBuffer()
    for study in studies { buffer.append(study) }
    return buffer
  }

  /// Study 0 arrives at 10, 1 at 50 and 2 at 500. At 20 study 0 is there; at 40 study 1 is not, and
  /// is read at 50; at 60 study 2 is not, and is read at 500, twice.
  @Test func `accesses wait for their studies`() {
    let log = ArchiveLog(remembering: 10)
    let made = buffer([access(0, 1), access(1, 2), access(2, 3)])
    log.begin(StudyPiece(base: made.base, count: 3, watermark: 100))
    log.arrive(buffer([access(0, 10), access(1, 50)]))
    let first = log.due(
      buffer([access(0, 20), access(1, 40), access(2, 60), access(2, 61)]), through: 100)
    #expect((0..<first.count).map { first.base[$0].time } == [20, 50])
    log.arrive(buffer([access(2, 500)]))
    let second = log.due(buffer([access(0, 600)]), through: 700)
    #expect((0..<second.count).map { second.base[$0].time } == [500, 500, 600])
    #expect((0..<second.count).map { second.base[$0].id } == [2, 2, 0])
  }

  /// One server lets a study out when it comes, whose arrival at 900 is known long before. Who asks for
  /// it at 40 comes after those who ask for another study at 150 and at 400; and of two who wait until
  /// the same instant the one who asked first comes first.
  @Test func `who waits for longer than the batch lets those of the next go ahead`() {
    let log = ArchiveLog(remembering: 10)
    let made = buffer([access(0, 1), access(1, 2), access(2, 3)])
    log.begin(StudyPiece(base: made.base, count: 3, watermark: 100))
    log.arrive(buffer([access(0, 10), access(1, 900)]))
    let asked = [access(2, 30), access(1, 40), access(0, 50)]
    #expect(log.due(buffer(asked), through: 100).count == 1)
    log.arrive(buffer([access(2, 900)]))
    let second = log.due(buffer([access(0, 150)]), through: 200)
    #expect((0..<second.count).map { second.base[$0].time } == [150])
    let third = log.due(buffer([access(0, 400)]), through: 1_000)
    #expect((0..<third.count).map { third.base[$0].time } == [400, 900, 900])
    #expect((0..<third.count).map { third.base[$0].id } == [0, 2, 1])
  }

  /// 1,024 are remembered: of the 2,000th the first is far back.
  @Test func `what lies far back is there`() {
    let log = ArchiveLog(remembering: 1_000)
    let made = buffer((0..<2_000).map { access(UInt32($0), Double($0)) })
    log.begin(StudyPiece(base: made.base, count: 2_000, watermark: 3_000))
    let due = log.due(buffer([access(0, 2_500), access(1_999, 2_600)]), through: 3_000)
    #expect((0..<due.count).map { due.base[$0].id } == [0])
  }
}

struct ReadingProcessTests {
  private static let plan = ReadingPlan(
    turnaround: [(25.0, 70.0), (180, 840), (540, 2_400)].map {
      ReadingPlan.Turnaround(median: Seconds($0.0 * 60), p95: Seconds($0.1 * 60))
    },
    readers: [.init(place: nil, share: 0.7), .init(place: 1, share: 0.3)],
    priors: .init(perStudy: 1.7, ages: .published),
    views: .init(perStudy: 3.7, within: Seconds(14 * 86_400)))

  /// The accesses of a year, and its studies by number.
  private func accesses(_ streams: [StudyStream]) -> (accesses: [Study], studies: [UInt32: Study]) {
    let scenario = Fixture.scenario(streams, sites: 2)
    let calendar = PlanCalendar(scenario)
    let parameters = StreamParameters.all(scenario, .means)
    let reading = ReadingProcess(Self.plan, parameters, seed: 1, replication: 0)
    let process = ArrivalProcess(
      scenario, calendar: calendar, weights: scenario.profiles.map(HourWeights.init),
      parameters: parameters, seed: 1, replication: 0, reading: reading)
    let batch = StudyBatch()
    let taken = StudyBuffer()
    for day in 0..<365 {
      process.day(day, of: 1, yearDays: 0..<365, into: batch)
      reading.take(through: Double(day + 1) * 86_400, into: taken)
    }
    let studies = (0..<batch.studies.count).map { batch.studies.base[$0] }
    return (
      (0..<taken.count).map { taken.base[$0] },
      Dictionary(uniqueKeysWithValues: studies.map { ($0.id, $0) })
    )
  }

  /// Over n = 50,000 studies: Poisson counts have standard errors √(mean/n); shares √(pq/n); a
  /// median of a lognormal one of 1.2533 · σ · median / √n, with σ = ln(70/25)/1.645 = 0.626. Each
  /// within four of them. What comes after the year is missing: views of 4.7 days in the mean are
  /// those of 1.3 % of the studies.
  @Test func `counts, places and turnarounds are those of the plan`() {
    let (accesses, studies) = accesses([
      Fixture.stream(studies: 50_000, classes: [0.25, 0.2, 0.55], profile: 1)
    ])
    let n = Double(studies.count)
    let current = accesses.filter { $0.kind == .current }
    let priors = accesses.filter { $0.kind == .prior }
    let views = accesses.filter { $0.kind == .view }
    #expect(Double(current.count) / n > 0.996)
    #expect(abs(Double(priors.count) / Double(current.count) - 1.7) < 4 * (1.7 / n).squareRoot())
    #expect(abs(Double(views.count) / n - 3.7 * (1 - 0.013)) < 4 * (3.7 / n).squareRoot() + 0.02)
    let away = Double(current.count { $0.place == 1 }) / Double(current.count)
    #expect(abs(away - 0.3) < 4 * (0.3 * 0.7 / n).squareRoot())
    #expect(views.allSatisfy { $0.place == 0 })
    let delays = current.filter { $0.patientClass == 0 }.compactMap { read in
      studies[read.id].map { read.time - $0.time }
    }.sorted()
    #expect(delays[0] > 0)
    let median = delays[delays.count / 2]
    let error = 1.2533 * 0.626 / Double(delays.count).squareRoot()
    #expect(abs(median / 1_500 - 1) < 4 * error)
    #expect(zip(accesses, accesses.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  /// Studies of 100 MB that grow by 10 % a year: a prior of age t before the plan had 100 MB ·
  /// 1.1^−t against the plan's beginning, so the sizes of the first day's priors say how old they
  /// were. The share up to a year is 84.6 % within four standard errors √(pq/n).
  @Test func `priors are as small as their age makes them`() {
    let (accesses, studies) = accesses([
      Fixture.stream(studies: 365_000, sizeGrowth: 0.1, profile: 1)
    ])
    let first = accesses.filter {
      $0.kind == .prior && (studies[$0.id]?.time ?? .infinity) < 86_400
    }
    let start = (studies.values.min { $0.time < $1.time })?.bytes ?? 0
    let limit = start * Elementary.pow(1.1, -1)
    let n = Double(first.count)
    let young = Double(first.count { $0.bytes > limit }) / n
    #expect(n > 1_000)
    #expect(abs(young - 0.846) < 4 * (0.846 * 0.154 / n).squareRoot() + 0.003)
  }

  @Test func `other streams leave a stream's accesses as they were`() {
    let alone = accesses([Fixture.stream("ct", studies: 9_000)]).accesses
    let among = accesses([
      Fixture.stream("mr", studies: 9_000), Fixture.stream("ct", studies: 9_000),
    ]).accesses.filter { $0.stream == 1 }
    #expect(alone.count == among.count)
    #expect(
      zip(alone, among).allSatisfy {
        $0.time == $1.time && $0.bytes == $1.bytes && $0.kind == $1.kind && $0.place == $1.place
      })
  }
}
