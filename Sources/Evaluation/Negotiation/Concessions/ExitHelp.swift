import Foundation
public import PlanModel
import Quantities

/// The studies are given back for nothing.
public struct ExitHelpConcession: Concession {
  public let title = "Return of the studies free of charge"
  public let request =
    "At the contract's end all studies are given back in DICOM with current patient data, free of charge."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    let isPriced = profile.contract.exit.prices.contains { line in
      line.bands.contains { $0.price.amount > 0 }
    }
    guard isPriced else { return false }
    profile.contract.exit.prices = []
    return true
  }
}
