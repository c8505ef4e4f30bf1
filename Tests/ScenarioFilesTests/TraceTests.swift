import Foundation
import PlanModel
import Testing

@testable import ScenarioFiles

/// Recorded studies in the place of drawn ones.
struct TraceTests {
  /// The sound plan in a zone with clock changes, with a trace in the place of its volume.
  private static func scenario(_ keys: String = "", zone: String = "America/New_York") -> String {
    Sound.scenario.replacing("years: 5", with: "years: 1\ntime-zone: \(zone)").replacing(
      "    studies-per-year: 41000\n    growth: { low: 2 %, likely: 4 %, high: 7 % }\n",
      with: "    trace: ct.csv\n\(keys)")
  }

  private func load(
    _ csv: String, _ keys: String = "", zone: String = "America/New_York", more: String = ""
  ) throws -> (loaded: LoadedScenario, text: String) {
    let folder = try TestFolder([
      "clinic.yaml": Self.scenario(keys, zone: zone) + more, "ct.csv": csv,
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    return (loaded, folder.rendered(loaded))
  }

  private func trace(_ csv: String, zone: String = "America/New_York") throws -> StudyTrace {
    let (loaded, text) = try load(csv, zone: zone)
    #expect(text == "")
    return try #require(loaded.scenario?.streams[0].trace)
  }

  /// 4 January 2027 is day 3: 8:30 on it is 3 × 86,400 + 30,600 = 289,800 s after the start.
  @Test func `a trace is read as it is written`() throws {
    let trace = try trace(
      """
      time,bytes,instances,class
      2027-01-04T08:30:00,250000000,480,inpatient
      2027-01-04 08:30:00.25,1,1,emergency
      2027-01-04T08:31,10000000000000,1000000,outpatient
      """)
    #expect(trace.times == [289_800, 289_800.25, 289_860])
    #expect(trace.bytes == [250_000_000, 1, 1e13])
    #expect(trace.instances == [480, 1, 1_000_000])
    #expect(trace.patientClasses == [1, 0, 2])
  }

  @Test func `columns come in any order and the last two need not be there`() throws {
    let trace = try trace("bytes,seconds\n100,0\n200,1e3\n300,31535999.999\n")
    #expect(trace.times == [0, 1_000, 31_535_999.999])
    #expect(trace.bytes == [100, 200, 300])
    #expect(trace.instances == nil)
    #expect(trace.patientClasses == nil)
  }

  @Test func `a byte order mark, Windows line breaks, quotes, spaces and empty lines do no harm`()
    throws
  {
    let trace = try trace(
      "\u{FEFF}\"seconds\", \"bytes\"\r\n\"10\", 5\r\n\r\n 20 ,\"6\"\r\n\n")
    #expect(trace.times == [10, 20])
    #expect(trace.bytes == [5, 6])
  }

  @Test func `studies are put in order of time and keep their order within an instant`() throws {
    let trace = try trace("seconds,bytes\n30,1\n10,2\n30,3\n10,4\n20,5\n")
    #expect(trace.times == [10, 10, 20, 30, 30])
    #expect(trace.bytes == [2, 4, 5, 1, 3])
  }

  /// In New York clocks go from 2:00 to 3:00 on 14 March 2027, day 72, and from 2:00 to 1:00 on
  /// 7 November, day 310. 3:00 in summer is two hours after midnight of day 72; 1:30 in November is
  /// 1½ hours after midnight of day 310, which is an hour early, or an hour later when it says so.
  @Test func `local times follow the clock changes`() throws {
    let trace = try trace(
      """
      time,bytes
      2027-03-14T01:59:59,1
      2027-03-14T03:00:00,2
      2027-03-14T08:00:00Z,3
      2027-11-07T01:30:00,4
      2027-11-07T01:30:00-05:00,5
      2027-11-07T02:00:00,6
      2027-12-31T23:59:59.999,7
      """)
    let march = 72.0 * 86_400
    let november = 310.0 * 86_400 - 3_600
    #expect(
      trace.times == [
        march + 7_199, march + 7_200, march + 10_800, november + 5_400, november + 9_000,
        november + 10_800, 31_535_999.999,
      ])
  }

  @Test func `a study beyond the end is left out with a word`() throws {
    let (loaded, text) = try load("seconds,bytes\n5,1\n31536000,2\n31536001,3\n", zone: "UTC")
    #expect(loaded.scenario?.streams[0].trace?.times == [5])
    #expect(
      text == """
        ct.csv:3:1: warning: 2 studies are after the end of the plan and not replayed [time-after-plan]

        """)
  }

  @Test func `every wrong line is shown with what to do`() throws {
    let (loaded, text) = try load(
      """
      time,bytes,instances,class
      2027-02-29T08:00,1,1,inpatient
      2027-01-01,1,1,inpatient
      2027-03-14T02:30:00,1,1,inpatient
      2027-01-01T08:00,0,1,inpatient
      2027-01-01T08:00,262 MB,0,Inpatient
      2027-01-01T08:00,1.5e8,,
      2027-01-01T08:00,1,1
      2027-01-01T08:00,1,1,inpatient,
      2026-12-31T23:59,1,1,inpatient
      2027-01-01T08:00+15:00,1,1,inpatient
      2027-01-01T24:00,-5,1,caf\u{E9}\u{1B}[31m
      """)
    #expect(loaded.scenario == nil)
    #expect(
      loaded.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" } == [
        "2:1 wrong-type", "3:1 wrong-type", "4:1 no-such-time", "5:18 out-of-range",
        "6:18 out-of-range", "6:25 out-of-range", "6:27 unknown-class", "7:18 out-of-range",
        "7:24 out-of-range", "7:25 unknown-class", "8:1 wrong-count", "9:1 wrong-count",
        "10:1 time-before-plan", "11:1 wrong-type", "12:1 wrong-type", "12:18 out-of-range",
        "12:23 unknown-class",
      ])
    #expect(!text.contains("\u{1B}"))
    #expect(
      text.hasPrefix(
        """
        ct.csv:2:1: error: '2027-02-29T08:00' is not a date with a time of the day [wrong-type]
          2 | 2027-02-29T08:00,1,1,inpatient
            | ^
          help: write it like '2027-01-04T08:30:00', in the scenario's time zone or with an offset such as '-05:00'

        """))
    #expect(
      text.contains(
        """
        ct.csv:6:18: error: '262 MB' is not a whole number of bytes from 1 to 10 TB [out-of-range]
          6 | 2027-01-01T08:00,262 MB,0,Inpatient
            |                  ^
          help: write it like '262144000', without unit or separators

        """))
  }

  @Test(arguments: [
    ("", "1:1 empty-file"),
    ("time,bytes", "1:1 no-studies"),
    ("bytes\n1", "1:1 missing-column"),
    ("time\n2027-01-01T08:00", "1:1 missing-column"),
    ("time,seconds,bytes\n1,1,1", "1:1 duplicate-column"),
    ("seconds,bytes,seconds\n1,1,1", "1:15 duplicate-column"),
    ("seconds;bytes\n1;1", "1:1 unknown-column"),
    ("seconds,bites\n1,1", "1:9 unknown-column"),
    ("Seconds,bytes\n1,1", "1:1 unknown-column"),
    ("seconds,bytes\n1,1\nnan,1\n0x10,1\n1e400,1\n,1", "3:1 4:1 5:1 6:1 wrong-type"),
    ("seconds,bytes\n99999999,1", "2:1 time-after-plan 1:1 no-studies"),
    ("seconds,bytes\r1,1\r2,2\r", "1:1 wrong-line"),
    ("PK\u{3}\u{4}\u{0}\u{0}", "1:1 not-text"),
    ("seconds,bytes\n1,\u{0}", "2:3 out-of-range"),
    ("seconds,bytes\n1,99999999999999999999", "2:3 out-of-range"),
    ("seconds,bytes\n1,१२", "2:3 out-of-range"),
  ]) func `what is no trace is named as such`(csv: String, expected: String) throws {
    let (loaded, _) = try load(csv, zone: "UTC")
    #expect(loaded.scenario == nil)
    let found = loaded.diagnostics.map { ("\($0.location.line):\($0.location.column)", $0.code) }
    let words = Set(expected.split(separator: " ").map(String.init))
    #expect(Set(found.flatMap { [$0.0, $0.1] }) == words)
  }

  @Test func `UTF-16 is named as such`() throws {
    let folder = try TestFolder(["clinic.yaml": Self.scenario()])
    defer { folder.remove() }
    let csv = "seconds,bytes\n1,1\n"
    try folder.write(#require(csv.data(using: .utf16LittleEndian)), to: "ct.csv")
    #expect(folder.load().diagnostics.map(\.message) == ["the file is UTF-16, and must be UTF-8"])
  }

  @Test func `an endless line and thousands of problems end soon`() throws {
    let long = try load("seconds,bytes\n1," + String(repeating: "1", count: 2_000_000))
    #expect(long.loaded.diagnostics.map(\.code) == ["wrong-line"])
    #expect(long.loaded.diagnostics.map(\.location.line) == [2])
    for (length, codes) in [(1_000, ["out-of-range"]), (1_001, ["wrong-line"])] {
      for end in ["", "\n", "\r\n", "\n2,2\n"] {
        let line = "1," + String(repeating: "1", count: length - 2)
        #expect(try load("seconds,bytes\n\(line)\(end)").loaded.diagnostics.map(\.code) == codes)
      }
    }
    let many = try load("seconds,bytes\n" + String(repeating: "x,y\n", count: 200_000))
    #expect(many.loaded.diagnostics.count == TraceReader.mostProblems + 1)
    #expect(many.loaded.diagnostics.last?.code == "too-many-problems")
  }

  @Test func `studies have a limit over all traces`() throws {
    let folder = try TestFolder(["ct.csv": "seconds,bytes\n1,1\n2,1\n3,1\n"])
    defer { folder.remove() }
    var reader = TraceReader(name: "ct.csv", clock: nil, most: 2)
    #expect(try reader.trace(path: folder.path + "/ct.csv") == nil)
    #expect(reader.problems.all.map(\.code) == ["too-many-studies"])
    #expect(reader.problems.all.map(\.location.line) == [4])
  }

  @Test func `a missing file, a folder and a path out of the tree are shown where they are named`()
    throws
  {
    for (path, code) in [
      ("nowhere.csv", "missing-file"), ("vendors", "not-a-file"), ("../ct.csv", "escaping-path"),
      ("/etc/passwd", "absolute-path"),
    ] {
      let folder = try TestFolder([
        "clinic.yaml": Self.scenario().replacing("ct.csv", with: path)
      ])
      defer { folder.remove() }
      let problems = folder.load().diagnostics
      #expect(problems.map(\.code) == [code])
      #expect(problems.map { "\($0.location.line):\($0.location.column)" } == ["16:12"])
    }
  }

  @Test func `what a trace replaces is refused beside it`() throws {
    let keys = """
          growth: 2 %
          size-growth: 0 %
          study-size: { mean: 399 MB }
          instances: 5
          classes: { inpatient: 100 % }
          profile: flat
          scanners: 3
          minutes-per-study: 15
          open-hours: 60 h
          dispersion: 2

      """
    let (loaded, text) = try load("seconds,bytes\n1,1\n", keys)
    #expect(loaded.diagnostics.map(\.code) == Array(repeating: "wrong-key", count: 10))
    #expect(
      text.contains(
        """
        clinic.yaml:20:16: error: 'instances' says nothing beside 'trace', whose studies are replayed as they are [wrong-key]
          20 |     instances: 5
             |                ^
          help: delete it; a column 'instances' of the trace may say it

        """))
    let both = try load("seconds,bytes\n1,1\n", "    studies-per-year: 5\n")
    #expect(both.loaded.diagnostics.map(\.code) == ["too-many-keys"])
    let event = try load(
      "seconds,bytes\n1,1\n",
      more: "events: [{ on: 2027-07, change: volume, stream: main-ct, studies-per-year: +5 }]\n")
    #expect(event.loaded.diagnostics.map(\.code) == ["wrong-key"])
  }

  @Test func `a stream without volume and trace is told of both`() throws {
    let folder = try TestFolder([
      "clinic.yaml": Self.scenario().replacing("    trace: ct.csv\n", with: "")
    ])
    defer { folder.remove() }
    #expect(
      folder.rendered(folder.load()) == """
        clinic.yaml:13:5: error: the key 'studies-per-year', or 'trace' is missing [missing-key]
          13 |   - id: main-ct
             |     ^
          help: write one of them

        """)
  }

  /// 1 February begins 31 × 86,400 = 2,678,400 s after the start.
  @Test(arguments: [(2_678_399, ["time-before-opening"]), (2_678_400, [])])
  func `a site has no studies before it opens`(first: Int, codes: [String]) throws {
    let (loaded, _) = try load(
      "seconds,bytes\n\(first),1\n", zone: "UTC",
      more: "events: [{ on: 2027-02, change: open-site, site: main }]\n")
    #expect(loaded.diagnostics.map(\.code) == codes)
  }

  @Test func `a trace is listed among the assumptions, and no default beside it`() throws {
    let (loaded, _) = try load("seconds,bytes,instances\n1,1,1\n")
    let paths = try #require(loaded.scenario).assumptions.map(\.path).filter {
      $0.hasPrefix("streams") || $0.hasPrefix("profiles") || $0.hasPrefix("catalogue")
    }
    #expect(paths == ["streams.main-ct.trace", "catalogue.CT.lossless-ratio"])
  }
}
