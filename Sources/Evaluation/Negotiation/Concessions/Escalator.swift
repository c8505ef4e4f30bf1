import Foundation
public import PlanModel

/// No price rises by more than 2 % a year.
public struct EscalatorConcession: Concession {
  public let title = "Price rises capped at 2 % a year"
  public let request = "No price rises by more than 2 % a year."
  /// The cap.
  static let cap = Decimal(2) / 100

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    profile.change(where: { line in
      guard line.isVendors, let rises = line.escalator else { return false }
      return min(rises.rate - rises.less, rises.cap ?? rises.rate) > Self.cap
    }) { $0.escalator?.cap = Self.cap }
  }
}
