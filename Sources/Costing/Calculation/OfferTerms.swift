public import Foundation
public import PlanModel

/// What holds for all lines of an offer.
public struct OfferTerms: Sendable {
  /// When it is signed, paid, renewed.
  public var contract: Contract
  /// The share taken off what the vendor is paid.
  public var discount: Decimal
  /// What one of the offer's currency is in the plan's; nil where they are the same.
  public var exchangeRate: Decimal?

  /// Makes terms.
  public init(contract: Contract = .standard, discount: Decimal = 0, exchangeRate: Decimal? = nil) {
    self.contract = contract
    self.discount = discount
    self.exchangeRate = exchangeRate
  }

  /// Of a vendor's profile.
  public init(_ profile: VendorProfile) {
    self.init(
      contract: profile.contract, discount: profile.discount,
      exchangeRate: profile.exchange?.rate)
  }

  /// Whether prices do not rise for a time.
  var hasPriceHold: Bool { contract.heldYears > 0 }

  /// Whether a line's price rises when the contract is renewed.
  func renews(_ line: PriceLine) -> Bool {
    line.origin == .own && line.takesOfferDiscount && contract.renewal != nil
      && line.meter.rhythm != .bought
  }

  /// Whether a line's price is in another currency than the plan's: a share of other lines has none.
  func exchanges(_ line: PriceLine) -> Bool {
    line.origin == .own && exchangeRate != nil && line.meter.share == nil && !line.bands.isEmpty
  }

  /// Whether the discount on the whole offer takes something off a line.
  func discounts(_ line: PriceLine) -> Bool {
    line.origin == .own && line.takesOfferDiscount
  }
}
