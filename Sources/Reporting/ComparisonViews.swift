import Costing
package import Evaluation
import PlanModel
import Quantities

extension Scenario {
  /// The planning year as reports head it: 2027, or 2027/28 where it does not start in January.
  func yearLabel(_ year: Int) -> String {
    guard year > 0 else { return "Up to go-live" }
    let first = start.adding((year - 1) * 12)
    guard first.month != 1 else { return "\(first.year)" }
    let next = String(first.year + 1).suffix(2)
    return "\(first.year)/\(next)"
  }

  /// The planning month as reports head it: 2027-01; period 0 is up to go-live.
  func periodLabel(_ period: Int) -> String {
    period == 0 ? "Up to go-live" : start.adding(period - 1).iso
  }

  /// The planning years a table shows: all of up to twelve, else the first and every fifth.
  var shownYears: [Int] {
    years <= 12 ? Array(1...years) : (1...years).filter { $0 == 1 || $0 % 5 == 0 || $0 == years }
  }
}

extension Comparison {
  /// The vendors from the least to the greatest net present cost of the base case.
  var byCost: [VendorResult] {
    vendors.sorted { $0.cashFlow.netPresentCost < $1.cashFlow.netPresentCost }
  }

  /// The categories in which any vendor charges anything, in the order of the list.
  var categories: [CostCategory] {
    CostCategory.allCases.filter { category in
      vendors.contains { $0.ledger.lines.contains { $0.line.category == category } }
    }
  }

  /// Studies of the base case by planning year, year 1 first.
  var baseYearlyStudies: [Int] {
    stride(from: 0, to: demand.baseStudies.count, by: 12).map {
      demand.baseStudies[$0..<min($0 + 12, demand.baseStudies.count)].reduce(0, +)
    }
  }

  /// An amount in major units.
  func major(_ money: Money) -> Double { money.major(digits: scenario.currency.digits) }
}

extension VendorResult {
  /// As reports show the vendor.
  var name: String { profile.name.onOneLine }

  /// Whether what is not yet in the last copy is shown. An offer without a further copy may still have an
  /// old system with one: that copy goes with it.
  var isExposureShown: Bool { !resilience.exposure.isEmpty && !profile.copies.isEmpty }

  /// The lines that studies cross on their way through the vendor's own system.
  var links: [StageResult] { stages.filter { $0.linkRate != nil && !$0.isOldSystem } }

  /// The line that is worst off: that whose backlog grows first, or else the busiest in its busiest
  /// hour of the last year.
  var busiestLink: StageResult? {
    links.first { link in link.saturated.p10 != nil && link.saturated.p10 == firstBacklog }
      ?? links.max { $0.lastBusyHour.mean < $1.lastBusyHour.mean }
  }

  /// The lines, or where there are none all queues, from the busiest to the least busy; queues that
  /// do not cope are among them, and of the old system only those.
  var stagesByLoad: [StageResult] {
    let shown = stages.filter {
      $0.verdict != .copes || (!$0.isOldSystem && (links.isEmpty || $0.linkRate != nil))
    }
    return shown.enumerated().sorted { a, b in
      let loads = (a.element.loadRank, b.element.loadRank)
      return loads.0 == loads.1 ? a.offset < b.offset : loads.0 > loads.1
    }.map(\.element)
  }

  /// The busiest line or queue, and one more that does not cope.
  var stagesThatMatter: [StageResult] {
    let stages = stagesByLoad
    let others = stages.dropFirst().filter { $0.verdict != .copes }
    return Array(stages.prefix(1)) + others.prefix(1)
  }

  /// The busiest line, and whatever does not cope, in the order in which a study meets them.
  var notableStages: [StageResult] {
    let busiest = busiestLink?.title
    return stages.filter {
      $0.verdict != .copes || ($0.linkRate != nil && $0.title == busiest)
    }
  }

  private var firstBacklog: CalendarDate? { links.compactMap(\.saturated.p10).min() }

  /// The tiers that can be full.
  var finiteTiers: [TierResult] { tiers.filter { $0.tier.capacity != nil } }
}

extension TierResult {
  /// The tier as reports name it: `online (a further copy)` where later tiers hold the same.
  var title: String { tier.id.onOneLine + (tier.isCache ? " (a further copy)" : "") }

  /// Bytes with all copies, before protection, base case, by month: what capacity has to hold.
  var baseUsed: [Double] { baseLogical.map { $0 * Double(tier.copies) } }
}

extension StageResult {
  /// The first planning year in which its system runs.
  var firstYear: StageYear? { runningYears.first.map { years[$0] } }
  /// The last planning year in which its system runs.
  var lastYear: StageYear? { runningYears.last.map { years[$0] } }

  /// The busy share of the busiest hour of the week in the last year.
  var lastBusyHour: Band {
    lastYear?.busyHour ?? Band(mean: 0, p10: 0, p50: 0, p90: 0)
  }

  /// What stages are ordered by: the busy share of the busiest hour; a backlog without end comes
  /// first, the earlier the more.
  fileprivate var loadRank: Double {
    if let first = saturated.p10 { return 1e9 - Double(first.dayNumber) }
    return lastBusyHour.p50.isFinite ? lastBusyHour.p50 : 1e3
  }

  /// The stage with its place: `uplink (Main campus)`, `old system: uplink (Main campus)`.
  var title: String {
    (isOldSystem ? "old system: " : "") + name.onOneLine
      + (place.map { " (\($0.onOneLine))" } ?? "")
  }

  /// Whether the queue keeps up, and copes in its busiest hour of the last year.
  var verdict: LoadVerdict {
    if let first = saturated.p10 { return .fallsBehind(by: first) }
    if lastBusyHour.p50 > LoadVerdict.fullFrom { return .fails }
    return lastBusyHour.p90 > LoadVerdict.tightFrom ? .tight : .copes
  }
}

/// What backlog and busy hour say of a queue.
enum LoadVerdict: Hashable {
  case copes, tight, fails
  /// In one future in ten the backlog has passed the limit by this day.
  case fallsBehind(by: CalendarDate)

  /// The busy share of the busiest hour of the week above which nothing is left for bad days.
  static let tightFrom = LoadLimit.tight
  /// The busy share above which the busiest hour itself is too much.
  static let fullFrom = LoadLimit.full

  /// In the words of the report.
  var words: String {
    switch self {
    case .copes: "copes"
    case .tight: "is tight"
    case .fails: "does not cope in its busiest hour"
    case .fallsBehind: "cannot keep up"
    }
  }

  /// Why; nil where the busy hour says it.
  var reason: String? {
    guard case .fallsBehind(let first) = self else { return nil }
    return "in at least one future in ten its backlog passes 7 days by \(first.month.iso)"
  }
}

extension Comparison {
  /// Why there are as many futures as there are, and what that means; nil where their number was
  /// given.
  package var futuresWords: String? { quickWords ?? precisionWords }

  /// That the run was made for a first look; nil for all others.
  package var quickWords: String? {
    guard identity.isQuick else { return nil }
    return
      "This was a quick run (--quick) of \(identity.replications) futures: its bands are coarse, "
      + "since p10 and p90 rest on the two or three futures at either end, and a share of futures "
      + "moves in steps of \(NumberText.share(1 / Double(max(1, identity.replications)))). No future "
      + "was played a second time, so what is chance is not told. "
      + "Run it again without --quick before anything is decided."
  }

  private var precisionWords: String? {
    guard let outcome = identity.precision else { return nil }
    let share = NumberText.written(share: outcome.precision.share)
    let futures = NumberText.whole(Double(identity.replications))
    let order = byCost
    guard outcome.isReached else {
      return "The precision of ±\(share) has not been reached with \(futures) "
        + "\(identity.replications == 1 ? "future" : "futures"), the most that were allowed."
    }
    let difference =
      order.count > 1
      ? ", and the difference between \(order[0].name) and \(order[1].name)" : ""
    return "\(futures) futures are enough for ±\(share): each offer's mean net present cost"
      + "\(difference), is known as well as that, with 95 % confidence."
  }

  /// How two offers differ in the same futures, the second less the first.
  func pair(_ first: VendorResult, _ second: VendorResult) -> PairedDifference? {
    pairs.first {
      vendors[$0.first].profile.id == first.profile.id
        && vendors[$0.second].profile.id == second.profile.id
    }
  }

  /// Whether the futures tell which of the two cheapest costs less on average, as sentences that
  /// follow others; nil where there is no interval.
  var orderWords: String? {
    let order = byCost
    guard order.count > 1, let pair = pair(order[0], order[1]),
      let halfWidth = pair.difference.ci95
    else { return nil }
    func rough(_ amount: Double) -> String {
      NumberText.rough(money: abs(amount), currency: scenario.currency)
    }
    let mean = pair.difference.mean
    let average =
      " On average over the futures \(order[1].name) costs \(rough(mean)) "
      + "\(mean < 0 ? "less" : "more"), ±\(rough(halfWidth)) with 95 % confidence"
    return switch pair.order {
    case .first:
      average + ": the interval does not hold 0, so on average their order is settled."
    case .second:
      average + ": on average their order is the other way round than in the base case."
    case .open, .unknown:
      average
        + ": the interval holds 0, so these futures do not tell which of the two costs less on "
        + "average."
    }
  }

  /// Whether any offer is made from public prices rather than by a company.
  var hasArchetypes: Bool { vendors.contains { $0.profile.basis == .archetype } }

  /// What an archetype is, for who sees only the figures.
  static let archetypeWords =
    "Offers marked archetype are made from public price ranges. They are not companies, and the "
    + "result says nothing about any product."

  /// The findings of one weight.
  package func findings(of weight: Finding.Weight) -> [Finding] {
    findings.filter { $0.weight == weight }
  }

  /// How many findings should be read before the figures are used, and where they stand; nil
  /// without any.
  package var cautionWords: String? {
    let counts = [(Finding.Weight.stop, "stop"), (.caution, "caution")].compactMap {
      weight, name -> String? in
      let count = findings(of: weight).count
      return count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    guard !counts.isEmpty else { return nil }
    return "\(counts.joined(separator: " and ")): "
      + "see “\(FindingsSection().title)” in report.md before using these figures."
  }
}
