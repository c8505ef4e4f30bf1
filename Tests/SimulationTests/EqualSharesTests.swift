import PlanModel
import Quantities
import Testing

@testable import Simulation

/// Transfers that share a line, worked out event by event: at each arrival and each departure what is
/// left of every transfer under way is brought up to date.
private func departures(_ studies: [Study]) -> [Double] {
  var left: [(study: Int, work: Double)] = []
  var result = [Double](repeating: 0, count: studies.count)
  var now = 0.0
  var next = 0
  while next < studies.count || !left.isEmpty {
    let least = left.indices.min { left[$0].work < left[$1].work }
    let end = least.map { now + left[$0].work * Double(left.count) } ?? .infinity
    if next < studies.count, studies[next].time < end {
      let share = left.isEmpty ? 0 : (studies[next].time - now) / Double(left.count)
      for place in left.indices { left[place].work -= share }
      now = studies[next].time
      left.append((next, studies[next].work))
      next += 1
    } else if let least {
      let share = left[least].work
      now = end
      result[left[least].study] = now
      left.remove(at: least)
      for place in left.indices { left[place].work -= share }
    }
  }
  return result
}

struct EqualSharesTests {
  /// 100,000 transfers of a second each on average take 105,000 to 333,000 s at the loads below; the
  /// last binary digit of such a time is up to 5.8e-11 s. Within a busy period of some thousand events
  /// either way rounds as often; 1e-8 s leaves room for that and for nothing else.
  @Test(arguments: QueueTrial.Sizes.allCases, [0.3, 0.7, 0.95])
  func `departures are those of an event simulation`(sizes: QueueTrial.Sizes, load: Double) {
    let studies = QueueTrial.arrivals(100_000, rate: load, seed: 17, sizes: sizes)
    let expected = Dictionary(
      uniqueKeysWithValues: zip(studies.map(\.acquired), departures(studies)))
    let left = QueueTrial(.shared).departures(studies, cut: 3)
    #expect(left.count == studies.count)
    let worst = left.reduce(0) { max($0, abs($1.time - (expected[$1.acquired] ?? .infinity))) }
    #expect(worst < 1e-8)
    #expect(zip(left, left.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  /// Twice as much arrives as the line carries: some thousand transfers are under way at once.
  @Test func `many transfers at once are those of an event simulation`() {
    let studies = QueueTrial.arrivals(5_000, rate: 2, seed: 4)
    let expected = Dictionary(
      uniqueKeysWithValues: zip(studies.map(\.acquired), departures(studies)))
    let left = QueueTrial(.shared).departures(studies, cut: 5)
    #expect(left.count == studies.count)
    #expect(left.allSatisfy { abs($0.time - (expected[$0.acquired] ?? .infinity)) < 1e-8 })
  }

  @Test func `cuts into batches change no bit`() {
    let studies = QueueTrial.arrivals(30_000, rate: 0.9, seed: 8)
    let whole = QueueTrial(.shared).departures(studies)
    for seed in [1, 2, 3] as [UInt64] {
      let cut = QueueTrial(.shared).departures(studies, cut: seed)
      #expect(whole.map(\.time) == cut.map(\.time))
      #expect(whole.map(\.acquired) == cut.map(\.acquired))
    }
  }

  /// A tomosynthesis of 2,600 s of work is under way for 100 s when a chest film of 15 s comes: it
  /// takes 30 s, and the tomosynthesis is through after 2,615 s. Under FIFO the film would wait for
  /// 2,500 s. A second film that comes with the first makes it three shares: 45 s for both.
  @Test(arguments: [(1, 130.0, 2_615.0), (2, 145, 2_630)])
  func `a small study is not held up by a big one`(films: Int, film: Double, big: Double) {
    func study(at time: Double, work: Double) -> Study {
      Study(
        time: time, acquired: time, bytes: work * 1e6, instances: 1, stream: 0, patientClass: 2)
    }
    let studies =
      [study(at: 0, work: 2_600)] + (0..<films).map { _ in study(at: 100, work: 15) }
    let left = QueueTrial(.shared).departures(studies)
    let expected = [Double](repeating: film, count: films) + [big]
    #expect(zip(left, expected).allSatisfy { abs($0.time - $1) < 1e-9 })
    let queued = QueueTrial(.fifo).departures(studies)
    #expect(abs(queued[1].time - 2_615) < 1e-9)
  }

  /// A shared line with Poisson arrivals: a transfer of work x takes x/(1 − ρ) on average, whatever
  /// the sizes of all are (L. Kleinrock, *Queueing Systems* vol. 2, 1976, sect. 4.4). At ρ = 0.7 an
  /// empty line is forgotten after some hundred transfers: the first and last 1,000 of each of 24
  /// runs are left out.
  @Test(arguments: QueueTrial.Sizes.allCases)
  func `a transfer takes its work over one less the load`(sizes: QueueTrial.Sizes) {
    var means: [Double] = []
    var small: [Double] = []
    var large: [Double] = []
    for seed in 0..<24 as Range<UInt64> {
      let studies = QueueTrial.arrivals(12_000, rate: 0.7, seed: 100 + seed, sizes: sizes)
      let first = studies[1_000].time
      let last = studies[10_999].time
      let left = QueueTrial(.shared).departures(studies).filter {
        $0.acquired >= first && $0.acquired < last
      }
      func mean(_ some: [Study]) -> Double {
        some.reduce(0) { $0 + $1.time - $1.acquired } / Double(some.count)
      }
      means.append(mean(left))
      if sizes == .two {
        small.append(mean(left.filter { $0.work == 0.5 }))
        large.append(mean(left.filter { $0.work == 3 }))
      }
    }
    #expect(MeasuredMean(means).distance(to: 1 / 0.3) < 4)
    if sizes == .two {
      #expect(MeasuredMean(small).distance(to: 0.5 / 0.3) < 4)
      #expect(MeasuredMean(large).distance(to: 3 / 0.3) < 4)
    }
  }

  /// What the meter calls a wait is what sharing adds to the work.
  @Test func `the wait is the delay by sharing`() {
    let studies = QueueTrial.arrivals(20_000, rate: 0.8, seed: 6)
    let trial = QueueTrial(.shared)
    let left = trial.departures(studies, cut: 6)
    trial.queue.meter.finish()
    let delays = left.map { $0.time - $0.acquired - $0.work }
    let mean = delays.reduce(0, +) / Double(delays.count)
    #expect(abs(trial.queue.meter.years[0].wait.mean / mean - 1) < 1e-9)
    #expect(trial.queue.meter.years[0].studies == studies.count)
  }
}
