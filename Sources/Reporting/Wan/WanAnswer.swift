package import Evaluation
import PlanModel
import Quantities

/// How much bandwidth keeps the promises, as words and a table.
package struct WanAnswer: Sendable {
  private let sizes: WanSizes
  private let scenario: Scenario
  private let question: WanSizing.Question

  package init(_ sizes: WanSizes) {
    self.sizes = sizes
    scenario = sizes.scenario
    question = sizes.question
  }

  /// The heading.
  package var title: String {
    "\(scenario.name.onOneLine): bandwidth that keeps the promises until "
      + scenario.yearLabel(question.until)
  }

  /// What is asked, what has to hold, a table of lines for each offer, and what no bandwidth keeps.
  package var blocks: [ReportBlock] {
    [.paragraph(ReportText(asked)), .list(promises)]
      + (tables.isEmpty
        ? [] : tables + [.subheading("How to read this"), .paragraph(ReportText(reading))])
      + missing + unkept
  }

  private var futures: String { "\(question.replications)" }

  private var asked: String {
    let least = question.replications - question.allowedMisses
    let rungs = question.ladder.rungs
    let steps =
      question.ladder == .plain
      ? "1, 2, 3 or 5 times a power of ten from \(rate(rungs[0])) to \(rate(rungs[rungs.count - 1]))"
      : "one of \(rungs.count) steps from \(rate(rungs[0])) to \(rate(rungs[rungs.count - 1]))"
    return
      "Needed is the least bandwidth, \(steps), with which each promise below is kept in at least "
      + "\(NumberText.written(share: question.share)) of the futures (\(least) of \(futures), seed "
      + "\(question.seed)) in every planning year up to \(scenario.yearLabel(question.until)). Each "
      + (scenario.serviceLevels.isEmpty
        ? "line is judged by itself"
        : "promise is judged for the studies of each site by themselves, for readers by where they sit")
      + ", from the offer's go-live on."
  }

  private var promises: [ReportText] {
    guard !scenario.serviceLevels.isEmpty else {
      return [
        ReportText(
          "The scenario promises nothing, so this has to hold on every line: 95 % of the studies wait "
            + "for less than \(NumberText.written(duration: WanSizes.usualWait)), and the busiest hour of "
            + "the week is less than \(NumberText.written(share: WanSizes.usualBusy)) busy.")
      ]
    }
    return scenario.serviceLevels.map { NetworkSection.words(for: $0) }
  }

  // MARK: Lines

  /// A table for each offer.
  private var tables: [ReportBlock] {
    sizes.offers.filter { !$0.lines.isEmpty }.flatMap { offer -> [ReportBlock] in
      [
        .subheading(offer.name.onOneLine),
        .table(
          ReportTable(
            columns: [
              .init("Line", isNumeric: false), .init("Today"), .init("Needed"), .init("Kept in"),
              .init("One step below"), .init("Kept in"), .init("Misses first", isNumeric: false),
              .init("Useful up to"),
            ], rows: offer.lines.map(row))),
      ]
    }
  }

  private func row(_ line: WanSizes.Line) -> [ReportCell] {
    let need = line.needed
    let below = need?.below
    let none = ReportCell.text(NumberText.none)
    return [
      .text(line.name), .text(width(line.today)),
      need.map { .strong(width($0.bandwidth) + (line.isWidened ? " +" : "")) }
        ?? .text(line.isIdle ? "nothing crosses it" : "no bandwidth helps"),
      need.map { .text("\($0.kept) of \(futures)") } ?? none,
      below.map { .text(width($0.bandwidth)) } ?? none,
      below.map { .text("≤ \($0.keptAtMost) of \(futures)") } ?? none,
      below.map { .text("\(words(for: $0.missed)), \(scenario.yearLabel($0.year))") } ?? none,
      line.usefulUpTo.map { .bitRate($0.value) } ?? .text("no limit"),
    ]
  }

  private var reading: String {
    let isWidened = sizes.offers.contains { $0.lines.contains(where: \.isWidened) }
    return
      "Each line is narrowed with all others wide; then all lines of an offer are played together at "
      + "what they need, which is the first “kept in”, and each once more one step narrower with "
      + "the others as they are, which is the second (a trial ends once too many futures miss). "
      + (isWidened
        ? "A line marked + needs more than it would by itself, since lines on one way share a promise. "
        : "")
      + "Two figures are outwards and inwards, in the proportion of today. A line carries only the share "
      + "that PACS may use. Above “useful up to” the offer's software carries no more: window ÷ round "
      + "trip × connections."
  }

  private var missing: [ReportBlock] {
    let late = sizes.offers.filter(\.isLate).map(\.name.onOneLine)
    let none = sizes.offers.filter { !$0.isLate && $0.lines.isEmpty }.map(\.name.onOneLine)
    return [
      late.isEmpty
        ? nil
        : "Not live until \(scenario.yearLabel(question.until)): \(late.joined(separator: ", "))."
          + " Ask for a later year.",
      none.isEmpty
        ? nil
        : "No line of the scenario is crossed by the studies of \(none.joined(separator: ", ")).",
    ].compactMap { $0.map { .paragraph(ReportText($0)) } }
  }

  // MARK: What no bandwidth keeps

  private var unkept: [ReportBlock] {
    let points = sizes.offers.flatMap { offer in
      offer.unkept.map { words(for: $0, of: offer) }
    }
    guard !points.isEmpty else { return [] }
    let top = question.ladder.rungs.last.map(rate) ?? ""
    return [
      .subheading("What no bandwidth keeps"),
      .paragraph(
        ReportText(
          "These are missed in too many futures with every line of the offer at \(top). The lines above "
            + "are sized for the rest.")),
      .list(points),
    ]
  }

  private func words(for unkept: WanSizes.Unkept, of offer: WanSizes.Offer) -> ReportText {
    .strong("\(offer.name.onOneLine), \(words(for: unkept.claim)): ")
      + ReportText(
        "kept in \(unkept.kept) of \(futures) futures in \(scenario.yearLabel(unkept.year))."
          + (unkept.limit.map { " " + words(for: $0) } ?? ""))
  }

  /// Why: where most time goes.
  private func words(for limit: WanSizes.Limit) -> String {
    let name = "'\(limit.stage.onOneLine)'"
    let service =
      "a study takes \(NumberText.duration(limit.service)) there in the mean, without waiting"
      + (limit.wait.isFinite ? ", and 95 % wait for up to \(NumberText.duration(limit.wait))" : "")
    let load = "its busiest hour is \(NumberText.share(limit.busyHour)) busy"
    let head =
      if let rate = limit.rate {
        limit.isWindowed
          ? "The limit is the round trip on \(name): window ÷ round trip × connections carry "
            + "\(self.rate(rate)) however wide the line is"
          : limit.waitsForRoundTrips
            ? "Most time goes on \(name), where each instance waits for a round trip"
            : "Most time goes on \(name), which carries \(self.rate(rate))"
      } else {
        "Most time goes at the servers of \(name), which no line makes faster"
      }
    let also =
      limit.isWindowed && limit.waitsForRoundTrips
      ? ", and each instance waits for one more round trip" : ""
    return head + also + (limit.wait.isFinite ? "" : "; they cannot keep up") + ": " + service
      + "; "
      + load + "."
  }

  // MARK: Words

  private func words(for claim: WanSizes.Claim) -> String {
    switch claim {
    case .promise(let level, let place):
      "\(scenario.serviceLevels[level].id.onOneLine) at \(scenario.placeName(place)?.onOneLine ?? "elsewhere")"
    case .line(_, let name): name.onOneLine
    }
  }

  private func rate(_ rate: BitsPerSecond) -> String {
    let (unit, size) = NumberText.bitUnit(for: rate.value)
    let value = rate.value / size
    return value == value.rounded()
      ? "\(NumberText.whole(value)) \(unit)" : NumberText.bitRate(rate.value)
  }

  /// `200 Mbit/s`, or `10 Mbit/s / 50 Mbit/s` where the directions differ.
  private func width(_ width: WanSizes.Bandwidth) -> String {
    width.up == width.down ? rate(width.up) : "\(rate(width.up)) / \(rate(width.down))"
  }
}
