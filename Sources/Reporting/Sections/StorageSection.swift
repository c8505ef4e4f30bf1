public import Evaluation
import PlanModel
import Quantities

/// How much is stored, and when what can be full is full.
public struct StorageSection: ReportSection {
  /// The chapter's heading.
  public let title = "Storage"

  /// Makes the chapter.
  public init() {}

  /// The growth by year, then the tiers that can be full.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    var blocks: [ReportBlock] = ChartRegistry.blocks(of: .storage, for: comparison)
    blocks.append(.table(stored(comparison)))
    blocks.append(
      .paragraph(
        ReportText(
          "Median and, in parentheses, the values that 10 % and 90 % of the futures stay below, at "
            + "the end of each year, the legacy archive included. Stored counts all copies before "
            + "protection, which is what the usable capacity of a tier has to hold; raw counts their "
            + "protection too, such as RAID."
            + (comparison.vendors.contains { $0.profile.contract.goLive > 1 }
              ? " Before its go-live an offer stores nothing: the old system does." : ""))))
    let modalities = arrivals(comparison)
    if !modalities.rows.isEmpty {
      blocks += [
        .subheading("What arrives in year 1"), .table(modalities),
        .paragraph("What the base case expects, every uncertain value at its mean."),
      ]
    }
    blocks += [
      .subheading("What arrives by year"), .table(growth(comparison)),
      .paragraph("Median and, in parentheses, 80 % of the futures."),
    ]
    blocks += retention(comparison.scenario)
    let rows = comparison.vendors.flatMap { vendor in
      vendor.finiteTiers.map { row(of: $0, at: vendor) }
    }
    if !rows.isEmpty {
      blocks.append(.subheading("When storage is full"))
      blocks.append(.table(ReportTable(columns: Self.tierColumns, rows: rows)))
      blocks.append(
        .paragraph(
          "Three dates: by then 10 %, 50 % and 90 % of the futures have seen it. Order by is the "
            + "first date of the threshold less the lead time."))
    }
    return blocks
  }

  /// How long studies are kept, rule by rule.
  private func retention(_ scenario: Scenario) -> [ReportBlock] {
    guard !scenario.retention.rules.isEmpty else { return [] }
    return [
      .subheading("How long studies are kept"),
      .paragraph(
        scenario.retention.purges
          ? "After these times they are purged:"
          : "These are the times that the scenario states; nothing is purged after them:"),
      .list(scenario.retentionWords.map { ReportText($0) }),
    ]
  }

  /// A row for each vendor, at the end of the first, the middle and the last year.
  private func stored(_ comparison: Comparison) -> ReportTable {
    let last = comparison.scenario.years
    let years = [1, last / 2, last].filter { $0 > 0 }
    let shown = years.indices.filter { $0 == 0 || years[$0] > years[$0 - 1] }.map { years[$0] }
    return ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + shown.map { .init("Stored, end of \(comparison.scenario.yearLabel($0))") }
        + [.init("Raw, end of \(comparison.scenario.yearLabel(last))")],
      rows: comparison.vendors.map { vendor in
        [.text(vendor.name)]
          + shown.map { .band(vendor.used[$0 * 12 - 1], .bytes, .median) }
          + [.band(vendor.physical[last * 12 - 1], .bytes, .median)]
      })
  }

  private func growth(_ comparison: Comparison) -> ReportTable {
    ReportTable(
      columns: [.init("Year", isNumeric: false), .init("Studies"), .init("Bytes as acquired")],
      rows: comparison.scenario.shownYears.map { year in
        [
          .text(comparison.scenario.yearLabel(year)),
          .band(comparison.demand.yearlyStudies[year - 1], .count, .median),
          .band(comparison.demand.yearlyBytes[year - 1], .bytes, .median),
        ]
      })
  }

  /// Studies and bytes of the first year by modality, most bytes first.
  private func arrivals(_ comparison: Comparison) -> ReportTable {
    var sums: [String: (name: String, studies: Double, bytes: Double)] = [:]
    for demand in comparison.demand.streams {
      let modality = comparison.scenario.streams.first { $0.id == demand.id }?.modality
      let code = modality?.code ?? demand.id
      var sum = sums[code] ?? (modality.map { "\($0.code), \($0.name)" } ?? code, 0, 0)
      sum.studies += demand.studies
      sum.bytes += demand.studies * demand.meanBytes
      sums[code] = sum
    }
    let all = sums.values.map(\.bytes).reduce(0, +)
    let ordered = sums.sorted { ($1.value.bytes, $0.key) < ($0.value.bytes, $1.key) }
    return ReportTable(
      columns: [
        .init("Modality", isNumeric: false), .init("Studies"), .init("Mean size as acquired"),
        .init("Bytes as acquired"), .init("Share of bytes"),
      ],
      rows: ordered.map { _, sum in
        [
          .text(sum.name), .count(sum.studies),
          sum.studies > 0 ? .bytes(sum.bytes / sum.studies) : .text(NumberText.none),
          .bytes(sum.bytes), .share(all > 0 ? sum.bytes / all : 0),
        ]
      })
  }

  private static let tierColumns: [ReportTable.Column] = [
    .init("Vendor", isNumeric: false), .init("Tier", isNumeric: false), .init("Usable at go-live"),
    .init("Fill threshold"), .init("Threshold passed, nothing bought", isNumeric: false),
    .init("Full, nothing bought", isNumeric: false),
    .init("Full, extended as offered", isNumeric: false), .init("Order by", isNumeric: false),
  ]

  private func row(of tier: TierResult, at vendor: VendorResult) -> [ReportCell] {
    [
      .text(vendor.name), .text(tier.title),
      tier.tier.capacity.map { .bytes(Double($0.usable.count)) } ?? .empty,
      tier.tier.capacity.map { .text(NumberText.written(share: $0.fillThreshold.value)) } ?? .empty,
      .text(tier.thresholdWithoutPurchases.words), .text(tier.fullWithoutPurchases.words),
      .text(
        tier.tier.capacity?.increment == nil
          ? "cannot be extended" : tier.fullWithPurchases.words),
      tier.tier.capacity?.increment == nil ? .text(NumberText.none) : .date(tier.orderBy),
    ]
  }
}

extension DateBand {
  /// The three months, or that the first comes after the plan.
  package var words: String {
    guard p10 != nil else { return NumberText.afterPlan }
    return all.map { $0?.month.iso ?? NumberText.afterPlan }.joined(separator: " · ")
  }
}
