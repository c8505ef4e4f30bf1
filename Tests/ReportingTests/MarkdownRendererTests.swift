import Evaluation
import Foundation
import Reporting
import Testing

struct MarkdownRendererTests {
  @Test func `the report reads as it did`() throws {
    try expectGolden(MarkdownRenderer().render(Fixture.comparison), "two-vendors.md")
  }

  @Test func `the same comparison gives the same text`() {
    let renderer = MarkdownRenderer()
    #expect(renderer.render(Fixture.comparison) == renderer.render(Fixture.comparison))
  }

  @Test(arguments: [
    ("=cmd()", "\\=cmd()"), ("+1", "\\+1"), ("-1", "\\-1"), ("@x", "\\@x"), ("# one", "\\# one"),
    ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"),
    ("one\ntwo\r\n\tthree", "one two three"),
    ("*_`[]~!$\\", "\\*\\_\\`\\[\\]\\~\\!\\$\\\\"), ("1. first", "1\\. first"),
    ("1.5 TB", "1.5 TB"),
    ("http://x.example", "http&#58;//x.example"), ("www.x.example", "www&#46;x.example"),
    ("10:00", "10:00"), ("a\u{0}\u{7}b", "a b"),
  ])
  func `text from files is data`(text: String, escaped: String) {
    #expect(MarkdownRenderer.escaped(text) == escaped)
  }

  @Test func `no hostile text leaves its place`() {
    let text = MarkdownRenderer().render(Fixture.hostile())
    #expect(!text.contains("<script"))
    #expect(!text.contains("http://"))
    // Every line of a table has as many bars as its head.
    var columns: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
      #expect(columns == nil || columns == bars, "\(line)")
      columns = bars
    }
  }

  @Test func `each chapter has a title of its own and something to say`() {
    let titles = ReportSectionRegistry.all.map(\.title)
    #expect(Set(titles).count == titles.count)
    for section in ReportSectionRegistry.all {
      #expect(!section.blocks(for: Fixture.comparison).isEmpty, "\(section.title)")
    }
  }

  @Test func `every chart of the report is written`() {
    let text = MarkdownRenderer().render(Fixture.comparison)
    for file in ChartRegistry.files(for: Fixture.comparison) {
      #expect(text.contains("](charts/\(file.name))"))
    }
  }
}
