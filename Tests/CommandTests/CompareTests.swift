import Foundation
import Testing

@testable import pacsplan

struct CompareTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Runs the small plan as it is and with twice the studies, into `a` and `b`.
  private func runs() throws -> [String] {
    let plan = try SmallPlan.write(into: scratch)
    let more = try scratch.write(
      """
      pacsplan: 1
      based-on: scenario.yaml
      name: Small clinic with more
      events:
        - { on: 2027-07, change: volume, stream: main-ct, studies-per-year: +1000 }

      """, to: "more.yaml")
    for (scenario, name) in [(plan, "a"), (more, "b")] {
      let outcome = try Program.run(
        ["run", scenario, "--out", scratch.path + "/" + name, "--quiet"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return [scratch.path + "/a", scratch.path + "/b"]
  }

  @Test func `two runs are held against each other`() throws {
    let runs = try runs()
    let plain = try Program.run(["compare"] + runs)
    #expect(plain.status == 0, "\(plain.errors)")
    #expect(plain.errors.isEmpty)
    for words in ["a against", "b against a", "Studies, year 1", "Small clinic with more"] {
      #expect(plain.output.contains(words) != (words == "a against"), "\(words)")
    }
    let markdown = try Program.run(["compare", "--markdown"] + runs)
    #expect(markdown.output.hasPrefix("# What changes from a to b\n"))
    let json = try Program.run(["compare", "--json"] + runs)
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    #expect((document as? [String: Any])?["format"] as? String == "pacsplan-changes")
  }

  @Test func `the exit status says what is wrong`() throws {
    let runs = try runs()
    func status(_ arguments: String...) throws -> Int32 {
      try Program.run(["compare"] + arguments).status
    }
    #expect(try status() == 64)
    #expect(try status(runs[0]) == 64)
    #expect(try status(runs[0], runs[1], "--json", "--markdown") == 64)
    #expect(try status(runs[0], scratch.path + "/none") == 66)
    #expect(try status(runs[0], scratch.path) == 66)
    #expect(try status(runs[0], scratch.path + "/scenario.yaml") == 66)
    try scratch.write("{}", to: "broken/results.json")
    let outcome = try Program.run(["compare", runs[0], scratch.path + "/broken"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("broken/results.json' has no 'format'"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    // What is wrong in a file says more than what is missing.
    #expect(try status(scratch.path + "/none", scratch.path + "/broken") == 65)
  }

  @Test(arguments: [
    (["x/a", "x/b/"], ["a", "b"]), (["x/a", "y/a"], ["x/a", "y/a"]), ([".", "b"], [".", "b"]),
    (["x/a\u{1B}b", "c"], ["a b", "c"]),
  ])
  func `a run is called by its folder`(folders: [String], labels: [String]) {
    #expect(RunLabels.labels(of: folders) == labels)
  }
}
