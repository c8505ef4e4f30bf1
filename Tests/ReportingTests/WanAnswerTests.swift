import Evaluation
import Foundation
import PlanModel
import Quantities
import Testing

@testable import Reporting

/// What `pacsplan wan` says, from sizes made by hand.
struct WanAnswerTests {
  private func text(_ sizes: WanSizes) -> String {
    let answer = WanAnswer(sizes)
    return PlainTextRenderer().render(title: answer.title, answer.blocks)
  }

  private func sizes(name: String = "Cirrus", promised: Bool = true) -> WanSizes {
    var scenario = Fixture.scenario
    if !promised { scenario.serviceLevels = [] }
    let claim =
      promised ? WanSizes.Claim.promise(level: 0, place: 1) : .line(queue: 0, name: "up (x)")
    func width(_ up: Double, _ down: Double) -> WanSizes.Bandwidth {
      WanSizes.Bandwidth(up: BitsPerSecond(up), down: BitsPerSecond(down))
    }
    let need = WanSizes.Need(
      bandwidth: width(5e7, 2.5e8), kept: 15,
      below: WanSizes.Below(bandwidth: width(3e7, 1.5e8), keptAtMost: 14, missed: claim, year: 3))
    return WanSizes(
      scenario: scenario,
      question: WanSizing.Question(until: 5, share: 0.9, replications: 16, seed: 7),
      offers: [
        WanSizes.Offer(
          name: name, id: "cirrus-cloud", isLate: false,
          lines: [
            WanSizes.Line(
              id: "a", name: name, today: width(1e7, 5e7), usefulUpTo: BitsPerSecond(1.28e8),
              needed: need, isWidened: true),
            WanSizes.Line(id: "b", name: "Idle", today: width(1e9, 1e9), isIdle: true),
            WanSizes.Line(id: "c", name: "Limited", today: width(1e9, 1e9)),
          ],
          unkept: [
            WanSizes.Unkept(
              claim: claim, year: 2, kept: 0, lines: ["c"],
              limit: WanSizes.Limit(
                stage: "up (\(name))", rate: BitsPerSecond(1.28e7), isWindowed: true,
                waitsForRoundTrips: true, service: 625, wait: 90, busyHour: 0.42))
          ]), WanSizes.Offer(name: "Later", id: "later", isLate: true),
        WanSizes.Offer(name: "Near", id: "near"),
      ])
  }

  @Test func `answers, confirmations and limits are in words`() {
    let text = text(sizes())
    for words in [
      "15 of 16, seed 7", "10 Mbit/s / 50 Mbit/s", "50 Mbit/s / 250 Mbit/s +",
      "30 Mbit/s / 150 Mbit/s",
      "≤ 14 of 16", ", 2029", "128 Mbit/s", "nothing crosses it", "no bandwidth helps",
      "kept in 0 of 16 futures in 2028", "however wide the line is",
      "waits for one more round trip",
      "Not live until 2031: Later.", "crossed by the studies of Near.",
    ] {
      #expect(
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words),
        "\(words)\n\(text)")
    }
  }

  @Test func `without promises the usual limits are said`() {
    let text = text(sizes(promised: false))
    #expect(text.contains("The scenario promises nothing"))
    #expect(text.contains("less than 1 min"))
    #expect(text.contains("80 % busy"))
  }

  /// Names from files neither move the cursor nor break the document.
  @Test func `names are data`() throws {
    let hostile = "A\u{1B}[2J\n| B \u{202E}\"x\""
    let text = text(sizes(name: hostile))
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    let json = WanDocument().render(sizes(name: hostile), version: "1")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let offers = try #require(document["offers"] as? [[String: Any]])
    #expect(offers.first?["name"] as? String == hostile)
    let lines = try #require(offers.first?["lines"] as? [[String: Any]])
    #expect(lines.map { $0["is_idle"] as? Bool } == [false, true, false])
    #expect(lines[1]["needed"] is NSNull)
  }
}
