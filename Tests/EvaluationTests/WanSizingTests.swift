import Evaluation
import PlanModel
import Quantities
import Testing

/// How much bandwidth keeps a promise, against arithmetic.
struct WanSizingTests {
  private static func mbit(_ rates: some Sequence<Int>) -> BandwidthLadder {
    BandwidthLadder(rates.map { BitsPerSecond(Double($0) * 1e6) })
  }

  /// One study a day on average, of some gigabytes: they hardly ever meet.
  private static func stream(_ site: String, _ size: String = "1 GB", studies: Int = 365) -> String
  {
    "- { id: \(site), site: \(site), modality: CT, studies-per-year: \(studies), "
      + "study-size: { constant: \(size) }, instances: 500, profile: flat }"
  }

  private static func site(_ id: String, wan: String? = "100 Mbit/s", trip: String = "1 ms")
    -> String
  {
    let line = wan.map { ", wan: { bandwidth: \($0), round-trip: \(trip), share: 100 % }" } ?? ""
    return "  \(id): { name: \(id), lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }\(line) }\n"
  }

  private static let within =
    "service-levels: [ { id: soon, measure: time-to-archive, target: 95 %, within: 60 s } ]"

  private func plan(
    _ streams: [String], promises: String = within, sites: String,
    link: String = "window: 64 MB, pipelined: yes, discipline: fifo", years: Int = 1,
    then: String = ""
  ) throws -> Scenario {
    try Plan(
      """
      streams:
      \(streams.map { "  " + $0 }.joined(separator: "\n"))
      \(promises)
      \(Plan.finance)
      """,
      vendors: [Plan.vendor(ingest: "  - { stage: up, link: wan, \(link) }\(then)")], years: years,
      sites: "sites:\n\(sites)"
    ).scenario
  }

  private func solve(
    _ scenario: Scenario, _ ladder: BandwidthLadder = .plain, share: Double = 0.9,
    replications: Int = 4, until: Int? = nil, threads: Int = 2
  ) async throws -> WanSizes.Offer {
    let sizes = await WanSizing(
      scenario,
      WanSizing.Question(
        until: until ?? scenario.years, share: share, replications: replications, seed: 7,
        ladder: ladder)
    ).solve(threads: threads)
    return try #require(sizes?.offers.first)
  }

  /// 8 · 10⁹ bit within 60 s are 133.3 Mbit/s; of a share of 40 %, 333.3 Mbit/s.
  @Test(arguments: [(100, 134), (40, 334)])
  func `a gigabyte within a minute needs what division says`(
    share: Int, megabits: Int
  ) async throws {
    var scenario = try plan([Self.stream("main")], sites: Self.site("main"))
    scenario.sites[0].wan?.share = Fraction(Double(share) / 100)
    let fine = Self.mbit((megabits - 5)...(megabits + 4))
    let offer = try await solve(scenario, fine)
    #expect(offer.unkept.isEmpty)
    let line = try #require(offer.lines.first)
    #expect(line.id == "main.wan")
    #expect(line.today.up == BitsPerSecond(1e8))
    let need = try #require(line.needed)
    #expect(need.bandwidth.up == BitsPerSecond(Double(megabits) * 1e6))
    #expect(need.kept == 4)
    let below = try #require(need.below)
    #expect(below.bandwidth.up == BitsPerSecond(Double(megabits - 1) * 1e6))
    #expect(below.keptAtMost == 3)
    #expect(below.missed == .promise(level: 0, place: 0))
    #expect(below.year == 1)
    #expect(!line.isWidened)
    // 64 MB ÷ 1 ms are 512 Gbit/s, of which PACS may use its share.
    let useful = try #require(line.usefulUpTo)
    #expect(abs(useful.value / (512e9 * 100 / Double(share)) - 1) < 1e-9)
  }

  @Test func `the answer is a plain figure, and inwards in the proportion of today`() async throws {
    var scenario = try plan([Self.stream("main")], sites: Self.site("main"))
    scenario.sites[0].wan?.down = BitsPerSecond(5e8)
    let need = try #require(await solve(scenario).lines[0].needed)
    #expect(need.bandwidth == WanSizes.Bandwidth(up: BitsPerSecond(2e8), down: BitsPerSecond(1e9)))
    #expect(need.below?.bandwidth.up == BitsPerSecond(1e8))
  }

  /// Sizes grow by half a year, day by day, with a mean of 1 GB in year 1: c × 1.5^t with c = ln 1.5 ÷ 0.5
  /// = 0.811, so from 0.811 to 1.216 GB, and half as much again in year 2. All of year 1 needs 162 Mbit/s,
  /// its first 81 % 150; all of year 2 needs 243, its first 81 % 225.
  @Test func `later years need more`() async throws {
    var scenario = try plan([Self.stream("main")], sites: Self.site("main"), years: 2)
    scenario.streams[0].sizeGrowth = .known(0.5)
    let ladder = Self.mbit(stride(from: 100, through: 400, by: 25))
    let first = try #require(await solve(scenario, ladder, until: 1).lines[0].needed)
    let second = try #require(await solve(scenario, ladder, until: 2).lines[0].needed)
    #expect(first.bandwidth.up == BitsPerSecond(175e6))
    #expect(second.bandwidth.up == BitsPerSecond(250e6))
    #expect(second.below?.year == 2)
  }

  /// M/D/1 with one arrival in 300 s: up to one service, P(W ≤ t) = (1 − ρ)·e^(λt). With t = 60 s it is
  /// 0.95 for ρ = 1 − 0.95·e^(−0.2) = 0.2222: 1.5 GB may take 66.66 s, which are 180.0 Mbit/s.
  ///
  /// Of 105,120 waits the share has a standard error of 0.0007, times about 1.3 for waits that hang
  /// together; 4 Mbit/s are 0.006.
  @Test func `without promises 95 of 100 wait for less than a minute, as of M/D/1`() async throws {
    let scenario = try plan(
      [Self.stream("main", "1500 MB", studies: 105_120)], promises: "", sites: Self.site("main"))
    let offer = try await solve(scenario, Self.mbit([100, 176, 184, 1_000]), replications: 2)
    let need = try #require(offer.lines[0].needed)
    #expect(need.bandwidth.up == BitsPerSecond(184e6))
    #expect(need.below?.bandwidth.up == BitsPerSecond(176e6))
    #expect(need.below?.missed == .line(queue: 0, name: "up (main)"))
  }

  /// 64 kB ÷ 40 ms are 12.8 Mbit/s: a gigabyte takes 625 s however wide the line is.
  @Test func `where window and round trip are the limit no bandwidth helps`() async throws {
    let scenario = try plan(
      [Self.stream("main")], sites: Self.site("main", trip: "40 ms"),
      link: "window: 64 kB, pipelined: yes, discipline: fifo")
    let offer = try await solve(scenario)
    #expect(offer.lines[0].needed == nil)
    let useful = try #require(offer.lines[0].usefulUpTo)
    #expect(abs(useful.value - 12.8e6) < 1)
    #expect(offer.unkept.count == 1)
    let unkept = try #require(offer.unkept.first)
    #expect(unkept.claim == .promise(level: 0, place: 0))
    #expect(unkept.kept == 0)
    #expect(unkept.lines == ["main.wan"])
    let limit = try #require(unkept.limit)
    #expect(limit.isWindowed && !limit.waitsForRoundTrips)
    #expect(limit.stage == "up (main)")
    #expect(abs((limit.rate?.value ?? 0) - 12.8e6) < 1)
    // 365.25 days for a year of 365, and a Poisson count: both drop out of busy time over studies.
    #expect(abs(limit.service / 625 - 1) < 0.001)
  }

  /// The servers behind take 90 s for each study.
  @Test func `where servers are the limit no bandwidth helps`() async throws {
    let scenario = try plan(
      [Self.stream("main")], sites: Self.site("main"),
      then: "\n  - { stage: import, at: core, per-study: 90 s }")
    let offer = try await solve(scenario)
    #expect(offer.lines[0].needed == nil)
    let limit = try #require(offer.unkept.first?.limit)
    #expect(limit.stage == "import")
    #expect(limit.rate == nil && !limit.isWindowed)
    #expect(abs(limit.service / 90 - 1) < 0.001)
  }

  /// The village has a hundredth of the studies, of twice the size: over all studies nobody would
  /// notice that its promise is always missed.
  @Test func `each site's line is sized for its own studies`() async throws {
    let scenario = try plan(
      [Self.stream("town", studies: 3_650), Self.stream("village", "2 GB", studies: 36)],
      sites: Self.site("town") + Self.site("village", wan: "1 Mbit/s"))
    let offer = try await solve(scenario, Self.mbit([100, 134, 150, 267, 1_000]))
    // Of 3,650 studies a year, 60 s each, 0.7 % meet another.
    #expect(offer.lines.map { $0.needed?.bandwidth.up.value } == [134e6, 267e6])
  }

  /// The clinic's studies cross its link, then the hospital's line: 40 s on each with 200 Mbit/s are 80 s.
  /// 300 Mbit/s on both are 53.3 s, 300 and 200 are 66.7 s.
  @Test func `lines in a row share a promise`() async throws {
    let scenario = try plan(
      [Self.stream("clinic")],
      sites: Self.site("clinic", wan: nil) + Self.site("hospital")
        + """
        links:
          - { id: c-h, from: clinic, to: hospital, bandwidth: 1 Gbit/s, round-trip: 1 ms, share: 100 % }
        """)
    let offer = try await solve(scenario)
    #expect(offer.lines.map(\.id) == ["hospital.wan", "c-h"])
    #expect(offer.lines.map { $0.needed?.bandwidth.up.value } == [3e8, 3e8])
    #expect(offer.lines.map { $0.needed?.below?.bandwidth.up.value } == [2e8, 2e8])
    #expect(offer.lines.map(\.isWidened) == [true, true])
  }

  /// Nothing is made at the village before year 2.
  @Test func `a line that nothing crosses yet needs nothing, which is not that nothing helps`()
    async throws
  {
    let opening = "events: [ { on: 2028-01, change: open-site, site: village } ]"
    let scenario = try plan(
      [Self.stream("town"), Self.stream("village")], promises: Self.within + "\n" + opening,
      sites: Self.site("town") + Self.site("village"), years: 2)
    let first = try await solve(scenario, until: 1)
    #expect(first.lines.map(\.isIdle) == [false, true])
    #expect(first.lines[1].needed == nil)
    #expect(first.unkept.isEmpty)
    let second = try await solve(scenario, until: 2)
    #expect(second.lines.map { $0.needed?.bandwidth.up.value } == [2e8, 2e8])
  }

  @Test func `threads show in no figure`() async throws {
    let scenario = try plan(
      [Self.stream("main", studies: 20_000)], sites: Self.site("main"))
    var found: Set<[Double?]> = []
    for threads in [1, 3, 8] {
      let line = try await solve(scenario, replications: 7, threads: threads).lines[0]
      found.insert([
        line.needed?.bandwidth.up.value, line.needed.map { Double($0.kept) },
        line.needed?.below.map { Double($0.keptAtMost) },
      ])
    }
    #expect(found.count == 1)
  }

  @Test func `an offer that is not live by then is not sized`() async throws {
    var scenario = try plan([Self.stream("main")], sites: Self.site("main"), years: 2)
    scenario.vendors[0].contract.goLive = 14
    let early = try await solve(scenario, until: 1)
    #expect(early.isLate)
    let later = try await solve(scenario, until: 2)
    #expect(later.lines[0].needed?.bandwidth.up.value == 2e8)
  }

  @Test(arguments: [
    (0.9, 16, 1), (0.9, 10, 1), (1, 16, 0), (0.5, 4, 2), (0.9, 4, 0), (0.99, 200, 2),
  ])
  func `so many futures may miss a promise`(share: Double, futures: Int, misses: Int) {
    let question = WanSizing.Question(until: 1, share: share, replications: futures, seed: 0)
    #expect(question.allowedMisses == misses)
  }

  @Test func `the plain ladder has the steps that lines are sold in`() {
    let rungs = BandwidthLadder.plain.rungs.map(\.value)
    #expect(rungs.count == 21)
    #expect(Array(rungs.prefix(5)) == [1e6, 2e6, 3e6, 5e6, 1e7])
    #expect(rungs.last == 1e11)
  }

  @Test func `a search that is cancelled has no answer`() async throws {
    let scenario = try plan([Self.stream("main")], sites: Self.site("main"))
    let question = WanSizing.Question(until: 1, share: 0.9, replications: 2, seed: 7)
    let sizes = await WanSizing(scenario, question).solve(threads: 1, isCancelled: { true })
    #expect(sizes == nil)
  }
}
