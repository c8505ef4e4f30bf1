import Foundation
import Testing

@testable import pacsplan

struct RunTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var target: String { scratch.path + "/out" }

  @Test func `a run writes the whole folder and says where it is`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(["run", plan, "--out", target])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    for figure in ["Cost", "Storage", "Network"] { #expect(outcome.output.contains(figure)) }
    let files = try scratch.contents(of: "out").keys
    for file in ["report.md", "comparison.xlsx", "results.json"] {
      #expect(files.contains(file))
      #expect(outcome.output.contains(file))
    }
    #expect(try scratch.names() == ["out", "scenario.yaml", "vendor.yaml"])
  }

  @Test func `threads, time zone and language of the machine change no byte`() throws {
    let plan = try SmallPlan.write(into: scratch, replications: 5)
    let first = try Program.run(["run", plan, "--out", target, "--threads", "1", "--quiet"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.isEmpty)
    let before = try scratch.contents(of: "out")
    let second = try Program.run(
      ["run", plan, "--out", target, "--threads", "3", "--quiet"],
      environment: ["TZ": "Asia/Kolkata", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(try scratch.contents(of: "out") == before)
  }

  @Test func `with --json standard output is the results and nothing else`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(["run", plan, "--out", target, "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(Data(outcome.output.utf8) == (try scratch.contents(of: "out")["results.json"]))
  }

  @Test func `a run says on standard error how long a study took`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(["run", plan, "--out", target, "--verbose", "--quiet"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("ns a study"))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ("run", 64), ("run s.yaml", 64), ("ruin", 64), ("schema hospital", 64),
    ("run s.yaml --out o --replications 0", 64), ("run s.yaml --out o --threads 0", 64),
    ("run s.yaml --out o --precision 1", 64), ("run s.yaml --out o --precision 0%", 64),
    ("run s.yaml --out o --precision 100%", 64), ("run s.yaml --out o --precision 1pc", 64),
    ("run s.yaml --out o --quick --replications 30", 64),
    ("run s.yaml --out o --quick --precision 1%", 64),
    ("run s.yaml --out o --json --quiet", 64), ("run /no/such/scenario.yaml --out o", 66),
    ("wan s.yaml --share 2", 64), ("wan s.yaml --share 0%", 64), ("wan s.yaml --share 101%", 64),
    ("wan s.yaml --replications 0", 64), ("wan /no/such/scenario.yaml", 66),
    ("check /no/such/scenario.yaml", 66), ("--version", 0), ("catalogue", 0), ("reference", 0),
    ("schema vendor", 0),
  ])
  func `the exit status says what is wrong with the command line`(
    line: String, status: Int32
  ) throws {
    #expect(try Program.run(line.split(separator: " ").map(String.init)).status == status)
  }

  @Test(arguments: [("1", "write '1 %'"), ("0.01", "write '1 %'"), ("1 pm", "write it in %")])
  func `a precision that cannot be read is explained`(text: String, hint: String) throws {
    let outcome = try Program.run(["run", "s.yaml", "--out", "o", "--precision", text])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
  }

  /// The small plan's one payment is the same in every future: one block is enough, and so are three
  /// futures where no more are allowed.
  @Test(arguments: [("1%", [], 16), ("0.5 %", ["--replications", "3"], 3)])
  func `a precision says how many futures it took`(
    precision: String, most: [String], futures: Int
  ) throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(
      ["run", plan, "--out", target, "--precision", precision, "--threads", "1"] + most)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\(futures) futures are enough for ±"))
    let before = try scratch.contents(of: "out")
    let report = String(decoding: try #require(before["report.md"]), as: UTF8.self)
    #expect(report.contains("\(futures) futures are enough for ±"))
    let again = try Program.run(
      ["run", plan, "--out", target, "--precision", precision, "--threads", "8", "--quiet"] + most)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try scratch.contents(of: "out") == before)
  }

  /// The scenario asks for two futures; a quick run has its own number, and none is played again.
  @Test func `a quick run says everywhere that it was one`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(["run", plan, "--out", target, "--quick", "--verbose"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("quick run (--quick) of 20 futures"))
    let files = try scratch.contents(of: "out")
    let report = String(decoding: try #require(files["report.md"]), as: UTF8.self)
    #expect(report.contains("quick run") && report.contains("of 20 futures"))
    let json = try #require(files["results.json"])
    let results = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(results["is_quick"] as? Bool == true)
    #expect(results["replications"] as? Int == 20)
    #expect(results["second_plays"] as? Int == 0)
  }

  @Test func `progress says what is under way, and how far it is where steps are told`() {
    #expect(
      ProgressLine.line("base case", done: 0, of: nil, after: .milliseconds(1_900))
        == "base case, 1 s")
    #expect(
      ProgressLine.line("replications", done: 3, of: "at most 20", after: .seconds(75))
        == "replications: 3 of at most 20, 75 s")
  }

  @Test func `one future is not enough for a precision, which is said`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let outcome = try Program.run(
      ["run", plan, "--out", target, "--precision", "1 %", "--replications", "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("has not been reached with 1 future"))
  }

  @Test func `a broken file leaves no folder and an earlier output as it was`() throws {
    let plan = try SmallPlan.write(into: scratch)
    #expect(try Program.run(["run", plan, "--out", target, "--quiet"]).status == 0)
    let before = try scratch.contents(of: "out")
    try scratch.write("pacsplan: 1\nname: [", to: "scenario.yaml")
    for folder in [target, scratch.path + "/new"] {
      let outcome = try Program.run(["run", plan, "--out", folder])
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("scenario.yaml:"))
    }
    #expect(try scratch.contents(of: "out") == before)
    #expect(try scratch.names() == ["out", "scenario.yaml", "vendor.yaml"])
  }

  @Test func `a vendor file that is missing is a problem of the scenario`() throws {
    let plan = try SmallPlan.write(into: scratch)
    try FileManager.default.removeItem(atPath: scratch.path + "/vendor.yaml")
    #expect(try Program.run(["run", plan, "--out", target]).status == 65)
    #expect(try Program.run(["check", plan]).status == 65)
  }

  @Test func `an output that cannot be made is found before any work`() throws {
    let plan = try SmallPlan.write(into: scratch, replications: 10_000, years: 40)
    for place in [plan, scratch.path + "/none/out", scratch.path] {
      let outcome = try Program.run(["run", plan, "--out", place])
      #expect(outcome.status == 73)
      #expect(outcome.errors.contains("pacsplan: error: "))
    }
    #expect(try scratch.names() == ["scenario.yaml", "vendor.yaml"])
  }

  /// 40 years of 10,000 futures take minutes; the interrupt comes in their midst.
  @Test func `Ctrl-C stops the run and leaves nothing behind`() throws {
    let plan = try SmallPlan.write(into: scratch, replications: 10_000, years: 40)
    let outcome = try Program.run(["run", plan, "--out", target], interruptAfter: 1)
    #expect(outcome.status == 130)
    #expect(outcome.output.isEmpty)
    #expect(try scratch.names() == ["scenario.yaml", "vendor.yaml"])
  }

  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a full output disk leaves the earlier output as it was`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let disk = try Scratch()
    let mount = try Mount(tmpfs: disk.path, size: "1m")
    let folder = disk.path + "/out"
    #expect(try Program.run(["run", plan, "--out", folder, "--quiet"]).status == 0)
    let before = try disk.contents(of: "out")
    try disk.fill(leaving: 8_192)
    let outcome = try Program.run(["run", plan, "--out", folder, "--seed", "2"])
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("pacsplan: error: "))
    #expect(try disk.contents(of: "out") == before)
    #expect(try disk.names() == ["filler", "out"])
    withExtendedLifetime(mount) {}
  }

  /// A future of 40 years has 480 months of 6 figures and more: 23 kB do not fit into 8.
  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a disk that cannot take the futures is said to be full`() throws {
    let plan = try SmallPlan.write(into: scratch, replications: 10_000, years: 40)
    let disk = try Scratch()
    let mount = try Mount(tmpfs: disk.path, size: "1m")
    try disk.fill(leaving: 8_192)
    let outcome = try Program.run(["run", plan, "--out", disk.path + "/out"])
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("cannot keep the figures of the futures in '"))
    #expect(outcome.errors.contains("No space left on device"))
    #expect(try disk.names() == ["filler"])
    withExtendedLifetime(mount) {}
  }

  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a read-only output disk is found before any work`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let disk = try Scratch()
    let mount = try Mount(readOnly: disk.path)
    let outcome = try Program.run(["run", plan, "--out", disk.path + "/out"])
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("Read-only file system"))
    withExtendedLifetime(mount) {}
  }

  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a full disk for temporary files does not matter`() throws {
    let plan = try SmallPlan.write(into: scratch)
    #expect(try Program.run(["run", plan, "--out", target, "--quiet"]).status == 0)
    let before = try scratch.contents(of: "out")
    let disk = try Scratch()
    let mount = try Mount(tmpfs: disk.path, size: "64k")
    try disk.fill(leaving: 0)
    let outcome = try Program.run(
      ["run", plan, "--out", target, "--quiet"], environment: ["TMPDIR": disk.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try scratch.contents(of: "out") == before)
    withExtendedLifetime(mount) {}
  }
}

struct CheckTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// 3,650 studies of 100 MB are 365 GB a year.
  @Test func `a sound scenario is said back in figures`() throws {
    let outcome = try Program.run(["check", try SmallPlan.write(into: scratch)])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("3,650 in year 1"))
    #expect(outcome.output.contains("365 GB as acquired in year 1"))
    #expect(outcome.output.contains("Busiest hour"))
  }

  @Test func `of several files each is told, and the worst decides`() throws {
    let sound = try SmallPlan.write(into: scratch)
    let broken = try scratch.write("pacsplan: 2\n", to: "broken.yaml")
    #expect(try Program.run(["check", sound, scratch.path + "/none.yaml"]).status == 66)
    let outcome = try Program.run(["check", broken, scratch.path + "/none.yaml", sound])
    #expect(outcome.status == 65)
    #expect(outcome.output.contains("Small clinic"))
    #expect(outcome.errors.contains("broken.yaml:"))
    #expect(outcome.errors.contains("none.yaml"))
  }
}
