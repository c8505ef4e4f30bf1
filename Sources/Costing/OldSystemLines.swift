import Foundation
public import PlanModel
import Quantities

extension Scenario {
  /// The price lines that choosing a vendor brings: its own, and as long as the old system is needed those
  /// of the old system.
  ///
  /// Of an incumbent's list everything counts that is not paid once: it takes what falls into the months in
  /// which it is needed, with the capacity that has to be bought in them; staff up to go-live.
  public func priceLines(of vendor: Int) -> [PriceLine] {
    vendors[vendor].prices + biasLines(of: vendor) + oldSystemLines(of: vendor)
  }

  /// What the scenario adds to the vendor's own prices for optimism: a share of each category's purchases, and
  /// one of its running payments.
  private func biasLines(of vendor: Int) -> [PriceLine] {
    finance.optimismBias.flatMap { bias in
      CostKind.allCases.compactMap { kind -> PriceLine? in
        let lines = vendors[vendor].prices.filter {
          $0.category == bias.category && $0.kind == kind
        }
        guard !lines.isEmpty else { return nil }
        var options = MeterOptions()
        options.share = ShareOfLines(
          lines: lines.map(\.id), isBeforeDiscounts: false, isOfPurchases: false)
        var line = PriceLine(
          id: "optimism-bias/\(bias.category.rawValue)-\(kind.rawValue)",
          item: "Optimism bias on \(bias.category.rawValue), \(kind == .capex ? "CapEx" : "OpEx")",
          category: bias.category, kind: kind, meter: PercentMeter(options),
          bands: [PriceBand(upTo: nil, price: UnitPrice(bias.share))], period: .month, discount: 0,
          escalator: nil, firstMonth: nil, lastMonth: nil, source: bias.source, dated: nil,
          location: bias.location)
        line.isBias = true
        return line
      }
    }
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
