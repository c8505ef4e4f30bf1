public import PlanModel

/// Something that is asked of a vendor beyond a lower price: one file in `Concessions/` and one line in
/// ``ConcessionRegistry``.
public protocol Concession: Sendable {
  /// As tables name it.
  var title: String { get }
  /// As the vendor is asked for it.
  var request: String { get }
  /// Grants it.
  ///
  /// - Parameter profile: The offer.
  /// - Returns: False where the offer has nothing that it is about.
  func grant(_ profile: inout VendorProfile) -> Bool
}

/// What is asked for, in the order of the reports.
public enum ConcessionRegistry {
  /// The registered concessions.
  public static let all: [any Concession] = [
    WholeOfferConcession(),
    MaintenanceConcession(),
    FirstYearConcession(),
    EscalatorConcession(),
    PriceHoldConcession(),
    RenewalConcession(),
    MigrationConcession(),
    SecondCopyConcession(),
    ExitHelpConcession(),
  ]
}

extension VendorProfile {
  /// Changes those lines that are about something.
  ///
  /// - Returns: Whether there are any.
  mutating func change(
    where isAbout: (PriceLine) -> Bool, _ change: (inout PriceLine) -> Void
  ) -> Bool {
    let places = prices.indices.filter { isAbout(prices[$0]) }
    for place in places { change(&prices[place]) }
    return !places.isEmpty
  }
}

extension PriceLine {
  /// Whether it is paid to the vendor: staff, lines of carriers and rooms are the hospital's own matter.
  var isVendors: Bool { takesOfferDiscount }

  /// Whether it is a yearly share of what was bought.
  var isMaintenance: Bool {
    part == .maintenance || part == .support || meter.share != nil
  }
}
