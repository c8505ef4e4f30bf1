import Costing
import Evaluation
import PlanModel
import Quantities

extension Fixture {
  /// Text that means something to a spreadsheet, a browser or a renderer of Markdown.
  static let hostileTexts = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>",
    "a | b\nc", "# **bold** _x0041_ [l](http://x.example) `code`", "emoji 👩‍⚕️🏥 and ﷽",
    "שלום עולם \u{202E}", "&amp; \"quoted\" 'single'",
    "A name of eighty characters: 456789 123456789 123456789 123456789 123456789 12345",
  ]

  /// A comparison in which every text that users write is hostile.
  static func hostile() -> Comparison {
    var scenario = scenario
    scenario.name = hostileTexts[4] + hostileTexts[0]
    scenario.sites[0].name = hostileTexts[5]
    scenario.sites[1].name = hostileTexts[10]
    scenario.assumptions = hostileTexts.enumerated().map { place, text in
      Assumption(
        path: "streams.\(text).growth", value: text, source: place % 2 == 0 ? text : nil,
        location: SourceLocation(file: text, line: 1, column: 1))
    }
    var vendors: [VendorResult] = []
    for (place, text) in hostileTexts.enumerated() {
      var profile = place % 2 == 0 ? cirrus : northlake
      profile.id = "vendor-\(place)"
      profile.name = text
      for line in profile.prices.indices {
        profile.prices[line].item = hostileTexts[line % hostileTexts.count]
        profile.prices[line].source = hostileTexts[(line + place) % hostileTexts.count]
      }
      var result = result(
        profile, tierShares: place % 2 == 0 ? [0.05, 0.95] : [1],
        busy: 0.1 + Double(place) / 20)
      for stage in result.stages.indices {
        result.stages[stage].name = hostileTexts[stage]
        result.stages[stage].place = hostileTexts[10]
      }
      vendors.append(result)
    }
    scenario.vendors = vendors.map(\.profile)
    var comparison = finished(vendors, scenario: scenario)
    comparison.findings = hostileTexts.map { Finding(.note, $0) }
    comparison.notCounted = hostileTexts
    return comparison
  }
}
