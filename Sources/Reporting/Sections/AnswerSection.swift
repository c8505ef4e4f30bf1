import Costing
public import Evaluation
import PlanModel
import Quantities

/// What the committee came for: which offer costs least, how sure that is and what would change it,
/// when storage is full, and whether the lines cope.
public struct AnswerSection: ReportSection {
  /// The chapter's heading.
  public let title = "The answer"

  /// Makes the chapter.
  public init() {}

  /// That a run was quick, which one and how sure, a table of all vendors, then go-live, the move, storage,
  /// network and readers.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    (comparison.quickWords.map { [.paragraph(.strong($0))] } ?? []) + [
      .list(cost(comparison)), .table(overview(comparison)),
      .list(planning(comparison)),
    ]
  }

  /// Cost, go-live, the move, storage, network and readers in sentences, which the console says too.
  package func points(for comparison: Comparison) -> [ReportText] {
    cost(comparison) + planning(comparison)
  }

  private func planning(_ comparison: Comparison) -> [ReportText] {
    [comparison.goLivePoint] + comparison.movePoints + storage(comparison) + network(comparison)
      + readers(comparison)
  }

  // MARK: Cost

  private func cost(_ comparison: Comparison) -> [ReportText] {
    let currency = comparison.scenario.currency
    let order = comparison.byCost
    guard let least = order.first else { return [] }
    let amount = NumberText.rough(money: least.cashFlow.netPresentCost, currency: currency)
    let median = NumberText.rough(money: least.netPresentCost.p50, currency: currency)
    let futures = NumberText.whole(Double(comparison.identity.replications))
    let given = "prices, salaries and staffing as given: they do not vary between futures."
    let archetypes = comparison.hasArchetypes ? [ReportText(Comparison.archetypeWords)] : []
    guard order.count > 1 else {
      return [
        .strong("Cost: ")
          + ReportText(
            "\(least.name) comes to a net present cost of \(amount) over \(comparison.span) in "
              + "the base case (median of \(futures) futures: \(median)), with \(given)")
      ] + archetypes
    }
    let next = order[1]
    let difference = next.cashFlow.netPresentCost - least.cashFlow.netPresentCost
    // Of the amounts as the table shows them, so that who subtracts these gets the same.
    let shown = next.cashFlow.netPresentCost.rounded() - least.cashFlow.netPresentCost.rounded()
    func more(_ amount: Double) -> String {
      "\(NumberText.rough(money: abs(amount), currency: currency)) \(amount < 0 ? "less" : "more")"
    }
    let band = next.differenceToLeast
    let range =
      band.p10 < 0
      ? "from \(more(band.p10)) to \(more(band.p90))"
      : "between \(NumberText.rough(money: band.p10, currency: currency)) and \(more(band.p90))"
    let which =
      ReportText.strong("Which one: \(least.name) costs least")
      + ReportText(
        " over \(comparison.span): a net present cost of \(amount) in the base case (median of "
          + "\(futures) futures: \(median)), "
          + "\(ReportCell.money(shown, currency).text) below \(next.name).")
    var sure =
      ReportText.strong("How sure: ") + ReportText("\(least.name) is the cheapest in ")
      + .strong(NumberText.share(least.shareLeast))
      + ReportText(
        " of the futures, with \(given) In eight futures of ten \(next.name) costs \(range).")
    sure = sure + ReportText(comparison.orderWords ?? "")
    if least.shareLeast < 0.8 || next.differenceToLeast.p10 < 0 {
      sure =
        sure
        + " Future by future the order of the two is not settled: small changes of the inputs turn it."
    }
    let change = [
      closeness(of: difference, to: least),
      contrast(least, next, comparison), undiscounted(comparison), otherSettings(comparison),
    ].compactMap(\.self)
    return [which, sure]
      + (change.isEmpty
        ? [] : [.strong("What would change it: ") + ReportText(change.joined(separator: " "))])
      + archetypes
  }

  /// Where the two cheapest differ most, which is where a change of price or volume turns them.
  private func contrast(
    _ least: VendorResult, _ next: VendorResult, _ comparison: Comparison
  ) -> String? {
    let differences = comparison.categories.map { category in
      (
        category: category,
        more: comparison.major(
          (least.cashFlow.byCategory[category] ?? []).reduce(.zero, +)
            - (next.cashFlow.byCategory[category] ?? []).reduce(.zero, +))
      )
    }
    func part(_ found: (category: CostCategory, more: Double)?, _ word: String) -> String? {
      guard let found, abs(found.more) >= 1 else { return nil }
      let amount = NumberText.rough(money: abs(found.more), currency: comparison.scenario.currency)
      return "\(amount) \(word) for \(found.category.rawValue)"
    }
    let parts = [
      part(differences.filter { $0.more < 0 }.min { $0.more < $1.more }, "less"),
      part(differences.filter { $0.more > 0 }.max { $0.more < $1.more }, "more"),
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    return "Undiscounted, \(least.name) pays \(parts.joined(separator: " and ")) than "
      + "\(next.name): that is where a price or a volume moves the result most."
  }

  /// What to say of a difference that is small against the cost.
  private func closeness(of difference: Double, to least: VendorResult) -> String? {
    let share = difference / least.cashFlow.netPresentCost
    guard least.cashFlow.netPresentCost > 0, share < 0.1 else { return nil }
    let percent = (share * 100).rounded()
    return "The difference is \(percent < 1 ? "less than 1" : NumberText.whole(percent)) % of the "
      + "cost: a small change of a price or of staffing can turn the order."
  }

  /// At which discount rates and horizons another offer is the cheapest; nil where none is.
  private func otherSettings(_ comparison: Comparison) -> String? {
    guard let sensitivity = comparison.sensitivity else { return nil }
    let cases =
      sensitivity.rates.map {
        ("at a discount rate of \(NumberText.written(share: $0.rate))", $0.costs)
      } + sensitivity.horizons.map { ("over \($0.years) years", $0.costs) }
    let turned = cases.filter { $0.1.cheapest != sensitivity.base.cheapest }
    guard !turned.isEmpty else { return nil }
    return "Another offer is the cheapest "
      + turned.map { "\($0.0): \(comparison.vendors[$0.1.cheapest].name)" }.joined(separator: "; ")
      + "."
  }

  /// Which places change without discounting; nil where none does.
  private func undiscounted(_ comparison: Comparison) -> String? {
    let order = comparison.byCost
    let other = order.sorted { $0.cashFlow.nominal < $1.cashFlow.nominal }
    let changes = Self.changes(from: order.map(\.profile.id), to: other.map(\.profile.id))
    guard let first = changes.first else { return nil }
    let parts = changes.map { places in
      let names = other[places].map { vendor in
        let cell = ReportCell.money(
          comparison.major(vendor.cashFlow.nominal), comparison.scenario.currency)
        return "\(vendor.name) with \(cell.text)"
      }
      let joint = places.count == 2 ? "and" : "to"
      return "places \(places.lowerBound + 1) \(joint) \(places.upperBound) become "
        + names.joined(separator: ", ")
    }
    return "Without discounting, the first place "
      + (first.lowerBound == 0 ? "changes: " : "stays; ") + parts.joined(separator: "; ") + "."
  }

  /// The shortest stretches of places within which one order has to be changed to get another.
  private static func changes(from order: [String], to other: [String]) -> [Range<Int>] {
    var changes: [Range<Int>] = []
    var first = 0
    var only: Set<String> = []
    for (place, pair) in zip(order, other).enumerated() {
      // Who stands on one side alone so far: nobody where a stretch ends.
      only.formSymmetricDifference([pair.0])
      only.formSymmetricDifference([pair.1])
      guard only.isEmpty else { continue }
      if place > first { changes.append(first..<place + 1) }
      first = place + 1
    }
    return changes
  }

  // MARK: Storage

  /// A point for each vendor whose storage can be full, one for all others.
  private func storage(_ comparison: Comparison) -> [ReportText] {
    func end(_ vendor: VendorResult) -> String {
      vendor.used.last.map { ReportCell.band($0, .bytes, .median).text } ?? "nothing"
    }
    let finite = comparison.vendors.filter { !$0.finiteTiers.isEmpty }
    let endless = comparison.vendors.filter { $0.finiteTiers.isEmpty }
    var points = finite.map { vendor in
      ReportText.strong("Storage of \(vendor.name): ")
        + ReportText(
          (vendor.finiteTiers.map { filling(of: $0) }
            + ["median \(end(vendor)) with all copies at the end of the plan"])
            .joined(separator: "; ") + ".")
    }
    if !endless.isEmpty {
      let amounts = endless.map { "\($0.name) \(end($0))" }.joined(separator: "; ")
      points.append(
        .strong("Storage without a fixed end: ")
          + ReportText("\(amounts), median with all copies at the end of the plan."))
    }
    return points
  }

  private func filling(of tier: TierResult) -> String {
    let name = "tier \(tier.title)"
    let canGrow = tier.tier.capacity?.increment != nil
    guard let full = tier.fullWithoutPurchases.p10 else {
      return canGrow
        ? "\(name) is full \(NumberText.afterPlan) at the earliest, even if nothing is bought"
        : "\(name) cannot be extended and is full \(NumberText.afterPlan) at the earliest"
    }
    let even =
      tier.fullWithoutPurchases.p50.map { "in \($0.month.iso)" }
      ?? "\(NumberText.afterPlan) in more than half of the futures"
    let when = "full \(even) (one chance in ten by \(full.month.iso))"
    guard canGrow else { return "\(name) cannot be extended: \(when)" }
    var text = "without purchases \(name) is \(when)"
    if let order = tier.orderBy {
      text += "; the first extension is to be ordered by \(order.iso)"
    }
    if let still = tier.fullWithPurchases.p10 {
      text += "; extended as offered it may still be full by \(still.month.iso)"
    } else {
      text += "; with the extensions offered it does not fill up within the plan"
    }
    return text
  }

  // MARK: Network

  /// A point for each line or queue that does not cope, one for the busiest of those that do.
  private func network(_ comparison: Comparison) -> [ReportText] {
    var points = troubles(comparison)
    let coping = comparison.vendors.compactMap { vendor -> (name: String, line: StageResult)? in
      guard let line = vendor.busiestLink, line.verdict == .copes else { return nil }
      return (vendor.name, line)
    }
    if let busiest = coping.max(by: { $0.line.lastBusyHour.p50 < $1.line.lastBusyHour.p50 }) {
      let whose = comparison.vendors.count == 1 ? "Line" : "With \(busiest.name), line"
      var text =
        "\(whose) \(busiest.line.title) can carry "
        + "\(rate(of: busiest.line)); \(load(of: busiest.line))."
      if coping.count > 1 {
        text +=
          points.isEmpty
          ? " No other offer has a busier line."
          : " None of the other offers whose busiest line copes has a busier one."
      }
      points.append(
        .strong("Network: the busiest line \(LoadVerdict.copes.words).") + ReportText(" " + text))
    }
    return points.isEmpty ? [.strong("Network: ") + "no study crosses a line."] : points
  }

  /// From when on a line that does not cope is no longer enough; nothing where that has been said.
  private func turning(_ line: StageResult, _ comparison: Comparison) -> String {
    guard line.verdict.reason == nil,
      let year = line.loadYears(from: comparison.scenario.start).turning
    else { return "" }
    return " It is no longer enough from \(comparison.scenario.yearLabel(year))."
  }

  private func load(of line: StageResult) -> String {
    "in the busiest hour of the week in the last year it is busy for a median of "
      + ReportCell.band(line.lastBusyHour, .share, .median).text
  }

  private func rate(of line: StageResult) -> String {
    ReportCell.bitRate(line.linkRate?.value ?? 0).text
  }

  /// The busiest lines that do not cope, the same of several vendors once, and every other queue that
  /// cannot keep up.
  private func troubles(_ comparison: Comparison) -> [ReportText] {
    let busiest = comparison.vendors.compactMap { vendor in
      vendor.busiestLink.flatMap { line in
        line.verdict == .copes ? nil : (vendor: vendor, line: line)
      }
    }
    let others = comparison.vendors.flatMap { vendor in
      vendor.stages.filter {
        $0.verdict.reason != nil && ($0.title != vendor.busiestLink?.title || $0.linkRate == nil)
      }.map { (vendor: vendor, line: $0) }
    }
    var points: [ReportText] = []
    for (place, found) in busiest.enumerated() {
      func isLike(_ other: (vendor: VendorResult, line: StageResult)) -> Bool {
        other.line.title == found.line.title && other.line.verdict == found.line.verdict
          && other.line.linkRate == found.line.linkRate
      }
      guard !busiest[..<place].contains(where: isLike) else { continue }
      let alike = busiest.filter(isLike)
      let worst = alike.max { $0.line.lastBusyHour.p50 < $1.line.lastBusyHour.p50 } ?? found
      let reason =
        worst.line.verdict.reason
        ?? load(of: worst.line) + (alike.count > 1 ? " with \(worst.vendor.name)" : "")
      let names = alike.map(\.vendor.name).joined(separator: ", ")
      points.append(
        .strong("Network of \(names): the busiest line \(worst.line.verdict.words).")
          + ReportText(
            " Line \(worst.line.title) can carry \(rate(of: worst.line)); \(reason)."
              + turning(worst.line, comparison)))
    }
    return points
      + others.map { vendor, stage in
        .strong("Network of \(vendor.name): \(stage.title) \(stage.verdict.words):")
          + ReportText(" \(stage.verdict.reason ?? "").")
      }
  }

  // MARK: Readers

  /// How long readers wait in the last year for what comes first in ``DisplayKind``: with the quickest
  /// and with the slowest offers.
  private func readers(_ comparison: Comparison) -> [ReportText] {
    let kinds = comparison.vendors.flatMap(\.timeToDisplay).map(\.kind)
    guard let kind = kinds.min(by: { $0.rawValue < $1.rawValue }) else { return [] }
    let waits = comparison.vendors.compactMap { vendor -> (name: String, wait: Band)? in
      guard let display = vendor.timeToDisplay.first(where: { $0.kind == kind }),
        let wait = display.years.last?.p95, wait.p50.isFinite
      else { return nil }
      return (vendor.name, wait)
    }
    guard let least = waits.min(by: { $0.wait.p50 < $1.wait.p50 })?.wait,
      let most = waits.max(by: { $0.wait.p50 < $1.wait.p50 })?.wait
    else { return [] }
    func words(_ wait: Band) -> String {
      let text = ReportCell.band(wait, .duration, .median).text
      let names = waits.filter { ReportCell.band($0.wait, .duration, .median).text == text }
        .map(\.name)
      return "\(text) with \(names.joined(separator: ", "))"
    }
    let ends = [words(least), words(most)]
    return [
      .strong("Readers: ")
        + ReportText(
          "in the last year 19 requests of 20 for \(kind.article) \(kind.words) are on display within a median of "
            + (ends[0] == ends[1] ? ends[0] : ends.joined(separator: " at best, and ")) + ".")
    ]
  }

  private func overview(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Net present cost, base case"),
        .init("Over the futures: median (p10–p90)"), .init("A study"),
        .init("Cheapest in"), .init("Stored at the end, all copies"),
        .init("Busiest line, busiest hour"),
      ],
      rows: comparison.byCost.map { vendor in
        [
          vendor.profile.id == comparison.byCost.first?.profile.id
            ? .strong(vendor.name) : .text(vendor.name),
          .money(vendor.cashFlow.netPresentCost, currency),
          .band(vendor.netPresentCost, .money(currency), .median),
          .price(vendor.cashFlow.costPerStudy, currency),
          .share(vendor.shareLeast),
          vendor.used.last.map { .band($0, .bytes, .median) } ?? .empty,
          vendor.busiestLink.map { .band($0.lastBusyHour, .share, .median) } ?? .empty,
        ]
      })
  }
}

extension DisplayKind {
  fileprivate var article: String {
    switch self {
    case .emergency, .inpatient, .outpatient: "an"
    case .prior, .view: "a"
    }
  }
}

extension Comparison {
  /// The horizon in words: ten years from January 2027 are `10 years from 2027-01`.
  var span: String {
    "\(scenario.years) \(scenario.years == 1 ? "year" : "years") from \(scenario.start.iso)"
  }
}
