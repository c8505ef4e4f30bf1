import PlanModel
import Quantities
import Testing

@testable import Simulation

/// Emergencies first, worked out event by event: at each arrival and each departure every free server
/// takes who is next; a departure comes before an arrival at the same instant.
private func departures(_ studies: [Study], servers: Int) -> [(start: Double, end: Double)] {
  var result = [(start: Double, end: Double)](repeating: (0, 0), count: studies.count)
  var serving: [Int] = []
  var lines: [[Int]] = [[], []]
  var heads = [0, 0]
  var next = 0
  while next < studies.count || !serving.isEmpty {
    let first = serving.min { result[$0].end < result[$1].end }
    let now: Double
    if let first, next == studies.count || result[first].end <= studies[next].time {
      now = result[first].end
      serving.removeAll { $0 == first }
    } else {
      now = studies[next].time
      lines[studies[next].patientClass == 0 ? 0 : 1].append(next)
      next += 1
    }
    for line in 0..<2 {
      while serving.count < servers, heads[line] < lines[line].count {
        let study = lines[line][heads[line]]
        heads[line] += 1
        result[study] = (now, now + studies[study].work)
        serving.append(study)
      }
    }
  }
  return result
}

struct StatFirstTests {
  /// Both ways add the same numbers in the same order: every bit is the same.
  @Test(arguments: [1, 2, 3, 8], [0.5, 0.95])
  func `departures are those of an event simulation`(servers: Int, load: Double) {
    let studies = QueueTrial.arrivals(
      30_000, rate: load * Double(servers), seed: 21, emergencies: 0.3)
    let expected = departures(studies, servers: servers)
    let ends = Dictionary(uniqueKeysWithValues: zip(studies.map(\.acquired), expected.map(\.end)))
    let trial = QueueTrial(.statFirst, servers: servers)
    let left = trial.departures(studies, cut: 9)
    #expect(left.count == studies.count)
    #expect(left.allSatisfy { $0.time == ends[$0.acquired] })
    #expect(zip(left, left.dropFirst()).allSatisfy { $0.time <= $1.time })
    trial.queue.meter.finish()
    let waits = zip(studies, expected).map { $1.start - $0.time }
    let mean = waits.reduce(0, +) / Double(waits.count)
    #expect(abs(trial.queue.meter.years[0].wait.mean / mean - 1) < 1e-9)
  }

  @Test(arguments: [1, 4])
  func `cuts into batches change no bit`(servers: Int) {
    let studies = QueueTrial.arrivals(
      20_000, rate: 0.9 * Double(servers), seed: 8, emergencies: 0.2)
    let whole = QueueTrial(.statFirst, servers: servers).departures(studies)
    for seed in [1, 2, 3] as [UInt64] {
      let cut = QueueTrial(.statFirst, servers: servers).departures(studies, cut: seed)
      #expect(whole.map(\.time) == cut.map(\.time))
      #expect(whole.map(\.acquired) == cut.map(\.acquired))
    }
  }

  /// A routine study of 10 s is in service from second 0. A routine study (5 s) comes in second 1, an
  /// emergency (2 s) in second 3: the emergency goes from 10 to 12, the routine study from 12 to 17.
  /// At second 17 an emergency arrives just as the server is free: nobody waits, 17 to 18.
  @Test func `an emergency overtakes who waits and interrupts nobody`() {
    let studies = [(0.0, 10.0, 2), (1, 5, 2), (3, 2, 0), (17, 1, 0)].map {
      Study(
        time: $0, acquired: $0, bytes: $1 * 1e6, instances: 1, stream: 0,
        patientClass: UInt16($2))
    }
    let left = QueueTrial(.statFirst).departures(studies)
    #expect(left.map(\.acquired) == [0, 3, 1, 17])
    #expect(left.map(\.time) == [10, 12, 17, 18])
  }

  /// A. Cobham, Operations Research 2 (1954) 70–76: with the chance C to wait (Erlang C), the mean
  /// service s, c servers, the load of emergencies ρ₁ and of all ρ,
  ///
  ///     wait of emergencies = C·s / (c·(1 − ρ₁)),  wait of the others = C·s / (c·(1 − ρ₁)·(1 − ρ))
  ///
  /// Here s = 1, ρ = 0.8 and ρ₁ = 0.24. The first and last 2,000 studies of each of 24 runs are left
  /// out, since a run begins and ends with an empty queue.
  @Test(arguments: [1, 2, 4])
  func `both classes wait as Cobham says`(servers: Int) {
    let c = Double(servers)
    let a = 0.8 * c
    let blocking = (1...servers).reduce(1.0) { a * $0 / (Double($1) + a * $0) }
    let chance = blocking / (1 - 0.8 * (1 - blocking))
    var waits: [[Double]] = [[], []]
    for seed in 0..<24 as Range<UInt64> {
      let studies = QueueTrial.arrivals(24_000, rate: a, seed: 500 + seed, emergencies: 0.3)
      let first = studies[2_000].time
      let last = studies[21_999].time
      let left = QueueTrial(.statFirst, servers: servers).departures(studies).filter {
        $0.acquired >= first && $0.acquired < last
      }
      for line in 0..<2 {
        let some = left.filter { ($0.patientClass == 0) == (line == 0) }
        waits[line].append(
          some.reduce(0) { $0 + $1.time - $1.acquired - $1.work } / Double(some.count))
      }
    }
    let emergency = chance / (c * (1 - 0.24))
    #expect(MeasuredMean(waits[0]).distance(to: emergency) < 4)
    #expect(MeasuredMean(waits[1]).distance(to: emergency / (1 - 0.8)) < 4)
  }
}
