import Evaluation
import Simulation
import Testing

/// Recorded studies from a file to the figures.
struct RecordedStudiesTests {
  private func plan() throws -> Plan {
    try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, trace: ct.csv }
        - { id: cr, site: main, modality: CR, trace: cr.csv }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(ingest: "  - { stage: archive, at: core, servers: 1, rate: 10 MB/s }")
      ],
      files: [
        "ct.csv": "time,bytes\n2027-01-01T00:00:00,100000000\n2027-01-01T00:01:40,10000000\n",
        "cr.csv": "seconds,bytes\n1,50000000\n",
      ])
  }

  /// At 10 MB/s services take 10, 5 and 1 s. The study of second 1 waits for 9 s until second 10, the
  /// one of second 100 for nothing: 3 s on average. The most work is 9 + 5 = 14 s at second 1, and
  /// the server is busy for 16 s.
  @Test func `waits are those of the studies that were recorded`() throws {
    let evaluator = Evaluator(try plan().scenario)
    let base = evaluator.baseCase(seed: 1)
    let year = try #require(base.vendors[0].queues.stages[0].years.first)
    #expect(year.studies == 3)
    #expect(abs(year.wait.mean - 3) < 1e-12)
    #expect(abs(year.largestBacklog - 14) < 1e-12)
    #expect(abs(year.utilisation * 365 * 86_400 - 16) < 1e-9)
    #expect(base.streams.map { $0.studies[0] } == [2, 1])
    #expect(base.bytes[0] == 160_000_000)
  }

  @Test func `the reader is told where a trace ends`() throws {
    let findings = Findings(try plan().scenario).all.map(\.text)
    #expect(
      findings.contains(
        "The trace of 'ct' ends on 2027-01-01. The plan goes on without studies of this stream."))
  }
}
