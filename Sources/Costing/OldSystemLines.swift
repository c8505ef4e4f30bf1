import Foundation
public import PlanModel

extension Scenario {
  /// The price lines that choosing a vendor brings: its own, and until its go-live those of the old
  /// system.
  ///
  /// Of an incumbent's list all counts that is not paid once: it takes what falls into the months
  /// before go-live, with the capacity that has to be bought in them.
  public func priceLines(of vendor: Int) -> [PriceLine] {
    vendors[vendor].prices + oldSystemLines(until: vendors[vendor].contract.goLive, of: vendor)
  }

  private func oldSystemLines(until goLive: Int, of vendor: Int) -> [PriceLine] {
    guard goLive > 1, oldSystem.vendor != vendor else { return [] }
    switch oldSystem.cost {
    case .unknown: return []
    case .maintenance(let price, let source, let location):
      var line = PriceLine(
        id: "old-system/maintenance", item: "Old system: maintenance", category: .software,
        kind: .opex, meter: OldSystemMeter(MeterOptions()),
        bands: [PriceBand(upTo: nil, price: price)], period: .year, discount: 0, escalator: nil,
        firstMonth: 1, lastMonth: goLive - 1, source: source, dated: nil, location: location)
      line.origin = .maintenance
      return [line]
    case .incumbent:
      guard let old = oldSystem.vendor else { return [] }
      return vendors[old].prices.enumerated().compactMap { place, line in
        let first = line.firstMonth ?? 1
        guard !(line.meter is any OneOffMeter), first < goLive else { return nil }
        var paid = line
        paid.id = "old-system/\(line.id)"
        paid.item = "Old system: \(line.item)"
        paid.firstMonth = first
        paid.lastMonth = min(line.lastMonth ?? goLive - 1, goLive - 1)
        paid.origin = .incumbent(place)
        return paid
      }
    }
  }
}

/// A meter that is paid once and never again.
protocol OneOffMeter: Meter {}

extension OnceMeter: OneOffMeter {}
extension InterfaceMeter: OneOffMeter {}
