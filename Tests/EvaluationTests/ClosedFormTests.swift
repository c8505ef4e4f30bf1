import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// Queues with known mean waits, as a user would write them, through the engine that ships.
struct ClosedFormTests {
  /// 100,000 studies a year in a flat profile arrive every 315.36 s. A rate of x MB/s serves a mean of
  /// 100 MB in 100/x s.
  private static let arrivalRate = 100_000 / (365 * 86_400.0)

  /// The mean waits of a queue in 24 replications of a year.
  private func waits(_ plan: Plan, stage: Int = 0) -> [Double] {
    let replay = Replay(plan.scenario)
    return (0..<24).map { index in
      replay.run(
        .replication(index, seed: plan.scenario.seed), seed: plan.scenario.seed, replication: index
      ).vendors[0].queues.stages[stage].years[0].wait.mean
    }
  }

  /// Whether the mean of some replications is the expected one within four of its standard errors.
  private func agrees(_ values: [Double], _ expected: Double) -> Bool {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return abs(mean - expected) < 4 * (variance / n).squareRoot()
  }

  private func plan(size: String, ingest: String) throws -> Plan {
    try Plan(
      """
      streams:
        - id: ct
          site: main
          modality: CT
          studies-per-year: 100000
          study-size: \(size)
          instances: { exponential: 100000 }
          profile: flat
      \(Plan.finance)
      """, vendors: [Plan.vendor(ingest: ingest)])
  }

  /// Erlang C, from L. Kleinrock, *Queueing Systems* vol. 1, 1975, ch. 3: the chance to wait is
  /// C = B/(1 − ρ(1 − B)) with B(0) = 1, B(n) = a·B(n−1)/(n + a·B(n−1)), and the mean wait
  /// C·s/(c·(1 − ρ)) with mean service s. At utilisation 0.7 the service is 0.7·c/λ.
  @Test(arguments: [1, 2, 4])
  func `exponential sizes give the waits of M/M/c`(servers: Int) throws {
    let service = 0.7 * Double(servers) / Self.arrivalRate
    let rate = 100 / service
    let plan = try plan(
      size: "{ exponential: 100 MB }",
      ingest: "  - { stage: q, at: core, servers: \(servers), rate: \(rate) MB/s }")
    let a = 0.7 * Double(servers)
    let blocking = (1...servers).reduce(1.0) { a * $0 / (Double($1) + a * $0) }
    let waitShare = blocking / (1 - 0.7 * (1 - blocking))
    #expect(agrees(waits(plan), waitShare * service / (Double(servers) * 0.3)))
  }

  /// Pollaczek-Khinchine for constant service: ρ·s/(2·(1 − ρ)).
  @Test func `constant sizes give the waits of M/D/1`() throws {
    let service = 0.7 / Self.arrivalRate
    let plan = try plan(
      size: "{ constant: 100 MB }",
      ingest: "  - { stage: q, at: core, rate: \(100 / service) MB/s }")
    #expect(agrees(waits(plan), 0.7 * service / 0.6))
  }

  /// The departures of M/M/1 are Poisson (P. J. Burke, 1956), so the second queue is M/M/1 too where
  /// its services are independent: the first serves bytes, the second instances, both exponential
  /// and drawn apart. Instances are whole numbers around 100,000: rounding is 1e-5 of a service.
  @Test func `two queues in a row are each M/M/1`() throws {
    let first = 0.7 / Self.arrivalRate
    let second = 0.6 / Self.arrivalRate
    let plan = try plan(
      size: "{ exponential: 100 MB }",
      ingest: """
          - { stage: first, at: core, rate: \(100 / first) MB/s }
          - { stage: second, at: core, per-instance: \(second / 100_000 * 1000) ms }
        """)
    #expect(agrees(waits(plan), 0.7 * first / 0.3))
    #expect(agrees(waits(plan, stage: 1), 0.6 * second / 0.4))
  }

  /// A line that gives all transfers equal shares: a transfer with work x takes x/(1 − ρ) on average
  /// whatever the sizes are (L. Kleinrock, *Queueing Systems* vol. 2, 1976, sect. 4.4), so sharing adds
  /// s·ρ/(1 − ρ) to the mean. A window of 4.5 kB over 10 ms is 0.45 MB/s: 100 MB take s = 222.2 s,
  /// ρ = 0.705. First come, first served would add half of that with constant sizes.
  @Test(arguments: ["exponential", "constant"])
  func `a line is shared, whatever the sizes are`(sizes: String) throws {
    let service = 100 / 0.45
    let load = service * Self.arrivalRate
    let plan = try plan(
      size: "{ \(sizes): 100 MB }",
      ingest: "  - { stage: line, link: wan, window: 4.5 kB, pipelined: yes }")
    #expect(agrees(waits(plan), service * load / (1 - load)))
  }

  /// The same line with `discipline: fifo` and constant sizes is M/D/1.
  @Test func `a line can carry one study at a time`() throws {
    let service = 100 / 0.45
    let load = service * Self.arrivalRate
    let plan = try plan(
      size: "{ constant: 100 MB }",
      ingest:
        "  - { stage: line, link: wan, window: 4.5 kB, pipelined: yes, discipline: fifo }")
    #expect(agrees(waits(plan), service * load / (2 * (1 - load))))
  }

  /// A. Cobham, Operations Research 2 (1954) 70–76: with the mean residual service
  /// W₀ = (λ₁·s₁² + λ₂·s₂²) of exponential services, emergencies wait W₀/(1 − ρ₁) on average and the
  /// others W₀/((1 − ρ₁)·(1 − ρ)). A third of the studies are emergencies; their services are half or
  /// twice as long as the others'. The mean of all differs from first come, first served, W₀/(1 − ρ).
  @Test(arguments: [0.5, 2.0])
  func `emergencies first gives the waits of Cobham`(ratio: Double) throws {
    let other = 0.7 / Self.arrivalRate / (ratio / 3 + 2.0 / 3)
    let emergency = ratio * other
    let plan = try Plan(
      """
      streams:
        - { id: stat, site: main, modality: CT, studies-per-year: 33333, study-size: { exponential: \(ratio * 100) MB }, instances: 1, profile: flat, classes: { emergency: 100 % } }
        - { id: rest, site: main, modality: CT, studies-per-year: 66667, study-size: { exponential: 100 MB }, instances: 1, profile: flat }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: q, at: core, rate: \(100 / other) MB/s, discipline: stat-first }")
      ])
    let first = 0.33333 * Self.arrivalRate
    let second = 0.66667 * Self.arrivalRate
    let residual = first * emergency * emergency + second * other * other
    let waitFirst = residual / (1 - first * emergency)
    let waitSecond = waitFirst / (1 - first * emergency - second * other)
    #expect(agrees(waits(plan), 0.33333 * waitFirst + 0.66667 * waitSecond))
  }
}
