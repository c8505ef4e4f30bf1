import Foundation
public import PlanModel

extension Scenario {
  /// The price lines that choosing a vendor brings: its own, and as long as the old system is needed those
  /// of the old system.
  ///
  /// Of an incumbent's list everything counts that is not paid once: it takes what falls into the months in
  /// which it is needed, with the capacity that has to be bought in them; staff up to go-live.
  public func priceLines(of vendor: Int) -> [PriceLine] {
    vendors[vendor].prices + oldSystemLines(of: vendor)
  }

  private func oldSystemLines(of vendor: Int) -> [PriceLine] {
    guard isReplacing(vendor) else { return [] }
    switch oldSystem.cost {
    case .unknown: return []
    case .maintenance(let price, let source, let location):
      var line = PriceLine(
        id: PriceLine.oldSystemMark + "maintenance", item: "Old system: maintenance",
        category: .software, kind: .opex, meter: OldSystemMeter(MeterOptions()),
        bands: [PriceBand(upTo: nil, price: price)], period: .year, discount: 0, escalator: nil,
        firstMonth: 1, lastMonth: nil, source: source, dated: nil, location: location)
      line.origin = .maintenance
      line.payment = .untilReplaced
      return [line]
    case .incumbent:
      guard let old = oldSystem.vendor else { return [] }
      let bases = Set(vendors[old].prices.flatMap { $0.meter.share?.lines ?? [] })
      return vendors[old].prices.enumerated().compactMap { place, line in
        let isPaidOnce = line.meter is any OneOffMeter
        // Whoever runs the old system runs the new one from go-live on, which has its own line for it.
        let isStaff = line.category == .staff
        guard !isPaidOnce || bases.contains(line.id),
          !isStaff || vendors[vendor].contract.goLive > 1
        else { return nil }
        var paid = line
        paid.id = PriceLine.oldSystemMark + line.id
        paid.item = "Old system: \(line.item)"
        paid.firstMonth = line.firstMonth ?? (line.meter.rhythm == .running ? 1 : nil)
        paid.origin = .incumbent(place)
        paid.payment = isPaidOnce ? .never : isStaff ? .untilGoLive : .untilReplaced
        return paid
      }
    }
  }
}

/// A meter that is paid once and never again.
protocol OneOffMeter: Meter {}

extension OnceMeter: OneOffMeter {}
extension InterfaceMeter: OneOffMeter {}
