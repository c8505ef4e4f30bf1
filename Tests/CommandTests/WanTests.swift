import Foundation
import Testing

/// `pacsplan wan` as a user runs it.
struct WanTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// 1 GB within 60 s are 133.3 Mbit/s: 200 of the plain steps.
  private func plan() throws -> String {
    try scratch.write(
      """
      pacsplan: 1
      vendor: box
      name: Box
      basis: archetype
      currency: USD
      deployment: cloud
      ingest: [{ stage: up, link: wan, window: 64 MB, pipelined: yes }]
      storage: { compression: none, tiers: [{ id: disk, leaves: at end of retention }] }
      prices: [{ id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1 }]
      """, to: "vendor.yaml")
    return try scratch.write(
      """
      pacsplan: 1
      name: Clinic
      currency: USD
      start: 2027-07
      years: 2
      sites:
        main:
          name: Main
          lan: { bandwidth: 1 Gbit/s, round-trip: 0.5 ms }
          wan: { bandwidth: 1 Gbit/s, round-trip: 10 ms, share: 100 % }
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 365, study-size: { constant: 1 GB } }
      service-levels:
        - { id: soon, measure: time-to-archive, target: 95 %, within: 60 s }
      finance: { discount-rate: 5 % }
      vendors: [vendor.yaml]
      """, to: "scenario.yaml")
  }

  @Test func `the table has the answer and what confirms it`() throws {
    let outcome = try Program.run(["wan", try plan(), "--replications", "2"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("Main ") })
    for figure in ["1 Gbit/s", "200 Mbit/s", "2 of 2", "100 Mbit/s", "≤ 1 of 2", "soon at Main"] {
      #expect(row.contains(figure), "\(row)")
    }
    #expect(outcome.output.contains("until 2028/29"))
  }

  @Test func `with --json standard output is one document`() throws {
    let outcome = try Program.run(
      ["wan", try plan(), "--replications", "2", "--until", "2027", "--json", "--share", "50 %"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "pacsplan-wan")
    #expect(document["until_year"] as? Int == 1)
    #expect(document["allowed_misses"] as? Int == 1)
    let offers = try #require(document["offers"] as? [[String: Any]])
    let lines = try #require(offers.first?["lines"] as? [[String: Any]])
    let needed = try #require(lines.first?["needed"] as? [String: Any])
    #expect(needed["up"] as? Double == 2e8)
  }

  @Test func `only the offers that are named are sized`() throws {
    let outcome = try Program.run(
      ["wan", try plan(), "--replications", "1", "--offer", "box", "--until", "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nBox\n---\n"))
    let unknown = try Program.run(["wan", try plan(), "--offer", "bx"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("no offer has the id 'bx'; there are box"))
  }

  @Test(arguments: ["0", "3", "2026", "2029"])
  func `a year outside the plan is a wrong command line`(year: String) throws {
    let outcome = try Program.run(["wan", try plan(), "--until", year])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a planning year from 1 to 2, or a year from 2027 to 2028"))
    #expect(outcome.output.isEmpty)
  }
}
