import Costing
import Evaluation
import Foundation
import FoundationXML
import PlanModel
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

  /// Widths are estimated here with one figure a character: 0.51 of the size, 0.54 where it is bold,
  /// the mean of running text in Helvetica. `Tests/Outputs/charts.py` measures them in a font.
  @Test func `no text reaches beyond the picture or into another`() throws {
    for comparison in [Fixture.comparison, Fixture.hostile()] {
      for file in ChartRegistry.files(for: comparison) {
        let labels = Label.all(in: file.svg)
        #expect(!labels.isEmpty)
        for (place, label) in labels.enumerated() {
          #expect(label.left >= 0 && label.right <= 920, "\(file.name): \(label.text)")
          for other in labels[(place + 1)...] where abs(label.y - other.y) < 9 {
            #expect(
              label.right <= other.left || other.right <= label.left,
              "\(file.name): \(label.text) and \(other.text)")
          }
        }
      }
    }
  }

  @Test func `what is cut off is whole in a title`() throws {
    let name = Fixture.hostileTexts[10]
    let files = ChartRegistry.files(for: Fixture.hostile())
    let network = try #require(files.first { $0.name == "busy-hour.svg" })
    #expect(network.svg.contains("<title>\(name)") || network.svg.contains("(\(name))</title>"))
    #expect(network.svg.contains("…"))
  }

  @Test func `vendors and categories never share a colour`() {
    #expect(Set(ChartPalette.colours).isDisjoint(with: ChartPalette.categoryColours))
    #expect(Set(ChartPalette.colours).count == ChartPalette.count)
    #expect(Set(ChartPalette.categoryColours).count == ChartPalette.count)
    #expect(ChartPalette.count >= CostCategory.allCases.count)
  }

  /// Usable capacity, without purchases full in 2030-02, 2031-01 and 2032-03 of the 120 months from
  /// 2027-01: at 37, 48 and 62 of them.
  @Test func `full dates stand at their place`() throws {
    let files = ChartRegistry.files(for: Fixture.comparison)
    let chart = try #require(files.first { $0.name == "capacity.svg" })
    let span = try #require(
      chart.svg.firstMatch(
        of: /<rect class="span" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)".*<title>/))
    let middle = try #require(chart.svg.matches(of: /<line class="middle" x1="([0-9.]+)"/).last)
    // One panel takes the whole width: 70 to 888.
    let month = 818.0 / 120
    #expect(abs(try #require(Double(span.1)) - (70 + 37 * month)) < 0.06)
    #expect(abs(try #require(Double(span.2)) - 25 * month) < 0.06)
    #expect(abs(try #require(Double(middle.1)) - (70 + 48 * month)) < 0.06)
  }

  /// The base case ends with 497 and 249 TB; here the futures have twice as much.
  @Test func `the words for the storage chart give its labels`() throws {
    var comparison = Fixture.comparison
    for place in comparison.vendors.indices {
      comparison.vendors[place].used = comparison.vendors[place].used.map {
        Fixture.band($0.p50 * 2, 0.1)
      }
    }
    let files = ChartRegistry.files(for: comparison)
    let chart = try #require(files.first { $0.name == "storage.svg" })
    #expect(chart.description.contains("base case, by month"))
    #expect(chart.description.contains("premises (archetype) 497 TB, "))
    #expect(chart.description.hasSuffix("Cloud (archetype) 249 TB."))
    #expect(chart.svg.contains(">497 TB</text>") && chart.svg.contains(">249 TB</text>"))
  }

  /// The frame is around the highest mean; the busiest hour is where most is expected to arrive.
  @Test func `the hour with the highest mean is not called the busiest`() throws {
    let files = ChartRegistry.files(for: Fixture.comparison)
    let chart = try #require(files.first { $0.name == "network.svg" })
    #expect(!chart.svg.contains("busiest hour") && !chart.description.contains("busiest hour"))
    #expect(chart.description.contains("20.5 % in its fullest hour, Mon from 11:00"))
  }

  @Test func `the same comparison gives the same bytes`() {
    let first = ChartRegistry.files(for: Fixture.comparison)
    #expect(first == ChartRegistry.files(for: Fixture.comparison))
  }
}

/// A text of a chart with its estimated ends.
private struct Label {
  var text: String
  var y: Double
  var left: Double
  var right: Double

  static func all(in svg: String) -> [Label] {
    let pattern =
      #/<text class="([a-z]+)" x="([0-9.]+)" y="([0-9.]+)" text-anchor="([a-z]+)">(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/#
    return svg.matches(of: pattern).map { match in
      let size = ["small": 5.6, "tag": 5.6, "name": 7.0, "heading": 8.1][String(match.1)] ?? 6.6
      let text = String(match.5.replacing(/&[a-z]+;/, with: "x"))
      let width = Double(text.count) * size
      let x = Double(match.2) ?? 0
      let left = match.4 == "start" ? x : match.4 == "middle" ? x - width / 2 : x - width
      return Label(text: text, y: Double(match.3) ?? 0, left: left, right: left + width)
    }
  }
}
