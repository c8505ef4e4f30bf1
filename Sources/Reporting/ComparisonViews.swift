import Costing
import Evaluation
import PlanModel
import Quantities

extension Scenario {
  /// The planning year as reports head it: 2027, or 2027/28 where it does not start in January.
  func yearLabel(_ year: Int) -> String {
    guard year > 0 else { return "Go-live" }
    let first = start.adding((year - 1) * 12)
    guard first.month != 1 else { return "\(first.year)" }
    let next = String(first.year + 1).suffix(2)
    return "\(first.year)/\(next)"
  }

  /// The planning month as reports head it: 2027-01; period 0 is go-live.
  func periodLabel(_ period: Int) -> String {
    period == 0 ? "Go-live" : start.adding(period - 1).iso
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
      vendors.contains { $0.profile.prices.contains { $0.category == category } }
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

  /// The lines that studies cross.
  var links: [StageResult] { stages.filter { $0.linkRate != nil } }

  /// The line that is busiest in its busiest hour of the last year.
  var busiestLink: StageResult? {
    links.max { $0.lastBusyHour.mean < $1.lastBusyHour.mean }
  }

  /// The tiers that can be full.
  var finiteTiers: [TierResult] { tiers.filter { $0.tier.capacity != nil } }
}

extension StageResult {
  /// The busy share of the busiest hour of the week in the last year.
  var lastBusyHour: Band {
    years.last?.busyHour ?? Band(mean: 0, p10: 0, p50: 0, p90: 0)
  }

  /// The stage with its place: `uplink (Main campus)`.
  var title: String { name.onOneLine + (site.map { " (\($0.onOneLine))" } ?? "") }

  /// Whether the queue copes in its busiest hour of the last year.
  var verdict: LoadVerdict {
    if saturated.p90 != nil || lastBusyHour.p50 >= 1 { return .fails }
    return saturated.p10 != nil || lastBusyHour.p90 >= LoadVerdict.tightFrom ? .tight : .copes
  }
}

/// What a busy hour says of a queue.
enum LoadVerdict {
  case copes, tight, fails

  /// The busy share of the busiest hour of the week above which nothing is left for bad days.
  static let tightFrom = 0.7

  /// In the words of the report.
  var words: String {
    switch self {
    case .copes: "copes"
    case .tight: "is tight"
    case .fails: "does not cope"
    }
  }
}
