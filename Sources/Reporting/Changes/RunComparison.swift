import Evaluation
import Quantities

/// A run that is compared, under the name that the comparison gives it.
package struct ComparedRun: Sendable {
  package var label: String
  package var results: RunResults

  package init(label: String, results: RunResults) {
    self.label = label
    self.results = results
  }
}

/// What changes from each run to the next, and from the first to the last.
package struct RunComparison: Sendable {
  /// At least two, in order.
  package let runs: [ComparedRun]
  /// The first, the middle and the last planning year that all runs have, from 0.
  package let years: [Int]

  /// Holds runs against each other.
  ///
  /// - Parameter runs: At least two.
  /// - Throws: ``RunResultsError`` where their money cannot be compared; its message names the runs.
  package init(_ runs: [ComparedRun]) throws(RunResultsError) {
    precondition(runs.count > 1, "one run has nothing to be compared with")
    self.runs = runs
    for (before, after) in zip(runs, runs.dropFirst())
    where before.results.scenario.currency != after.results.scenario.currency {
      throw RunResultsError(
        message:
          "'\(before.label)' is in \(before.results.scenario.currency) and '\(after.label)' in \(after.results.scenario.currency): money of two currencies cannot be compared",
        hint: "run both in one currency")
    }
    let count = runs.map(\.results.scenario.years).min() ?? 1
    years = [1, (count + 1) / 2, count].reduce(into: []) { years, year in
      if !years.contains(year - 1) { years.append(year - 1) }
    }
  }

  /// The runs to be subtracted: each from the next and, where there are more than two, the first
  /// from the last.
  package var steps: [(before: Int, after: Int)] {
    let steps = (1..<runs.count).map { (before: $0 - 1, after: $0) }
    return runs.count > 2 ? steps + [(0, runs.count - 1)] : steps
  }

  /// One figure in all runs.
  package struct Line: Sendable {
    package var offer: String?
    package var item: String
    /// One a run; nil where a run has no such figure.
    package var values: [FigureValue?]
    /// One a step.
    package var changes: [FigureChange]

    /// Whether all runs have it and it differs in none.
    package var isSame: Bool { changes.allSatisfy { $0 == .same } }
  }

  /// A figure's rows, side by side; in the order of the last run, then what only earlier ones have.
  package func lines(of figure: any ComparedFigure) -> [Line] {
    struct Key: Hashable {
      var offer: String?
      var item: String
    }
    var found: [Key: [FigureValue?]] = [:]
    var order: [Key] = []
    for (place, run) in runs.enumerated().reversed() {
      for row in figure.rows(of: run.results, years: years) {
        let key = Key(offer: row.offer, item: row.item)
        if found[key] == nil {
          found[key] = [FigureValue?](repeating: nil, count: runs.count)
          order.append(key)
        }
        found[key]?[place] = row.value
      }
    }
    // What an earlier run alone has stands with the rest of its offer.
    let offers = order.map(\.offer).reduce(into: [String?]()) { offers, offer in
      if !offers.contains(offer) { offers.append(offer) }
    }
    return offers.flatMap { offer in order.filter { $0.offer == offer } }.map { key in
      let values = found[key] ?? []
      return Line(
        offer: key.offer, item: key.item, values: values,
        changes: steps.map { FigureChange(from: values[$0.before], to: values[$0.after]) })
    }
  }

  /// An offer's name, as the last run that has it says.
  package func name(ofOffer id: String) -> String {
    runs.reversed().lazy.compactMap { $0.results.vendor(id)?.name }.first?.onOneLine ?? id
  }

  // MARK: - What can be subtracted

  /// Whether something is the same in all runs.
  private func isShared<Value: Hashable>(_ value: (RunResults) -> Value) -> Bool {
    Set(runs.map { value($0.results) }).count == 1
  }

  /// Something of each run in words: `a: 1, b: 2`.
  private func each(_ value: (RunResults) -> String) -> String {
    runs.map { "\($0.label) \(value($0.results))" }.joined(separator: ", ")
  }

  /// What to know before any two figures are subtracted; what differs besides the plan comes first.
  package var notes: [String] {
    differences + missingOffers + [base, means, bands]
  }

  private var differences: [String] {
    var notes: [String] = []
    if !isShared(\.pacsplan) {
      notes.append(
        "The runs were made by different versions of pacsplan (\(each { $0.pacsplan })): a part of each difference may be the program's."
      )
    }
    if !isShared(\.scenario.start) || !isShared(\.scenario.years) {
      notes.append(
        "The plans cover different times (\(each { "from \($0.scenario.start), \($0.scenario.years) years" })): years are counted from each plan's start, and totals and net present costs are of different times, so their differences are not what the change costs."
      )
    }
    if !isShared(\.scenario.finance) {
      notes.append(
        "Money is discounted differently (\(each(Self.finance))): a part of the differences in net present cost comes from that."
      )
    }
    if !isShared(\.replications) {
      notes.append(
        "The runs have different numbers of futures (\(each { "\($0.replications)" })): means, medians and bands are of different futures, and a part of their differences is chance."
      )
    }
    return notes
  }

  private static func finance(_ run: RunResults) -> String {
    let finance = run.scenario.finance
    return
      "\(NumberText.written(share: finance.discountRateShare)) \(finance.discountBasis.onOneLine), inflation \(NumberText.written(share: finance.inflationShare)), \(finance.paymentTiming.onOneLine) of the year"
  }

  /// Offers that are not in every run.
  private var missingOffers: [String] {
    let all = runs.flatMap { $0.results.vendors.map(\.id) }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return all.compactMap { id in
      let with = runs.filter { $0.results.vendor(id) != nil }.map(\.label)
      return with.count == runs.count
        ? nil : "The offer \(name(ofOffer: id)) is in \(with.joined(separator: ", ")) alone."
    }
  }

  private var base: String {
    isShared(\.seed)
      ? "All runs have the seed \(runs[0].results.seed): a study that two of them have is the same study, and differences of the base case are exact: they are what the change adds or takes away, and no other chance."
      : "The runs have different seeds (\(each { "\($0.seed)" })): they replay different studies, and a part of every difference is chance, in the base case too."
  }

  private var means: String {
    isShared(\.seed) && isShared(\.replications)
      ? "All replay the same \(runs[0].results.replications) futures: the difference of two means is exact for these; how far other futures would differ it does not say."
      : "They do not replay the same futures: the difference of two means is known no better than the means are."
  }

  private var bands: String {
    "Medians and bands are shown side by side and not subtracted: the difference of two medians is not the median of the differences, and neither are the ends of bands."
  }

  // MARK: - What is shown

  /// What the change is called.
  package var title: String {
    "What changes from \(runs[0].label) to \(runs[runs.count - 1].label)"
  }

  /// The comparison as blocks of a report, without its title.
  package var blocks: [ReportBlock] {
    [
      .paragraph(
        ReportText(
          runs.count == 2
            ? "Two runs of a plan, the second against the first."
            : "\(runs.count) runs of a plan, each against the one before, and the last against the first."
        )), .table(runTable), .list(notes.map { ReportText($0) }),
    ] + news + [
      .subheading("In short"),
      .table(overview),
    ] + causeBlocks + ComparedFigureRegistry.all.flatMap(blocks)
  }

  private var runTable: ReportTable {
    ReportTable(
      columns: [
        .init("Run", isNumeric: false), .init("Plan", isNumeric: false),
        .init("Months", isNumeric: false), .init("Offers"), .init("Futures"), .init("Seed"),
      ],
      rows: runs.map { run in
        let scenario = run.results.scenario
        return [
          .strong(run.label), .text(scenario.name),
          .text("\(scenario.start), \(scenario.years) years"),
          .count(Double(run.results.vendors.count)), .count(Double(run.results.replications)),
          .text("\(run.results.seed)"),
        ]
      })
  }

  /// The sites and events that come and go with each step; other changes of a plan are not in its
  /// results.
  private var news: [ReportBlock] {
    let points = steps.prefix(runs.count - 1).map { step -> ReportText in
      let before = runs[step.before].results.scenario
      let after = runs[step.after].results.scenario
      let sites = after.sites.filter { site in !before.sites.contains { $0.id == site.id } }
      let closed = before.sites.filter { site in !after.sites.contains { $0.id == site.id } }
      let words =
        sites.map { "new site: \($0.name)" } + closed.map { "without the site: \($0.name)" }
        + after.events.filter { !before.events.contains($0) }.map(Self.words)
        + before.events.filter { !after.events.contains($0) }.map { "without " + Self.words($0) }
      return .strong(runs[step.after].label + ": ")
        + ReportText(words.isEmpty ? "no other site or event" : words.joined(separator: "; "))
    }
    return [.subheading("What is new in each plan"), .list(Array(points))]
  }

  private static func words(_ event: RunResults.Scenario.Event) -> String {
    "\(event.on) \(event.what)" + (event.note.map { " (\($0))" } ?? "")
  }

  func label(of step: (before: Int, after: Int)) -> String {
    step.after - step.before > 1
      ? "All changes"
      : "\(runs[step.after].label) against \(runs[step.before].label)"
  }

  /// One row a figure that has a headline, one column a change.
  private var overview: ReportTable {
    let figures = ComparedFigureRegistry.all.filter { $0.headlineTitle != nil }
    return ReportTable(
      columns: [.init("Change", isNumeric: false)]
        + steps.map { .init(label(of: $0), isNumeric: false) },
      rows: figures.map { figure in
        [.text(figure.headlineTitle ?? "")]
          + steps.map { step in
            .text(
              figure.headline(
                from: runs[step.before].results, to: runs[step.after].results, years: years))
          }
      })
  }

  private func blocks(for figure: any ComparedFigure) -> [ReportBlock] {
    let lines = lines(of: figure)
    var blocks: [ReportBlock] = [
      .subheading(figure.title), .paragraph(ReportText(figure.explanation)),
    ]
    let shown = lines.filter { figure.showsAll || !$0.isSame }
    if !shown.isEmpty { blocks.append(.table(table(shown))) }
    if !figure.showsAll, let words = sentence(of: lines.filter(\.isSame)) {
      blocks.append(.paragraph(ReportText(words)))
    }
    if lines.isEmpty { blocks.append(.paragraph("No run has such a figure.")) }
    return blocks
  }

  /// What does not differ, in a sentence; what is said of several offers in the same words once.
  private func sentence(of lines: [Line]) -> String? {
    guard !lines.isEmpty else { return nil }
    var offers: [String: [String]] = [:]
    var order: [String] = []
    for line in lines {
      let words = "\(line.item) (\(line.values[0]?.text ?? NumberText.none))"
      if offers[words] == nil { order.append(words) }
      offers[words, default: []] += line.offer.map { [$0] } ?? []
    }
    let all = Set(runs.flatMap { $0.results.vendors.map(\.id) }).count
    var parts: [(head: String, items: [String])] = []
    for words in order {
      let those = offers[words] ?? []
      let head =
        those.isEmpty
        ? ""
        : those.count == all
          ? "every offer" : those.map { name(ofOffer: $0) }.joined(separator: ", ")
      if let place = parts.firstIndex(where: { $0.head == head }) {
        parts[place].items.append(words)
      } else {
        parts.append((head, [words]))
      }
    }
    let texts = parts.map { part in
      (part.head.isEmpty ? "" : part.head + ": ") + part.items.joined(separator: ", ")
    }
    return "The same in all runs: \(texts.joined(separator: "; "))."
  }

  private func table(_ lines: [Line]) -> ReportTable {
    let hasOffers = lines.contains { $0.offer != nil }
    var columns: [ReportTable.Column] = hasOffers ? [.init("Offer", isNumeric: false)] : []
    columns.append(.init("Figure", isNumeric: false))
    columns += runs.map { .init($0.label) }
    columns += runs.count == 2 ? [.init("Change"), .init("Change in %")] : [.init("All changes")]
    var last: String?
    return ReportTable(
      columns: columns,
      rows: lines.map { line in
        var cells: [ReportCell] = []
        if hasOffers {
          cells.append(
            line.offer == last ? .empty : line.offer.map { .strong(name(ofOffer: $0)) } ?? .empty)
          last = line.offer
        }
        cells.append(.text(line.item))
        return cells + self.cells(line)
      })
  }

  private func cells(_ line: Line) -> [ReportCell] {
    let values = line.values.map { $0?.text ?? "none" }
    let total = line.changes[line.changes.count - 1]
    if runs.count == 2 {
      return values.map { .text($0) } + [.text(total.text), .text(total.relativeText)]
    }
    let cells = values.enumerated().map { place, value in
      let change = place == 0 ? "" : line.changes[place - 1].text
      return ReportCell.text(
        line.values[place] == nil ? value : change.isEmpty ? value : "\(value) (\(change))")
    }
    let relative = total.relativeText
    return cells + [.text(relative.isEmpty ? total.text : "\(total.text) (\(relative))")]
  }
}
