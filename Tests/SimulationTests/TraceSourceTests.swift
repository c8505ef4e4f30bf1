import PlanModel
import Quantities
import Testing

@testable import Simulation

/// Recorded studies on their way through the replay.
struct TraceSourceTests {
  private func stream(_ id: String, _ trace: StudyTrace) -> StudyStream {
    var stream = Fixture.stream(id, studies: 0)
    stream.trace = trace
    return stream
  }

  /// Every 977 s with a fraction, and three studies at one instant of the last second.
  private var trace: StudyTrace {
    let times =
      (0..<32_000).map { Double($0) * 977 + Double($0 % 7) / 7 }
      + [31_535_999.75, 31_535_999.75, 31_535_999.75]
    return StudyTrace(
      times: times, bytes: times.indices.map { Double($0 + 1) },
      instances: times.indices.map { Int32($0 % 9 + 1) },
      patientClasses: times.indices.map { UInt8($0 % 3) })
  }

  @Test(arguments: ["UTC", "America/New_York", "Asia/Kolkata"])
  func `studies come exactly as they were recorded`(zone: String) {
    let trace = trace
    let studies = Fixture.studies(Fixture.scenario([stream("ct", trace)], timeZone: zone))
    #expect(studies.map(\.time) == trace.times)
    #expect(studies.map(\.acquired) == trace.times)
    #expect(studies.map(\.bytes) == trace.bytes)
    #expect(studies.map(\.instances) == trace.instances)
    #expect(studies.map { UInt8($0.patientClass) } == trace.patientClasses)
  }

  @Test func `traces and drawn streams leave each other's studies as they were`() {
    let trace = trace
    let other = StudyTrace(
      times: [0, 3_600, 3_600, 86_399.999], bytes: [1, 2, 3, 4], instances: nil,
      patientClasses: nil)
    let alone = Fixture.studies(Fixture.scenario([Fixture.stream("mr")]))
    let among = Fixture.studies(
      Fixture.scenario([stream("ct", trace), Fixture.stream("mr"), stream("xa", other)]))
    #expect(zip(among, among.dropFirst()).allSatisfy { $0.time <= $1.time })
    let drawn = among.filter { $0.stream == 1 }
    #expect(drawn.map(\.time) == alone.map(\.time))
    #expect(drawn.map(\.bytes) == alone.map(\.bytes))
    #expect(drawn.map(\.patientClass) == alone.map(\.patientClass))
    #expect(among.filter { $0.stream == 0 }.map(\.time) == trace.times)
    #expect(among.filter { $0.stream == 2 }.map(\.bytes) == other.bytes)
    #expect(among.count == alone.count + trace.count + 4)
  }

  @Test func `a trace is the same in every future`() {
    let scenario = Fixture.scenario([stream("ct", trace)])
    let first = Fixture.studies(scenario)
    let second = Fixture.studies(scenario, seed: 9, replication: 5)
    #expect(first.map(\.time) == second.map(\.time))
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }

  /// The fixture's entry has 200 images of 0.5 MB in a study of 100 MB: 3 MB are six images, and the
  /// least is one.
  @Test func `without a column instances follow from the bytes`() {
    let trace = StudyTrace(
      times: [1, 2, 3], bytes: [3e6, 1, 2.76e6], instances: nil, patientClasses: nil)
    let studies = Fixture.studies(Fixture.scenario([stream("ct", trace)]))
    #expect(studies.map(\.instances) == [6, 1, 6])
    #expect(studies.allSatisfy { $0.patientClass == 2 })
  }

  /// Two studies of 100 and 300 bytes on Monday 4 January 2027 at 8:30 and 9:30, one of 500 bytes in
  /// year 2: year 1 expects 2 of 200, the last year 1 of 500, and 8:00 has half of a working day. A
  /// year has 52 Mondays.
  @Test func `the expectation is what was recorded`() {
    let trace = StudyTrace(
      times: [289_800, 293_400, 40_000_000], bytes: [100, 300, 500], instances: nil,
      patientClasses: nil)
    let demand = DemandExpectation(
      Fixture.scenario([stream("ct", trace), Fixture.stream("mr", studies: 0)], years: 2))
    let expected = demand.streams[0]
    #expect(expected.studies == 2)
    #expect(expected.meanBytes == 200)
    #expect(expected.meanCompressed == 100)
    #expect(expected.lastStudies == 1)
    #expect(expected.lastMeanBytes == 500)
    #expect(expected.growth == 1)
    #expect(demand.hourOfWeek[8] == 1 / 52.0)
    #expect(demand.busiestHourShare == 0.5)
  }

  /// The sums of a replay's months are those of the trace: January has 2,678,400 s.
  @Test func `months and streams add up to the trace`() {
    let trace = trace
    let scenario = Fixture.scenario(
      [stream("ct", trace)], vendors: [Fixture.vendor([Fixture.stage("import", megabytes: 60)])])
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let january = trace.times.count { $0 < 2_678_400 }
    #expect(outcome.studies[0] == january)
    #expect(outcome.bytes[0] == trace.bytes[..<january].reduce(0, +))
    #expect(outcome.studies.reduce(0, +) == trace.count)
    #expect(outcome.vendors[0].queues.archived == trace.count)
  }
}
