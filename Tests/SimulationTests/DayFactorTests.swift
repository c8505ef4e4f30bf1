import PlanModel
import Testing

@testable import Simulation

/// Days that differ by more than chance.
struct DayFactorTests {
  private func stream(
    _ dispersion: Double, _ id: String = "ct", studies: Double = 20_000, profile: Int = 1
  ) -> StudyStream {
    var stream = Fixture.stream(id, studies: studies, profile: profile)
    stream.dispersion = dispersion
    return stream
  }

  private func days(_ scenario: Scenario, replication: UInt32 = 0) -> [Double] {
    var days = [Double](repeating: 0, count: 365 * scenario.years)
    for study in Fixture.studies(scenario, replication: replication) {
      days[Int(study.time / 86_400)] += 1
    }
    return days
  }

  /// All days of a flat profile expect m = 20,000/365 = 54.79. Their counts are negative binomial with
  /// the variance σ² = D·m and an excess kurtosis of 6(D − 1)/m + 1/σ², so that the mean square of
  /// n = 7,300 days has a relative standard error of √((2 + excess)/n), and the mean one of √(D/(m·n)).
  @Test(arguments: [1.0, 1.5, 3, 20]) func `days have the dispersion that is asked for`(
    dispersion: Double
  ) {
    let scenario = Fixture.scenario([stream(dispersion)])
    let counts = (0..<20).flatMap { days(scenario, replication: UInt32($0)) }
    let m = 20_000.0 / 365
    let n = Double(counts.count)
    let mean = counts.reduce(0, +) / n
    let meanError = (dispersion / (m * n)).squareRoot()
    #expect(abs(mean / m - 1) < 4 * meanError)
    let variance = counts.reduce(0) { $0 + ($1 - m) * ($1 - m) } / n
    let expected = dispersion * m
    let excess = 6 * (dispersion - 1) / m + 1 / expected
    let error = ((2 + excess) / n).squareRoot()
    #expect(abs(variance / expected - 1) < 4 * error)
  }

  /// The standard profile's weekdays have more than the average day, and its weekends less: each kind
  /// of day has 1 + (D − 1)·s with s its share of the average. Over 20 years a weekday, or a day of
  /// the weekend, has about 1,040; the error is that of the test above with its own mean.
  @Test func `busier days have more of it and quieter ones less`() {
    let scenario = Fixture.scenario([stream(3, profile: 0)], years: 1)
    var sums = [Double](repeating: 0, count: 7)
    var squares = sums
    var numbers = sums
    for replication in 0..<20 {
      for (day, count) in days(scenario, replication: UInt32(replication)).enumerated() {
        let weekday = (day + 4) % 7  // 1 January 2027 is a Friday
        sums[weekday] += count
        squares[weekday] += count * count
        numbers[weekday] += 1
      }
    }
    let average = 20_000.0 / 365
    for weekday in 0..<7 {
      let mean = sums[weekday] / numbers[weekday]
      let variance = squares[weekday] / numbers[weekday] - mean * mean
      let expected = 1 + 2 * mean / average
      let excess = 6 * 2 / average + 1 / (expected * mean)
      // The profile's months move a weekday's mean a little, which adds to the variance.
      let slack = 4 * ((2 + excess) / numbers[weekday]).squareRoot()
      #expect(variance / mean > expected * (1 - slack))
      #expect(variance / mean < expected * (1 + slack) + mean * 0.002)
    }
  }

  @Test func `a stream's days are its own, whatever else the plan holds`() {
    let alone = Fixture.studies(Fixture.scenario([stream(4)]))
    let among = Fixture.studies(
      Fixture.scenario([stream(9, "mr"), stream(4), stream(1, "us")], years: 2))
    let own = among.filter { $0.stream == 1 }.prefix(alone.count)
    #expect(own.map(\.time) == alone.map(\.time))
    #expect(own.map(\.bytes) == alone.map(\.bytes))
    let plain = Fixture.studies(Fixture.scenario([Fixture.stream("us", profile: 1)], years: 2))
    #expect(among.filter { $0.stream == 2 }.map(\.time) == plain.map(\.time))
  }
}
