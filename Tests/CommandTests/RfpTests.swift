import Foundation
import Testing

struct RfpTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `requests are written whole, and equal bytes each time`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let first = try Program.run(["rfp", plan, "--out", scratch.path + "/a"])
    #expect(first.status == 0, "\(first.errors)")
    let files = try scratch.contents(of: "a")
    #expect(
      files.keys.sorted() == [".pacsplan-files", "request-box.xlsx", "request-new-bidder.xlsx"])
    #expect(first.output.contains("request-box.xlsx"))
    let second = try Program.run(
      ["rfp", plan, "--out", scratch.path + "/b"], environment: ["TZ": "Asia/Kolkata"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(try scratch.contents(of: "b") == files)
  }

  @Test func `what is not filled in is told by its cell, and nothing is written`() throws {
    let plan = try SmallPlan.write(into: scratch)
    _ = try Program.run(["rfp", plan, "--out", scratch.path + "/a"])
    let outcome = try Program.run(
      ["rfp", plan, "--import", scratch.path + "/a", "--out", scratch.path + "/b"])
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains(
        "request-box.xlsx: sheet Read me, cell B7: error: the bidder has no name"))
    #expect(outcome.errors.hasSuffix("nothing was written\n"))
    #expect(outcome.output.isEmpty)
    #expect(try scratch.names() == ["a", "scenario.yaml", "vendor.yaml"])
  }

  @Test func `wrong calls have the statuses of other commands`() throws {
    let plan = try SmallPlan.write(into: scratch)
    let out = scratch.path + "/out"
    for (arguments, status) in [
      ([plan], 64), ([plan, "--out", out, "--like", "box"], 64),
      ([plan, "--out", out, "--import", scratch.path + "/none"], 66),
      ([plan, "--out", out, "--import", scratch.path], 66),
      ([plan, "--out", out, "--import", scratch.path, "--like", "bax"], 65),
      ([scratch.path + "/none.yaml", "--out", out], 66), ([plan, "--out", scratch.path], 73),
    ] as [([String], Int32)] {
      let outcome = try Program.run(["rfp"] + arguments)
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(!outcome.errors.isEmpty)
    }
    #expect(try !scratch.names().contains("out"))
  }
}
