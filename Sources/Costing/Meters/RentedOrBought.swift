public import Foundation
public import PlanModel

/// What there is as many of as the line states, paid for in every month from go-live, or bought once with
/// `per: plan`.
public protocol RentedOrBoughtMeter: Meter {
  /// How many.
  var count: Decimal { get }
  /// Whether they are bought.
  var isBought: Bool { get }
}

extension RentedOrBoughtMeter {
  /// How many there are.
  public static var needs: Set<MeterOption> { [.count] }
  /// In every month, unless they are bought.
  public var isStanding: Bool { !isBought }
  /// From go-live, or by the contract's payments.
  public var rhythm: BillingRhythm { isBought ? .bought : .running }
  /// In every month, or once.
  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    (isBought ? period == first : period >= 1) ? count : 0
  }
}
