public import Costing
public import PlanModel
public import Simulation

/// What the offers of a scenario cost in one future that has been played, and would cost with other prices,
/// contracts or discount rates.
///
/// Prices change nothing of what a system does, so that an offer is billed anew from the same quantities: with
/// the same figures as a run of the changed files.
public struct CostCase: Sendable {
  /// What is billed.
  public let usage: BilledOutcome

  /// Makes a case.
  public init(_ usage: BilledOutcome) { self.usage = usage }

  /// The bill of one offer.
  ///
  /// - Parameters:
  ///   - vendor: Which.
  ///   - scenario: With the prices and terms that count.
  /// - Returns: Every amount with the steps that lead to it.
  public func ledger(of vendor: Int, in scenario: Scenario) -> Ledger {
    Self.biller(of: vendor, in: scenario).ledger(
      for: usage.usages[vendor], old: oldUsage(of: vendor, in: scenario))
  }

  /// The net present cost of one offer, in major units.
  ///
  /// - Parameters:
  ///   - vendor: Which.
  ///   - scenario: With the prices and terms that count.
  /// - Returns: As ``CashFlow/netPresentCost``.
  public func netPresentCost(of vendor: Int, in scenario: Scenario) -> Double {
    present(of: vendor, in: scenario).net
  }

  /// What one offer's payments come to.
  public func present(of vendor: Int, in scenario: Scenario) -> PresentCost {
    present(of: vendor, by: Self.biller(of: vendor, in: scenario), in: scenario)
  }

  /// What one offer's payments come to, by a biller that has been prepared.
  func present(of vendor: Int, by biller: Biller, in scenario: Scenario) -> PresentCost {
    PresentCost(
      yearly: Ledger.yearly(
        biller.totals(for: usage.usages[vendor], old: oldUsage(of: vendor, in: scenario))),
      yearlyStudies: usage.yearlyStudies, finance: scenario.finance, currency: scenario.currency)
  }

  /// What bills one offer.
  static func biller(of vendor: Int, in scenario: Scenario) -> Biller {
    Biller(
      prices: scenario.priceLines(of: vendor), finance: scenario.finance,
      currency: scenario.currency, months: scenario.months,
      offer: OfferTerms(scenario.vendors[vendor]))
  }

  /// What the old system did where a vendor's option needs it besides: up to go-live the same as the
  /// incumbent, and then it is only kept for what it holds.
  func oldUsage(of vendor: Int, in scenario: Scenario) -> PlanUsage? {
    // A sum a year in place of the incumbent's prices asks for nothing of what it does.
    guard scenario.isReplacing(vendor), scenario.oldSystem.cost == .incumbent,
      let old = scenario.oldSystem.vendor
    else { return nil }
    return usage.usages[old].keptAfter(scenario.vendors[vendor].contract.goLive - 1)
  }
}
