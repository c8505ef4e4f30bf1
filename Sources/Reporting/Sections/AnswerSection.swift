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

  /// A table of all vendors under three points.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    var points: [ReportText] = []
    points.append(contentsOf: cost(comparison))
    points.append(contentsOf: comparison.vendors.map { storage(of: $0) })
    points.append(contentsOf: comparison.vendors.compactMap { network(of: $0) })
    return [.list(points), .table(overview(comparison))]
  }

  private func cost(_ comparison: Comparison) -> [ReportText] {
    let currency = comparison.scenario.currency
    guard let least = comparison.byCost.first else { return [] }
    let amount = NumberText.rough(money: least.cashFlow.netPresentCost, currency: currency)
    guard comparison.byCost.count > 1 else {
      return [
        .strong("Cost: ")
          + "\(least.name) comes to a net present cost of \(amount) over \(comparison.span)."
      ]
    }
    let next = comparison.byCost[1]
    let difference = next.cashFlow.netPresentCost - least.cashFlow.netPresentCost
    let low = NumberText.rough(money: next.differenceToLeast.p10, currency: currency)
    let high = NumberText.rough(money: next.differenceToLeast.p90, currency: currency)
    let share = NumberText.share(least.shareLeast)
    let futures = NumberText.whole(Double(comparison.identity.replications))
    var text =
      ReportText.strong("Cost: \(least.name) costs least")
      + ReportText(
        " over \(comparison.span): a net present cost of \(amount) in the base case, "
          + "\(NumberText.rough(money: difference, currency: currency)) below \(next.name). "
          + "Over \(futures) futures the distance lies between \(low) and \(high) "
          + "in eight cases of ten, and \(least.name) is the cheapest in ")
      + .strong(share) + " of them."
    if least.shareLeast < 0.8 || next.differenceToLeast.p10 < 0 {
      text = text + " The order of the two is not settled: small changes of the inputs turn it."
    }
    return [text]
  }

  private func storage(of vendor: VendorResult) -> ReportText {
    let head = ReportText.strong("Storage of \(vendor.name): ")
    guard let last = vendor.physical.last else { return head + "nothing is stored." }
    let atEnd = ReportCell.band(last, .bytes, .median).text
    guard !vendor.finiteTiers.isEmpty else {
      return head
        + ReportText(
          "\(atEnd) with all copies at the end of the plan; storage without a fixed end.")
    }
    let tiers = vendor.finiteTiers.map { tier in
      let name = "tier \(tier.tier.id.onOneLine)"
      guard let full = tier.fullWithoutPurchases.p10 else {
        return "\(name) does not fill up within the plan, even if nothing is bought"
      }
      let even = tier.fullWithoutPurchases.p50?.month.iso ?? "after the horizon"
      var text = "without purchases \(name) is full in \(even)"
      text += " (one chance in ten by \(full.month.iso))"
      if let order = tier.orderBy {
        text += "; the first extension is to be ordered by \(order.iso)"
      }
      if let still = tier.fullWithPurchases.p10 {
        text += "; extended as offered it may still be full by \(still.month.iso)"
      } else if tier.tier.capacity?.increment != nil {
        text += "; extended as offered it never fills up"
      }
      return text
    }
    return head
      + ReportText(
        tiers.joined(separator: "; ") + ". \(atEnd) with all copies at the end of the plan.")
  }

  private func network(of vendor: VendorResult) -> ReportText? {
    guard let link = vendor.busiestLink, let year = link.years.last else { return nil }
    let share = ReportCell.band(year.busyHour, .share, .median).text
    let rate = ReportCell.bitRate(link.linkRate?.value ?? 0).text
    return .strong("Network of \(vendor.name): the busiest line \(link.verdict.words).")
      + ReportText(
        " Line \(link.title) can carry \(rate); in the busiest hour of the week it is \(share) "
          + "busy in the last year.")
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
