import Foundation
public import PlanModel
import Quantities

/// The second copy costs nothing: a line that is only for it, or its share of what is rented for all copies. Of
/// disks that are bought nobody gives half away.
public struct SecondCopyConcession: Concession {
  public let title = "Second copy free of charge"
  public let request = "The second copy of all studies is free of charge."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    let copies = profile.storage.tiers.map(\.copies)
    return profile.change(where: { line in
      line.isVendors && (line.part == .secondCopy || (line.copies(in: copies) ?? 1) > 1)
    }) { line in
      let kept: Decimal =
        line.part == .secondCopy
        ? 0 : line.copies(in: copies).map { Decimal($0 - 1) / Decimal($0) } ?? 1
      for band in line.bands.indices {
        line.bands[band].price = UnitPrice(line.bands[band].price.amount * kept)
      }
    }
  }
}

extension PriceLine {
  /// How many copies the bytes are that it counts; nil where it counts no such bytes.
  fileprivate func copies(in tiers: [Int]) -> Int? {
    meter.physicalTier.flatMap { tiers.indices.contains($0) ? tiers[$0] : nil }
  }
}
