public import Foundation
import PlanModel
import Quantities

/// The values that one line's bill is worked out with.
public struct BillInputs: Sendable {
  private let values: [BillInput: Decimal]

  /// What stands for no limit: no rise of a price and no amount comes near it.
  public static let unlimited = Decimal(1_000_000_000_000)

  init(_ line: PriceLine, _ offer: OfferTerms, _ finance: Finance) {
    let bands =
      line.bands.isEmpty
      ? [PriceBand(upTo: nil, price: line.meter.standardPrice(finance) ?? UnitPrice(0))]
      : line.bands
    var values: [BillInput: Decimal] = [
      .discount: line.discount, .monthsPerYear: 12,
      .escalation: line.escalator?.rate ?? 0, .indexLess: line.escalator?.less ?? 0,
      .escalationYear: Decimal(line.escalator?.fromYear ?? 2),
      .escalationCap: line.escalator?.cap ?? Self.unlimited,
      .offerDiscount: offer.discount, .heldYear: Decimal(offer.contract.heldYears),
      .exchangeRate: offer.exchangeRate ?? 1,
    ]
    for (place, band) in bands.enumerated() {
      values[.price(place)] = band.price.amount
      values[.edge(place)] = band.upTo
    }
    values[.free] = line.free
    values[.minimum] = line.minimum
    values[.block] = line.block
    values[.floor] = line.floor
    values[.cap] = line.cap
    values[.renewalUplift] = offer.contract.renewal?.uplift
    values[.term] = offer.contract.renewal.map { Decimal($0.termYears) }
    self.values = values
  }

  /// A value; 0 for what the line does not have.
  public subscript(_ input: BillInput) -> Decimal { values[input] ?? 0 }

  /// The prices of the bands.
  public var prices: [Decimal] {
    var result: [Decimal] = []
    while let price = values[.price(result.count)] { result.append(price) }
    return result
  }
}
