public import Evaluation
import PlanModel
import Quantities

/// Bytes at rest over time, all vendors in one picture.
public struct StorageChart: ReportChart {
  /// Storage.
  public let topic = ChartTopic.storage

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let greatest =
      comparison.vendors.flatMap { $0.physical.map(\.p90) }.filter(\.isFinite).max() ?? 0
    let unit = NumberText.byteUnit(for: greatest)
    let size = Double(unit.bytes)
    let ends = comparison.vendors.map { vendor in
      let end = vendor.physical.last.map { ReportCell.band($0, .bytes, .median).text } ?? "nothing"
      return "\(vendor.name) \(end)"
    }
    let description =
      "Bytes stored with all copies, by month. At the end of the plan: "
      + ends.joined(separator: "; ") + "."
    let chart = TimeChart(
      title: "Stored bytes with all copies and their protection",
      note: "Month ends. Line: median of the futures; shade: between the values that 10 % and "
        + "90 % of them stay below.",
      description: description, unit: unit.rawValue,
      curves: comparison.vendors.map { vendor in
        TimeChart.Curve(
          name: vendor.name, values: vendor.physical.map { $0.p50 / size },
          lower: vendor.physical.map { $0.p10 / size },
          upper: vendor.physical.map { $0.p90 / size })
      },
      ticks: comparison.scenario.monthTicks())
    return [ChartFile(name: "storage.svg", description: description, svg: chart.render())]
  }
}

/// One tier that can be full: bytes in it against what fits.
public struct CapacityChart: ReportChart {
  /// Storage.
  public let topic = ChartTopic.storage

  /// Makes the chart.
  public init() {}

  /// A drawing for each finite tier.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    comparison.vendors.enumerated().flatMap { place, vendor in
      vendor.tiers.enumerated().compactMap { tierPlace, tier in
        guard let capacity = tier.tier.capacity else { return nil }
        let greatest = (tier.used.map(\.p90) + tier.baseCapacity).filter(\.isFinite).max() ?? 0
        let unit = NumberText.byteUnit(for: greatest)
        let size = Double(unit.bytes)
        let tierName = tier.tier.id.onOneLine
        let share = capacity.fillThreshold.value
        let grows = capacity.increment == nil ? "It cannot be extended" : "Extended as offered"
        let description =
          "Tier \(tierName) of \(vendor.name): bytes used against usable capacity, by month. "
          + "Full without purchases: \(tier.fullWithoutPurchases.words)."
        let chart = TimeChart(
          title: "Tier \(tierName) against its capacity".shortened(to: 90),
          note: "\(vendor.name.shortened(to: 80)). Line: median; shade: p10 to p90 of the futures. "
            + "\(grows), base case.",
          description: description, unit: unit.rawValue,
          curves: [
            TimeChart.Curve(
              name: "Bytes in the tier, all its copies", values: tier.used.map { $0.p50 / size },
              lower: tier.used.map { $0.p10 / size }, upper: tier.used.map { $0.p90 / size })
          ],
          limits: [
            .init(
              name: "Usable capacity", values: tier.baseCapacity.map { $0 / size },
              style: "capacity"),
            .init(
              name: "Fill threshold, \(NumberText.written(share: share)) of it",
              values: tier.baseCapacity.map { $0 * share / size }, style: "threshold"),
          ],
          ticks: comparison.scenario.monthTicks())
        return ChartFile(
          name: "capacity-\(place + 1)-\(tierPlace + 1).svg", description: description,
          svg: chart.render())
      }
    }
  }
}
