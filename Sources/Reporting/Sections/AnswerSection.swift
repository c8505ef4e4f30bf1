import Costing
public import Evaluation
import PlanModel
import Quantities

/// What the committee came for: which offer costs least and how sure that is, when storage is full,
/// and whether the lines cope.
public struct AnswerSection: ReportSection {
  /// The chapter's heading.
  public let title = "The answer"

  /// Makes the chapter.
  public init() {}

  /// A table of all vendors under the points.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    [.list(points(for: comparison)), .table(overview(comparison))]
  }

  /// Cost, storage and network in sentences, which the console says too.
  package func points(for comparison: Comparison) -> [ReportText] {
    let lines = comparison.vendors.flatMap { network(of: $0) }
    return cost(comparison) + comparison.vendors.map { storage(of: $0) }
      + (lines.isEmpty ? [.strong("Network: ") + "no study crosses a line."] : lines)
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
    let low = NumberText.rough(money: next.differenceToLeast.p10, currency: currency)
    let high = NumberText.rough(money: next.differenceToLeast.p90, currency: currency)
    var text =
      ReportText.strong("Cost: \(least.name) costs least")
      + ReportText(
        " over \(comparison.span): a net present cost of \(amount) in the base case (median of "
          + "\(futures) futures: \(median)), "
          + "\(NumberText.rough(money: difference, currency: currency)) below \(next.name). "
          + "Over the futures the distance lies between \(low) and \(high) "
          + "in eight cases of ten, and \(least.name) is the cheapest in ")
      + .strong(NumberText.share(least.shareLeast)) + ReportText(" of them, with \(given)")
    if least.shareLeast < 0.8 || next.differenceToLeast.p10 < 0 {
      text = text + " The order of the two is not settled: small changes of the inputs turn it."
    }
    for sentence in [closeness(of: difference, to: least), undiscounted(comparison)] {
      if let sentence { text = text + ReportText(" " + sentence) }
    }
    return [text] + archetypes
  }

  /// What to say of a difference that is small against the cost.
  private func closeness(of difference: Double, to least: VendorResult) -> String? {
    let share = difference / least.cashFlow.netPresentCost
    guard least.cashFlow.netPresentCost > 0, share < 0.1 else { return nil }
    let percent = (share * 100).rounded()
    return "The difference is \(percent < 1 ? "less than 1" : NumberText.whole(percent)) % of the "
      + "cost: a small change of a price or of staffing can turn the order."
  }

  /// The undiscounted order, where it is not that of net present cost.
  private func undiscounted(_ comparison: Comparison) -> String? {
    let order = comparison.byCost
    let turned = zip(order, order.dropFirst()).contains {
      $0.cashFlow.nominal > $1.cashFlow.nominal
    }
    guard turned else { return nil }
    let amounts = order.sorted { $0.cashFlow.nominal < $1.cashFlow.nominal }.map { vendor in
      let cell = ReportCell.money(
        comparison.major(vendor.cashFlow.nominal), comparison.scenario.currency)
      return "\(vendor.name) \(cell.text)"
    }
    return "Undiscounted the order is another: \(amounts.joined(separator: ", "))."
  }

  // MARK: Storage

  private func storage(of vendor: VendorResult) -> ReportText {
    let head = ReportText.strong("Storage of \(vendor.name): ")
    guard let last = vendor.physical.last else { return head + "nothing is stored." }
    let atEnd =
      "median \(ReportCell.band(last, .bytes, .median).text) with all copies at the end of the plan"
    guard !vendor.finiteTiers.isEmpty else {
      return head + ReportText("\(atEnd); storage without a fixed end.")
    }
    let tiers = vendor.finiteTiers.map { filling(of: $0) }
    return head + ReportText((tiers + [atEnd]).joined(separator: "; ") + ".")
  }

  private func filling(of tier: TierResult) -> String {
    let name = "tier \(tier.title)"
    let canGrow = tier.tier.capacity?.increment != nil
    guard let full = tier.fullWithoutPurchases.p10 else {
      return canGrow
        ? "\(name) does not fill up within the plan, even if nothing is bought"
        : "\(name) cannot be extended and does not fill up within the plan"
    }
    let even =
      tier.fullWithoutPurchases.p50.map { "in \($0.month.iso)" }
      ?? "within the plan in fewer than half of the futures"
    let when = "full \(even) (one chance in ten by \(full.month.iso))"
    guard canGrow else { return "\(name) cannot be extended: \(when)" }
    var text = "without purchases \(name) is \(when)"
    if let order = tier.orderBy {
      text += "; the first extension is to be ordered by \(order.iso)"
    }
    if let still = tier.fullWithPurchases.p10 {
      text += "; extended as offered it may still be full by \(still.month.iso)"
    } else {
      text += "; extended as offered it does not fill up within the plan"
    }
    return text
  }

  // MARK: Network

  /// The busiest line, and every other queue that cannot keep up.
  private func network(of vendor: VendorResult) -> [ReportText] {
    let line = vendor.busiestLink
    let others = vendor.stages.filter {
      $0.verdict.reason != nil && ($0.title != line?.title || $0.linkRate == nil)
    }
    let head = "Network of \(vendor.name): "
    var points: [ReportText] = []
    if let line, let year = line.years.last {
      let rate = ReportCell.bitRate(line.linkRate?.value ?? 0).text
      let share = ReportCell.band(year.busyHour, .share, .median).text
      let load =
        line.verdict.reason
        ?? "in the busiest hour of the week it is \(share) busy in the last year, median"
      points.append(
        .strong(head + "the busiest line \(line.verdict.words).")
          + ReportText(" Line \(line.title) can carry \(rate); \(load)."))
    }
    points += others.map { stage in
      .strong(head + "\(stage.title) \(stage.verdict.words):")
        + ReportText(" \(stage.verdict.reason ?? "").")
    }
    return points
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
      rows: comparison.vendors.map { vendor in
        [
          vendor.profile.id == comparison.byCost.first?.profile.id
            ? .strong(vendor.name) : .text(vendor.name),
          .money(vendor.cashFlow.netPresentCost, currency),
          .band(vendor.netPresentCost, .money(currency), .median),
          .price(vendor.cashFlow.costPerStudy, currency),
          .share(vendor.shareLeast),
          vendor.physical.last.map { .band($0, .bytes, .median) } ?? .empty,
          vendor.busiestLink.map { .band($0.lastBusyHour, .share, .median) } ?? .empty,
        ]
      })
  }
}

extension Comparison {
  /// The horizon in words: ten years from January 2027 are `10 years from 2027-01`.
  var span: String {
    "\(scenario.years) \(scenario.years == 1 ? "year" : "years") from \(scenario.start.iso)"
  }
}
