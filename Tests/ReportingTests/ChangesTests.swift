import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Testing

@testable import Reporting

/// What is read back from runs, and what changes from one to the next.
struct ChangesTests {
  private static func read(_ comparison: Comparison) throws -> RunResults {
    try RunResults(json: Data(ResultsDocument().render(comparison).utf8))
  }

  private static func run(_ label: String, _ change: (inout RunResults) -> Void = { _ in }) throws
    -> ComparedRun
  {
    var results = try read(Fixture.comparison)
    change(&results)
    return ComparedRun(label: label, results: results)
  }

  private func line(
    _ comparison: RunComparison, _ figure: any ComparedFigure, _ item: String,
    offer: String? = nil
  ) throws -> RunComparison.Line {
    try #require(
      comparison.lines(of: figure).first { $0.item == item && $0.offer == offer })
  }

  @Test func `what a run has written is read back`() throws {
    let results = try Self.read(Fixture.comparison)
    let comparison = Fixture.comparison
    #expect(results.seed == comparison.identity.seed)
    #expect(results.vendors.map(\.id) == comparison.vendors.map(\.profile.id))
    let vendor = comparison.vendors[1]
    #expect(results.vendors[1].storage.physicalBytesBase == vendor.basePhysical)
    #expect(results.vendors[1].cost.nominalBaseMinorUnits == vendor.cashFlow.nominal.minorUnits)
    #expect(results.vendors[0].stages.map(\.name) == comparison.vendors[0].stages.map(\.name))
    #expect(results.scenario.events.count == comparison.scenario.events.count)
  }

  @Test func `hostile and endless results are read too`() throws {
    #expect(try Self.read(Fixture.hostile()).vendors.count == Fixture.hostileTexts.count)
  }

  @Test func `a run against itself changes nothing`() throws {
    let comparison = try RunComparison([Self.run("a"), Self.run("b")])
    for figure in ComparedFigureRegistry.all {
      let lines = comparison.lines(of: figure)
      #expect(!lines.isEmpty, "\(figure.id)")
      #expect(lines.filter { !$0.isSame }.isEmpty, "\(figure.id)")
    }
  }

  @Test func `each figure has a name and words of its own, and each row is there once`() throws {
    let all = ComparedFigureRegistry.all
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(Set(all.map(\.title)).count == all.count)
    let run = try Self.run("a").results
    for figure in all {
      #expect(!figure.explanation.isEmpty)
      let rows = figure.rows(of: run, years: [0, 4, 9]).map { "\($0.offer ?? "") \($0.item)" }
      #expect(Set(rows).count == rows.count, "\(figure.id)")
    }
  }

  /// Year 10 has months 109 to 120: 12 × 1,000 studies before, 12 × 1,500 after. Steps of the chain
  /// are +6,000 and −3,000, together +3,000, a quarter of 12,000.
  @Test func `steps are each against the run before, and the last against the first`() throws {
    func run(_ label: String, _ studies: Double) throws -> ComparedRun {
      try Self.run(label) { run in
        run.demand.monthlyStudiesBase = [Double](repeating: studies, count: 120)
      }
    }
    let comparison = try RunComparison([run("a", 1_000), run("b", 1_500), run("c", 1_250)])
    #expect(comparison.steps.map(\.before) == [0, 1, 0])
    #expect(comparison.steps.map(\.after) == [1, 2, 2])
    let line = try line(comparison, VolumeFigure(), "Studies, year 10")
    #expect(line.values.map { $0?.text } == ["12,000", "18,000", "15,000"])
    let expected: [FigureChange] = [
      .number(6_000, .studies, relative: 0.5), .number(-3_000, .studies, relative: -1.0 / 6),
      .number(3_000, .studies, relative: 0.25),
    ]
    #expect(line.changes == expected)
    #expect(line.changes.map(\.text) == ["+6,000", "−3,000", "+3,000"])
    #expect(line.changes[2].relativeText == "+25.0 %")
    let words = VolumeFigure().headline(
      from: comparison.runs[0].results, to: comparison.runs[2].results, years: comparison.years)
    #expect(words == "+3,000 studies")
  }

  /// 10 years have year 5 in their middle, 9 years too, 2 years year 1.
  @Test(arguments: [(10, [0, 4, 9]), (9, [0, 4, 8]), (2, [0, 1]), (1, [0])])
  func `first, middle and last year are those that all runs have`(years: Int, shown: [Int]) throws {
    let short = try Self.run("short") { $0.scenario.years = years }
    #expect(try RunComparison([Self.run("a"), short]).years == shown)
  }

  @Test func `what only one run has is said`() throws {
    let before = try Self.run("before") { run in
      run.vendors[1].stages.removeLast(run.vendors[1].stages.count)
      run.vendors[0].storage.tiers = []
    }
    let after = try Self.run("after") { $0.vendors[0].id = "other" }
    let comparison = try RunComparison([before, after])
    let notes = comparison.notes.joined(separator: "\n")
    let name = Fixture.comparison.vendors[0].name
    #expect(notes.contains("The offer \(name) is in before alone."))
    #expect(notes.contains("The offer \(name) is in after alone."))
    let lines = comparison.lines(of: LineLoadFigure())
    #expect(lines.contains { $0.offer == "cirrus-cloud" && $0.changes == [.new] })
    #expect(lines.contains { $0.offer == "northlake-onprem" && $0.changes == [.gone] })
    let text = PlainTextRenderer().render(title: comparison.title, comparison.blocks)
    #expect(text.contains("gone"))
    #expect(text.contains("new"))
  }

  @Test func `only what cannot be compared is refused`() throws {
    let other = try Self.run("euros") { $0.scenario.currency = "EUR" }
    let dollars = try Self.run("dollars")
    let error = try #require(throws: RunResultsError.self) {
      try RunComparison([dollars, other])
    }
    #expect(error.message.contains("'dollars' is in USD and 'euros' in EUR"))
  }

  @Test func `what else differs is said before anything is subtracted`() throws {
    let same = try RunComparison([Self.run("a"), Self.run("b")]).notes
    #expect(same.count == 3)
    #expect(same[0].contains("differences of the base case are exact"))
    #expect(same[1].contains("the same 200 futures"))
    let other = try Self.run("b") { run in
      run.seed += 1
      run.replications = 50
      run.pacsplan = "0.2.0"
      run.scenario.start = "2028-01"
      run.scenario.finance.discountRateShare = 0.03
    }
    let notes = try RunComparison([Self.run("a"), other]).notes
    #expect(notes.count == 7)
    for words in [
      "different versions", "different times", "discounted differently", "different numbers",
      "different seeds", "do not replay the same futures", "not subtracted",
    ] {
      #expect(notes.contains { $0.contains(words) }, "\(words)")
    }
  }

  /// 10.6 and 12.4 are shown as 11 and 12, which differ by 1 and not by 1.8.
  @Test func `money is subtracted as it is shown`() throws {
    let unit = FigureUnit.money(try #require(Currency(code: "USD")))
    let change = FigureChange(from: .base(10.6, unit), to: .base(12.4, unit))
    #expect(FigureValue.base(10.6, unit).text == "11 USD")
    #expect(FigureValue.base(12.4, unit).text == "12 USD")
    #expect(change.text == "+1")
  }

  /// A median of 4 is not subtracted from one of 5; 2 to 6 is their band.
  @Test func `medians stand side by side`() {
    func band(_ p50: Double) -> FigureValue {
      .band(.init(mean: 4, p10: 2, p50: p50, p90: 6), .studies)
    }
    #expect(FigureChange(from: band(4), to: band(5)) == .none)
    #expect(FigureChange(from: band(4), to: band(4)) == .same)
    #expect(band(5).text == "5 (2–6)")
  }

  @Test(arguments: [
    (0.9, 0.93, "+3.00 points"), (0.93, 0.9, "−3.00 points"), (0.9, 0.90001, "about the same"),
    (0.9, 0.9, "same"),
  ])
  func `shares differ by points`(before: Double, after: Double, words: String) {
    #expect(
      FigureChange(from: .mean(before, .share), to: .mean(after, .share)).text == words)
  }

  /// 2030-01-31 to 2030-03-03 are 31 days, which is a month of 30.44.
  @Test func `days move in months`() throws {
    let first = try #require(CalendarDate(2030, 1, 31))
    func moved(_ year: Int, _ month: Int, _ day: Int) -> String {
      FigureChange(from: .day(first), to: .day(CalendarDate(year, month, day))).text
    }
    #expect(moved(2030, 2, 1) == "1 day later")
    #expect(moved(2030, 1, 1) == "30 days earlier")
    #expect(moved(2030, 3, 3) == "1 month later")
    #expect(moved(2031, 1, 31) == "12 months later")
    #expect(FigureChange(from: .day(first), to: .day(nil)).text == "no longer within the plan")
    #expect(FigureChange(from: .day(nil), to: .day(first)).text == "now within the plan")
    #expect(FigureChange(from: .day(nil), to: .day(nil)) == .same)
  }

  @Test func `where a backlog has no end there is no difference`() {
    let change = FigureChange(from: .mean(3, .seconds), to: .mean(nil, .seconds))
    #expect(change == .none)
    #expect(change.text == "")
    #expect(FigureValue.mean(nil, .seconds).text == "—")
  }

  @Test func `the cheapest offer is named, and whether it is another one`() throws {
    let first = try Self.run("a") { run in
      run.vendors[0].cost.netPresentCostBaseMajorUnits = 10
      run.vendors[1].cost.netPresentCostBaseMajorUnits = 11
    }
    let second = try Self.run("b") { run in
      run.vendors[0].cost.netPresentCostBaseMajorUnits = 12
      run.vendors[1].cost.netPresentCostBaseMajorUnits = 11
    }
    let comparison = try RunComparison([first, second])
    let names = Fixture.comparison.vendors.map(\.name)
    let words = CheapestFigure().headline(
      from: first.results, to: second.results, years: comparison.years)
    #expect(words == "now \(names[1]), before \(names[0])")
    let line = try line(comparison, CheapestFigure(), "Base case")
    #expect(line.changes == [.other("changed")])
  }

  @Test func `a comparison reads as it did`() throws {
    let after = try Self.run("with-a-scanner") { run in
      run.demand.monthlyStudiesBase = run.demand.monthlyStudiesBase.map { $0 * 1.1 }
      run.scenario.name = "Riverside with a scanner"
      for place in run.vendors.indices {
        let storage = run.vendors[place].storage
        run.vendors[place].storage.physicalBytesBase = storage.physicalBytesBase.map { $0 * 1.2 }
        run.vendors[place].cost.netPresentCostBaseMajorUnits =
          run.vendors[place].cost.netPresentCostBaseMajorUnits.map { $0 + 12_345 }
      }
    }
    let two = try RunComparison([Self.run("today"), after])
    try expectGolden(
      MarkdownRenderer().render(title: two.title, two.blocks), "two-runs.md")
    let three = try RunComparison([Self.run("today"), after, Self.run("back")])
    try expectGolden(
      PlainTextRenderer().render(title: three.title, three.blocks), "three-runs.txt")
  }

  @Test func `no hostile text leaves its place`() throws {
    var hostile = Fixture.hostile()
    hostile.vendors[0].profile.name = "\u{1B}[2J\u{7}evil\nname"
    let results = try Self.read(hostile)
    let comparison = try RunComparison([
      ComparedRun(label: "<b>a", results: results),
      ComparedRun(label: "b|c", results: try Self.read(Fixture.comparison)),
    ])
    let markdown = MarkdownRenderer().render(title: comparison.title, comparison.blocks)
    #expect(!markdown.contains("<script"))
    #expect(!markdown.contains("<b>"))
    #expect(!markdown.contains("http://"))
    var columns: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == columns ?? bars)
      columns = bars
    }
    let plain = PlainTextRenderer().render(title: comparison.title, comparison.blocks)
    #expect(plain.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    #expect(!plain.unicodeScalars.contains { (0x80...0x9F).contains($0.value) })
    let json = ChangesDocument().render(comparison)
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
  }

  @Test func `programs get every line with its values and changes`() throws {
    let comparison = try RunComparison([Self.run("a"), Self.run("b"), Self.run("c")])
    let json = ChangesDocument().render(comparison)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "pacsplan-changes")
    let figures = try #require(document["figures"] as? [[String: Any]])
    #expect(figures.map { $0["id"] as? String } == ComparedFigureRegistry.all.map(\.id))
    for figure in figures {
      for line in try #require(figure["lines"] as? [[String: Any]]) {
        #expect((line["values"] as? [Any])?.count == 3)
        #expect((line["changes"] as? [Any])?.count == 3)
      }
    }
  }
}

/// Results that cannot be read.
struct RunResultsTests {
  private static let whole = ResultsDocument().render(Fixture.comparison)

  private func problem(_ text: String) throws -> RunResultsError {
    do {
      _ = try RunResults(json: Data(text.utf8))
    } catch {
      return error
    }
    Issue.record("it was read")
    return RunResultsError(message: "")
  }

  @Test(arguments: [
    ("", "is not JSON, or not whole"), ("{", "is not JSON, or not whole"),
    ("[]", "has something else than expected at 'the top'"), ("{}", "has no 'format'"),
    (
      "{\"format\": \"other\", \"format_version\": 1}",
      "is not of the format 'pacsplan-results'"
    ),
    (
      "{\"format\": \"pacsplan-results\", \"format_version\": 2}",
      "has version 2 of the format, and this program reads version 1"
    ),
  ])
  func `what is no results file says so`(text: String, message: String) throws {
    #expect(try problem(text).message == message)
  }

  @Test(arguments: [
    ("\"seed\": 20270101", "\"seed\": \"x\"", "has something else than expected at 'seed'"),
    ("\"seed\": 20270101", "\"sead\": 20270101", "has no 'seed'"),
    ("\"years\": 10", "\"years\": null", "has nothing at 'scenario.years'"),
    ("\"currency\": \"USD\"", "\"currency\": \"ABC\"", "has an unknown currency, 'ABC'"),
    (
      "\"years\": 10", "\"years\": 9",
      "has 120 values at 'demand.monthly_studies_base' where the plan needs 108"
    ),
    (
      "\"net_present_cost_base_major_units\"", "\"net_present\"",
      "has no 'vendors[0].cost.net_present_cost_base_major_units'"
    ),
    (
      "\"id\": \"cirrus-cloud\"", "\"id\": \"northlake-onprem\"", "has two offers of one id"
    ),
  ])
  func `what is wrong inside is named as the file writes it`(
    old: String, new: String, message: String
  ) throws {
    #expect(Self.whole.contains(old))
    #expect(try problem(Self.whole.replacing(old, with: new)).message == message)
  }

  @Test func `a file that was cut off is not read`() throws {
    let half = String(Self.whole.prefix(Self.whole.count / 2))
    #expect(try problem(half).message == "is not JSON, or not whole")
  }
}
