import Evaluation
import Foundation
import FoundationXML
import Reporting
import Testing

struct ChartTests {
  @Test(arguments: [Fixture.comparison, Fixture.hostile()])
  func `each chart is well-formed, described and without script`(comparison: Comparison) throws {
    let files = ChartRegistry.files(for: comparison)
    #expect(Set(files.map(\.name)).count == files.count)
    for file in files {
      let parser = XMLParser(data: Data(file.svg.utf8))
      #expect(parser.parse(), "\(file.name): \(parser.parserError.map { "\($0)" } ?? "")")
      #expect(file.svg.contains("role=\"img\""))
      #expect(file.svg.contains("<title id=\"title\">"))
      #expect(file.svg.contains("<desc id=\"desc\">"))
      #expect(file.svg.contains("prefers-color-scheme:dark"))
      #expect(!file.svg.contains("<script"))
      #expect(!file.svg.contains("nan") && !file.svg.contains("inf\""))
      #expect(file.name.wholeMatch(of: /[a-z0-9-]+\.svg/) != nil)
    }
  }

  /// A character of the charts' type is 7 pixels wide on the mean, at most 8.
  @Test func `no text reaches beyond the picture`() throws {
    for file in ChartRegistry.files(for: Fixture.hostile()) {
      let text =
        #/<text class="([a-z]+)" x="([0-9.]+)" y="([0-9.]+)" text-anchor="([a-z]+)">([^<]*)<\/text>/#
      for match in file.svg.matches(of: text) {
        let x = try #require(Double(match.2))
        let size = match.1 == "small" ? 5.6 : 6.9
        let width = Double(match.5.replacing(/&[a-z]+;/, with: "x").count) * size
        let end = match.4 == "start" ? x + width : match.4 == "middle" ? x + width / 2 : x
        #expect(end <= 925, "\(file.name): \(match.5)")
      }
    }
  }

  @Test func `the same comparison gives the same bytes`() {
    let first = ChartRegistry.files(for: Fixture.comparison)
    #expect(first == ChartRegistry.files(for: Fixture.comparison))
  }
}
