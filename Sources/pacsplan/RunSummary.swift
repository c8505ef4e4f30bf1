import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting

/// What `pacsplan run` says when it is done: three figures and where the rest is.
struct RunSummary {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// The lines, without the files.
  var lines: [String] {
    [title, ""] + entry("Cost", cost) + entry("Storage", storage) + entry("Network", network)
  }

  /// A figure under its name, broken into lines that a terminal shows whole.
  private func entry(_ name: String, _ text: String) -> [String] {
    let indent = 11
    return text.wrapped(to: 80, lines: 10).enumerated().map { place, line in
      let head = place == 0 ? "  " + name : ""
      return head + String(repeating: " ", count: indent - head.count) + line
    }
  }

  private var title: String {
    let scenario = comparison.scenario
    let last = scenario.start.adding(scenario.months - 1)
    return "\(scenario.name.onOneLine), \(scenario.start.iso) to \(last.iso), "
      + "\(NumberText.whole(Double(comparison.identity.replications))) replications, "
      + "seed \(comparison.identity.seed)"
  }

  /// The vendor with the least net present cost of the base case; the first of several.
  private var least: VendorResult? {
    comparison.vendors.min { $0.cashFlow.netPresentCost < $1.cashFlow.netPresentCost }
  }

  private var cost: String {
    guard let least else { return "no vendor" }
    let currency = comparison.scenario.currency
    let perStudy = NumberText.fixed(least.cashFlow.costPerStudy, decimals: currency.digits)
    let verb = comparison.vendors.count > 1 ? "costs least" : "costs"
    let rivals = comparison.vendors.map(\.cashFlow.netPresentCost).filter {
      $0 > least.cashFlow.netPresentCost
    }
    let distance = rivals.min().map { rival in
      "; the next costs \(NumberText.whole(rival - least.cashFlow.netPresentCost)) "
        + "\(currency.code) more"
    }
    let share =
      comparison.vendors.count > 1
      ? "; least in \(NumberText.share(least.shareLeast)) of the futures" : ""
    return "\(least.profile.name.onOneLine) \(verb): "
      + "\(NumberText.whole(least.cashFlow.netPresentCost)) \(currency.code) net present cost "
      + "(\(NumberText.whole(least.netPresentCost.p10)) to "
      + "\(NumberText.whole(least.netPresentCost.p90))), "
      + "\(perStudy) \(currency.code) a study\(distance ?? "")\(share)"
  }

  private var storage: String {
    guard let least, let band = least.logical.last, let base = least.baseLogical.last else {
      return "nothing stored"
    }
    let end = comparison.scenario.start.adding(comparison.scenario.months - 1)
    return "\(NumberText.bytes(base)) at the end of \(end.iso), one copy "
      + "(\(NumberText.bytes(band.p10)) to \(NumberText.bytes(band.p90)))"
  }

  private var network: String {
    let lines = comparison.vendors.flatMap { vendor in
      vendor.stages.filter { $0.linkRate != nil }.map { (vendor: vendor, stage: $0) }
    }
    let busiest = lines.max { load($0.stage) < load($1.stage) }
    guard let busiest else { return "no line is used" }
    let place =
      "'\(busiest.stage.name.onOneLine)' of \((busiest.stage.site ?? "the core").onOneLine)"
      + " with \(busiest.vendor.profile.name.onOneLine)"
    if let month = busiest.stage.saturated.p10 {
      return "\(place) cannot carry its load: from \(month.month.iso) in a tenth of the futures"
    }
    return "\(place) is the busiest line: in use for \(NumberText.share(load(busiest.stage))) "
      + "of its busiest hour in year \(comparison.scenario.years)"
  }

  private func load(_ stage: StageResult) -> Double { stage.years.last?.busyHour.mean ?? 0 }
}
