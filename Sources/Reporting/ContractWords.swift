import Costing
import Evaluation
import PlanModel
import Quantities

/// Go-live and payments in the words of the reports.
extension Comparison {
  /// When an offer takes over: `2027-07`, or `2027-01, with the plan`.
  func goLiveWords(of vendor: VendorResult) -> String {
    let month = scenario.goLive(of: vendor.profile).iso
    return vendor.profile.contract.goLive > 1 ? month : "\(month), with the plan"
  }

  /// When what is paid once falls due: `40 % at signature (2026-10), 60 % at go-live (2027-07)`.
  func paymentWords(of vendor: VendorResult) -> String {
    let payments = vendor.profile.contract.payments
    // All is due up to go-live, and nothing is paid then: the incumbent has been paid for.
    if payments.allSatisfy({ $0.period == 0 }), vendor.cashFlow.total.first == .zero {
      return NumberText.none
    }
    return payments.map { payment in
      let share = NumberText.written(share: payment.share.nearest)
      let month = payment.month.map { " (\($0.iso))" } ?? ""
      return switch (payment.milestone, payment.monthsAfter) {
      case (.month, _): "\(share) in \(payment.month?.iso ?? "")"
      case (.signature, 0): "\(share) at signature\(month)"
      case (.goLive, 0): "\(share) at go-live\(month)"
      case (.signature, let after): "\(share) \(Self.months(after)) after signature\(month)"
      case (.goLive, let after): "\(share) \(Self.months(after)) after go-live\(month)"
      }
    }.joined(separator: ", ")
  }

  private static func months(_ count: Int) -> String { count == 1 ? "1 month" : "\(count) months" }

  /// What the old system costs a vendor's option: an amount, or why there is none.
  func oldSystemWords(of vendor: VendorResult) -> String {
    guard vendor.usage.oldSystemUntil > 0 else { return NumberText.none }
    return vendor.oldSystemCost.map { ReportCell.money(major($0), scenario.currency).text }
      ?? "not stated"
  }

  /// Go-live in a sentence for each vendor, or one for all.
  var goLivePoint: ReportText {
    let head = ReportText.strong("Go-live: ")
    guard vendors.contains(where: { $0.usage.oldSystemUntil > 0 }) else {
      return head
        + ReportText(
          vendors.count == 1
            ? "\(scenario.start.iso), with the plan."
            : "all take over with the plan, \(scenario.start.iso).")
    }
    let parts = scenario.takingOverTogether(vendors).map { group -> String in
      let words = "\(group.map(\.name).joined(separator: ", ")) in \(goLiveWords(of: group[0]))"
      guard group[0].usage.oldSystemUntil > 0 else { return words }
      let span = scenario.oldSystemWords(group[0])
      guard let cost = group[0].oldSystemCost else {
        return words + " (the old system is needed \(span); what it costs is not stated)"
      }
      let amount = NumberText.rough(money: major(cost), currency: scenario.currency)
      return words
        + " (\(amount) \(group.count > 1 ? "each " : "")for the old system, needed \(span))"
    }
    return head + ReportText(parts.joined(separator: "; ") + ".")
  }

  /// Until when both systems run: a sentence for all offers into which the old archive moves by the same
  /// day.
  var movePoints: [ReportText] {
    let moving = vendors.compactMap { vendor in vendor.migration.map { (vendor, $0) } }
    let groups = moving.reduce(into: [[(VendorResult, MigrationResult)]]()) { groups, move in
      let place = groups.firstIndex {
        $0[0].1.end.p50 == move.1.end.p50 && $0[0].1.parallelWords == move.1.parallelWords
      }
      if let place { groups[place].append(move) } else { groups.append([move]) }
    }
    guard !groups.isEmpty else { return [] }
    let parts = groups.map { group -> String in
      let names = group.map(\.0.name).joined(separator: ", ")
      let move = group[0].1
      guard let end = move.end.p50 else {
        return "with \(names) it is in \(NumberText.afterPlan) in more than half of the futures"
      }
      return "with \(names) it is in by \(end.iso) in half of the futures, "
        + "\(move.parallelWords) months after go-live"
    }
    let isPaid = moving.contains { $0.0.oldSystemCost != nil }
    return [
      .strong("The old archive moves in: ")
        + ReportText(
          parts.joined(separator: "; ") + ". Until then both systems run"
            + (isPaid ? " and are paid for." : "; what the old one costs is not stated."))
    ]
  }
}
