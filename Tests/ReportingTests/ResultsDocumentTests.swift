import Evaluation
import Foundation
import Reporting
import Testing

struct ResultsDocumentTests {
  private func document(_ comparison: Comparison) throws -> [String: Any] {
    let text = ResultsDocument().render(comparison)
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `programs find the figures under their names`() throws {
    let document = try document(Fixture.comparison)
    #expect(document["format"] as? String == "pacsplan-results")
    #expect(document["seed"] as? Int == 20_270_101)
    let vendors = try #require(document["vendors"] as? [[String: Any]])
    #expect(vendors.map { $0["id"] as? String } == ["northlake-onprem", "cirrus-cloud"])
    let cost = try #require(vendors[0]["cost"] as? [String: Any])
    let yearly = try #require(cost["yearly_base_minor_units"] as? [Int])
    #expect(yearly.count == 11)
    #expect(yearly.reduce(0, +) == cost["nominal_base_minor_units"] as? Int)
  }

  /// Money of all lines and months is the money of all years.
  @Test func `the ledger adds up to the years`() throws {
    for vendor in try #require(try document(Fixture.comparison)["vendors"] as? [[String: Any]]) {
      let lines = try #require(vendor["ledger"] as? [[String: Any]])
      let sum = lines.reduce(0) {
        $0 + ($1["amounts_minor_units"] as? [Int] ?? []).reduce(0, +)
      }
      #expect(sum == (vendor["cost"] as? [String: Any])?["nominal_base_minor_units"] as? Int)
    }
  }

  @Test func `a band has the interval of its mean, and the run its precision`() throws {
    var comparison = Fixture.comparison
    comparison.vendors[0].netPresentCost.ci95 = 1_250
    comparison.vendors[0].yearlyCost[1].ci95 = 7
    func cost(_ document: [String: Any]) throws -> [String: Any] {
      let vendors = try #require(document["vendors"] as? [[String: Any]])
      return try #require(vendors[0]["cost"] as? [String: Any])
    }
    let plain = try document(comparison)
    #expect(plain["precision"] is NSNull)
    let present = try cost(plain)["net_present_cost_major_units"] as? [String: Any]
    #expect(present?["ci95"] as? Int == 1_250)
    let yearly = try cost(plain)["yearly_major_units"] as? [String: Any]
    #expect((yearly?["ci95"] as? [Any])?[1] as? Int == 7)
    #expect((yearly?["ci95"] as? [Any])?[2] is NSNull)
    comparison.identity.precision = PrecisionOutcome(
      precision: Precision(share: 0.01, most: 640), isReached: true)
    let precision = try document(comparison)["precision"] as? [String: Any]
    #expect(precision?["share"] as? Double == 0.01)
    #expect(precision?["is_reached"] as? Bool == true)
    #expect(precision?["most_replications"] as? Int == 640)
  }

  @Test func `any two offers are held against each other`() throws {
    let document = try document(Fixture.comparison)
    let pairs = try #require(document["pairs"] as? [[String: Any]])
    #expect(pairs.count == 1)
    #expect(pairs[0]["first"] as? String == "northlake-onprem")
    #expect(pairs[0]["second"] as? String == "cirrus-cloud")
    #expect(pairs[0]["second_cheaper_share"] as? Double == 0.065)
    #expect(pairs[0]["cheaper_on_average"] as? String == "first")
    let difference = pairs[0]["second_less_first_major_units"] as? [String: Any]
    let pair = try #require(Fixture.comparison.pairs.first)
    #expect(difference?["ci95"] as? Double == pair.difference.ci95)
    let vendors = try #require(document["vendors"] as? [[String: Any]])
    let cost = try #require(vendors[0]["cost"] as? [String: Any])
    let interval = try #require(
      cost["net_present_cost_median_interval_major_units"] as? [Double])
    let own = try #require(Fixture.comparison.vendors[0].medianInterval)
    // Foundation's reader may be off in the last digit: 2⁻³¹ at 4 million.
    try #require(interval.count == 2)
    #expect(abs(interval[0] - own.lowerBound) < 1e-9)
    #expect(abs(interval[1] - own.upperBound) < 1e-9)
  }

  @Test func `how much is chance is said of cost, bytes and lines`() throws {
    let document = try document(Fixture.comparison)
    #expect(document["second_plays"] as? Int == 16)
    let vendor = try #require((document["vendors"] as? [[String: Any]])?.first)
    let cost = try #require(vendor["cost"] as? [String: Any])
    let storage = try #require(vendor["storage"] as? [String: Any])
    let stage = try #require((vendor["stages"] as? [[String: Any]])?.first)
    let present = cost["net_present_cost_variance"] as? [String: Any]
    #expect(present?["chance_share"] as? Double == 0.0042)
    #expect(present?["standard_error_share"] as? Double == 0.0014)
    let used = storage["used_bytes_end_variance"] as? [String: Any]
    #expect(used?["chance_share"] as? Double == 0.012)
    #expect(used?["standard_error_share"] is NSNull)
    let busy = stage["last_year_busy_hour_variance"] as? [String: Any]
    #expect(busy?["chance_share"] as? Double == 0.31)
  }

  @Test func `keys stand in order and numbers are short`() {
    let value = JSONValue.object([
      "b": .number(0.1), "a": .numbers([1, -0.0, 1e21, 2.5]), "c": .number(.nan),
    ])
    #expect(
      value.render() == """
        {
          "a": [1, 0, 1e+21, 2.5],
          "b": 0.1,
          "c": null
        }

        """)
  }

  @Test func `hostile text is data`() throws {
    let document = try document(Fixture.hostile())
    #expect(document["not_counted"] as? [String] == Fixture.hostileTexts)
  }
}
