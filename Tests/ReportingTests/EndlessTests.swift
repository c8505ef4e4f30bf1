import Evaluation
import Foundation
import FoundationXML
import Quantities
import Reporting
import Testing

/// What a queue without end leaves undefined is shown as such, in every output.
struct EndlessTests {
  @Test(arguments: [
    (2_880.0, 4_320.0, Double.infinity, "72.0 min (48.0–without end)"),
    (2_880, .infinity, .infinity, "— (48.0 min–without end)"),
    (.infinity, .infinity, .infinity, "—"), (.nan, .nan, .nan, "—"),
    (2_880, 4_320, 5_760, "72.0 min (48.0–96.0)"),
  ])
  func `a band says which of its ends is none`(
    p10: Double, p50: Double, p90: Double, text: String
  ) {
    let band = Band(mean: p50, p10: p10, p50: p50, p90: p90)
    #expect(ReportCell.band(band, .duration, .median).text == text)
  }

  @Test func `a figure that is none is a dash`() {
    #expect(ReportCell.duration(.infinity).text == "—")
    #expect(ReportCell.bitRate(.infinity).text == "—")
    #expect(ReportCell.share(.nan).text == "—")
  }

  @Test func `answer, table and console agree on a line that cannot keep up`() throws {
    let text = MarkdownRenderer().render(Fixture.saturated)
    let reason = "in at least one future in ten its backlog passes 7 days by 2031-10"
    #expect(
      text.contains(
        "the busiest line cannot keep up.** Line uplink (Main campus) can carry 400 Mbit/s; \(reason)."
      ))
    #expect(text.contains("| cannot keep up: \(reason) |"))
    #expect(text.contains("18.0 s (16.2–20.2)") == false)
    #expect(text.contains("| 72.0 min (48.0–without end) | — | — |"))
    for word in ["inf", "nan"] {
      #expect(text.firstMatch(of: try Regex("\\b\(word)\\b")) == nil)
    }
  }

  @Test func `workbook, JSON and charts hold no such number`() throws {
    let folder = try ScratchFolder()
    try SpreadsheetRenderer().write(Fixture.saturated, to: folder.file("book.xlsx"))
    let sheets = SpreadsheetRenderer().sheets(for: Fixture.saturated)
    let side = try #require(sheets.first { $0.name == "Network" })
    #expect(side.cells.values.contains { $0.content == .text("—") })
    let json = ResultsDocument().render(Fixture.saturated)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    #expect(json.contains("null"))
    for file in ChartRegistry.files(for: Fixture.saturated) {
      #expect(XMLParser(data: Data(file.svg.utf8)).parse(), "\(file.name)")
      #expect(file.svg.firstMatch(of: /\b(inf|nan)\b/) == nil, "\(file.name)")
    }
  }

  @Test func `a drawing leaves out what has no place`() {
    var drawing = SVGDrawing(width: 10, height: 10, title: "t", description: "d")
    drawing.path([(0, 1), (1, .infinity), (2, 3)], class: "line0")
    drawing.line(from: (0, 0), to: (.nan, 1), class: "axis")
    drawing.rectangle(x: 0, y: 0, width: .infinity, height: 1, class: "cell")
    let svg = drawing.render()
    #expect(svg.contains("M0 1L2 3"))
    #expect(!svg.contains("class=\"axis\"") && !svg.contains("class=\"cell\""))
  }
}
