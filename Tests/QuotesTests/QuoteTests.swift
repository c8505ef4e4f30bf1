import Foundation
import PlanModel
import ScenarioFiles
import Testing
import WorkbookReading

@testable import Quotes

struct QuoteTests {
  private let folder = NSTemporaryDirectory() + "pacsplan-quotes-" + UUID().uuidString
  private let loaded: LoadedScenario
  private let plan: Scenario

  init() throws {
    for name in ["", "/requests"] {
      try FileManager.default.createDirectory(
        atPath: folder + name, withIntermediateDirectories: true)
    }
    for (name, text) in [("/clinic.yaml", Self.scenario), ("/box.yaml", Self.vendor)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + name))
    }
    loaded = ScenarioLoader.load(path: folder + "/clinic.yaml")
    plan = try #require(loaded.scenario, "\(loaded.diagnostics)")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func read() -> QuoteImport {
    QuoteImport(
      folder: folder + "/requests", loaded, plan, path: folder + "/clinic.yaml", like: nil)
  }

  @Test func `a request that nobody filled in says what is missing, in its cells`() throws {
    defer { remove() }
    let book = try #require(RequestBook(loaded))
    #expect(
      try book.write(into: folder + "/requests") == ["request-box.xlsx", "request-new-bidder.xlsx"])
    let problems = read().problems.map(\.description)
    #expect(
      problems.filter { $0.hasPrefix("request-box.xlsx") } == [
        "request-box.xlsx: sheet Read me, cell B7: error: the bidder has no name\n  help: write the company's name",
        "request-box.xlsx: sheet Read me, cell B9: error: the offer has no date\n  help: write it like 2026-11-30",
        "request-box.xlsx: sheet Prices, cell D5: error: no item is quoted\n  help: choose “quoted” for at least one item, with what its price is per, and the price",
      ])
    #expect(problems.count == 7)
  }

  @Test func `a folder without workbooks is missing`() throws {
    defer { remove() }
    #expect(read().isMissing)
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/requests/letter.pdf"))
    #expect(read().isMissing)
    #expect(read().others == ["letter.pdf"])
  }

  /// Whatever happens to a file on its way, it is read or refused.
  @Test func `files with changed, lost and added bytes never end the program`() throws {
    defer { remove() }
    let book = try #require(RequestBook(loaded))
    try book.write(into: folder + "/requests")
    let sound = try Data(contentsOf: URL(fileURLWithPath: folder + "/requests/request-box.xlsx"))
    var random = SystemRandomNumberGenerator()
    for round in 0..<400 {
      var bytes = [UInt8](sound)
      for _ in 0..<(1 + round % 8) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch round % 3 {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + round))
        default: bytes.insert(0, at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      let problems = ProblemList(file: "request-box.xlsx")
      _ = QuoteReader.read(
        bytes, plan, currencies: loaded.currencies,
        loads: LoadsSheet(plan, RequestLoads(plan)).draft,
        problems: problems, planned: { _ in (nil, nil) })
      #expect(!problems.all.isEmpty)
    }
  }

  @Test func `loads are those of the plan, and hold nothing of a vendor`() throws {
    defer { remove() }
    let loads = RequestLoads(plan)
    #expect(loads.years.count == 2)
    let first = loads.years[0]
    #expect(abs(first.studies - 3_650) < 200)
    #expect(abs(first.acquired / first.studies / 1e8 - 1) < 1e-9)
    // 100 MB a study, half of it when compressed; 5 TB were there before.
    #expect(abs(first.stored - (5e12 + first.acquired)) < 1e6)
    #expect(first.compressed < first.stored)
    #expect(loads.modalities.map(\.code) == ["CT"])
    #expect(abs(loads.modalities[0].studies[1] - loads.years[1].studies) < 1e-9)
  }

  @Test func `text from outside stays text`() {
    let text = "a\" \\ b: # c\u{202E}\u{0007}\n&x *y {}"
    #expect(
      Written.text(text)
        == "\"a\\\" \\\\ b: # c\\U0000202E\\U00000007\\U0000000A&x *y {}\"")
    #expect(Written.comment("a\nprices: []") == "a prices: []")
    #expect(QuoteReader.identifier("Äther & Söhne GmbH") == "ather-sohne-gmbh")
    #expect(QuoteReader.identifier("../../etc/passwd") == "etc-passwd")
    #expect(QuoteReader.identifier("日本") == "")
    #expect(QuoteReader.identifier(String(repeating: "ab ", count: 100)).count <= 60)
  }

  @Test func `numbers are those that a spreadsheet shows`() {
    #expect("\(FilledSheet.decimal(0.051000000000000004))" == "0.051")
    #expect("\(FilledSheet.decimal(0.1 + 0.2))" == "0.3")
    #expect(FilledSheet.plain(1_234_567.5) == "1234567.5")
    #expect(Written.share(FilledSheet.decimal(0.07 * 1.1)) == "7.7 %")
  }

  private static let scenario = """
    pacsplan: 1
    name: Small clinic
    currency: USD
    start: 2027-01
    years: 2
    sites: { main: { name: Main, lan: { bandwidth: 1 Gbit/s, round-trip: 0.5 ms } } }
    streams:
      - { id: ct, site: main, modality: CT, studies-per-year: 3650, study-size: { constant: 100 MB } }
    legacy: { stored: 5 TB, studies: 50000, oldest: 2020-01, yearly-growth: 5 % }
    finance: { discount-rate: 5 % }
    vendors: [{ profile: box.yaml, core: main }]
    """

  private static let vendor = """
    pacsplan: 1
    vendor: box
    name: Box
    basis: archetype
    currency: USD
    deployment: on-premises
    ingest: [{ stage: archive, at: core, rate: 50 MB/s }]
    storage: { compression: lossless, tiers: [{ id: disk, leaves: at end of retention }] }
    prices:
      - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 100000 }
    """
}
