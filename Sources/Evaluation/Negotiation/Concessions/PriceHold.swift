public import PlanModel

/// Prices are held for three planning years.
public struct PriceHoldConcession: Concession {
  public let title = "Prices held for three years"
  public let request = "Prices are held for the first three years."
  static let years = 3

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    let rises = profile.prices.contains {
      $0.isVendors && ($0.escalator.map { $0.fromYear <= Self.years } ?? false)
    }
    guard rises, profile.contract.heldYears < Self.years else { return false }
    // The hold is about what the vendor is paid: salaries go on rising.
    return profile.change(where: { $0.isVendors }) { line in
      let first = max(line.escalator?.fromYear ?? 2, Self.years + 1)
      line.escalator?.fromYear = first
    }
  }
}
