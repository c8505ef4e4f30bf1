import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation

extension Fixture {
  /// Studies of each month: about 140,000 a year, 4 % more each year, fewer in short months.
  static let studies: [Int] = (0..<months).map { month in
    let season = [0.97, 0.93, 1.05, 1.01, 1.02, 1.0, 0.96, 1.03, 0.99, 1.05, 0.98, 1.01][month % 12]
    return Int((140_000.0 / 12 * season * Foundation.pow(1.04, Double(month) / 12)).rounded())
  }
  static let acquired: [Double] = studies.enumerated().map {
    Double($0.element) * 95e6 * Foundation.pow(1.05, Double($0.offset) / 12)
  }
  static let atRest: [Double] = acquired.map { $0 / 2.4 }
  static let stored: [Double] = atRest.reduce(into: []) { $0.append(($0.last ?? 160e12) + $1) }

  static func yearly(_ values: [Double]) -> [Double] {
    stride(from: 0, to: values.count, by: 12).map { values[$0..<$0 + 12].reduce(0, +) }
  }

  static let demand = Demand(
    baseStudies: studies, baseBytes: acquired,
    monthlyStudies: studies.map { band(Double($0), 0.04) },
    monthlyBytes: acquired.map { band($0, 0.12) },
    yearlyStudies: yearly(studies.map(Double.init)).map { band($0, 0.03) },
    yearlyBytes: yearly(acquired).map { band($0, 0.11) }, hourOfWeek: week.map { $0 * 300 },
    busiestHourShare: 0.098, busiestHour: 10,
    streams: [
      StreamDemand(
        id: "main-ct", studies: 41_000, meanBytes: 399e6, lastStudies: 58_000,
        lastMeanBytes: 610e6, baseStudies: studies.map { $0 - $0 / 3 - $0 / 10 },
        baseBytes: acquired.map { $0 * 0.75 }),
      StreamDemand(
        id: "main-us", studies: 30_000, meanBytes: 40e6, lastStudies: 40_000,
        lastMeanBytes: 50e6, baseStudies: studies.map { $0 / 3 },
        baseBytes: acquired.map { $0 * 0.125 }),
      StreamDemand(
        id: "er-ct", studies: 9_000, meanBytes: 199e6, lastStudies: 12_000, lastMeanBytes: 310e6,
        baseStudies: studies.map { $0 / 10 }, baseBytes: acquired.map { $0 * 0.125 }),
    ], scanners: [scanners])

  /// Scanners that are asked for more than they can do from the last month of the fifth year on.
  static let scanners = ScannerLoad(
    stream: 0, studies: (0..<months).map { 3_400 + 10 * Double($0) },
    capacity: (0..<months).map { $0 < 80 ? 3_985 : 4_800 })

  /// A busy share for each hour of the week: a working day's hump, half at weekends.
  static let week: [Double] = (0..<168).map { hour in
    let local = Double(hour % 24)
    let hump = Foundation.exp(-(local - 11) * (local - 11) / 18)
    return (0.08 + 0.9 * hump) * (hour / 24 >= 5 ? 0.45 : 1)
  }

  static let comparison: Comparison = {
    let onPremises = result(northlake, tierShares: [1], busy: 0.22)
    let cloud = result(cirrus, tierShares: [0.05, 0.95], busy: 0.46)
    return finished([onPremises, cloud])
  }()

  static func finished(_ vendors: [VendorResult], scenario: Scenario = scenario) -> Comparison {
    var vendors = vendors
    let least = vendors.map(\.cashFlow.netPresentCost).min() ?? 0
    for place in vendors.indices {
      let more = vendors[place].cashFlow.netPresentCost - least
      vendors[place].differenceToLeast = band(more, 0.35)
      vendors[place].shareLeast = more == 0 ? 0.935 : 0.065 / Double(vendors.count - 1)
    }
    let order = vendors.indices.sorted {
      vendors[$0].cashFlow.netPresentCost < vendors[$1].cashFlow.netPresentCost
    }
    let pairs = order.indices.flatMap { place in
      order[(place + 1)...].map { second in
        var difference = band(
          vendors[second].cashFlow.netPresentCost
            - vendors[order[place]].cashFlow.netPresentCost, 0.35)
        difference.ci95 = difference.mean * 0.04
        return PairedDifference(
          first: order[place], second: second, difference: difference, firstCheaper: 0.935,
          secondCheaper: 0.065)
      }
    }
    var comparison = Comparison(
      scenario: scenario,
      identity: RunIdentity(version: "0.1.0", seed: scenario.seed, replications: 200),
      demand: demand, vendors: vendors, secondPlays: 16, pairs: pairs,
      findings: [
        Finding(
          .caution,
          "The legacy archive's last year and planning year 1 differ by 14 %: check the volumes."),
        Finding(.note, "8 values have no source and are assumed."),
      ],
      notCounted: [
        "Taxes and customs duties.", "Reading workstations and monitors.",
        "The cost of leaving the vendor at the end.",
      ])
    comparison.caches = caches
    comparison.likeForLike = LikeForLike(vendors.map(\.profile), vendors.map(\.ledger))
    comparison.sensitivity = sensitivity(vendors)
    return comparison
  }

  static func result(_ profile: VendorProfile, tierShares: [Double], busy: Double) -> VendorResult {
    let usage = usage(of: profile, tierShares: tierShares)
    let ledger = Biller(
      prices: profile.prices, finance: scenario.finance, currency: scenario.currency,
      months: months
    ).ledger(for: usage)
    let flow = CashFlow(
      ledger, yearlyStudies: yearly(studies.map(Double.init)), stored: stored,
      finance: scenario.finance,
      currency: scenario.currency)
    let overhead = profile.storage.tiers.map { Double($0.copies) * $0.protection }.max() ?? 1
    let physical = stored.map { $0 * overhead }
    let isCloud = profile.deployment == .cloud
    var present = band(flow.netPresentCost, 0.05)
    present.ci95 = present.mean / 200
    var result = VendorResult(
      profile: profile, usage: usage, ledger: ledger, cashFlow: flow, baseLogical: stored,
      basePhysical: physical, logical: stored.map { band($0, 0.1) },
      physical: physical.enumerated().map { band($0.element, 0.02 + Double($0.offset) / 900) },
      used: stored.enumerated().map { month, bytes in
        let used = zip(profile.storage.tiers, tierShares).reduce(0) {
          $0 + bytes * $1.1 * Double($1.0.copies)
        }
        return band(used, 0.02 + Double(month) / 900)
      },
      basePurged: Array(repeating: 0, count: months),
      tiers: zip(profile.storage.tiers, tierShares).map { tier($0, share: $1) },
      stages: isCloud
        ? [
          link("uplink", "Main campus", 400e6, busy: busy * 0.7),
          link("uplink", "Outpatient centre", 160e6, busy: busy),
        ]
        : [
          link("lan", "Main campus", 1e10, busy: 0.006),
          link("uplink", "Outpatient centre", 160e6, busy: busy),
        ],
      serviceLevels: [
        ServiceLevelResult(
          level: promise, attained: (0..<10).map { band(0.991 - Double($0) * 0.002, 0.002) },
          chance: (0..<10).map { 1 - Double($0) * 0.004 })
      ],
      timeToArchive: (0..<10).map { waits(isCloud ? 21 + Double($0) : 6.4 + Double($0) / 4) },
      timeToArchiveOfSites: [0.8, 1.4].map { factor in
        (0..<10).map { waits(factor * (isCloud ? 21 + Double($0) : 6.4 + Double($0) / 4)) }
      },
      timeToProtected: (0..<10).map { waits(40 + Double($0)) },
      yearlyCost: flow.total.map { band($0.major(), 0.05) },
      cumulativeCost: flow.total.indices.map { year in
        band(flow.total[...year].reduce(.zero, +).major(), 0.04)
      },
      nominal: band(flow.nominal.major(), 0.05), netPresentCost: present,

      medianInterval: present.p50 * 0.99...present.p50 * 1.02,
      netPresentCostVariance: VarianceSplit(chance: 0.0042, standardError: 0.0014),
      usedVariance: VarianceSplit(chance: 0.012, standardError: nil),
      costPerStudy: band(flow.costPerStudy, 0.04), differenceToLeast: band(0, 0), shareLeast: 0)
    addReading(to: &result)
    result.exit = ExitCost(
      profile, ledger: ledger, usage: usage, finance: scenario.finance, currency: scenario.currency)
    return result
  }

  private static func usage(of profile: VendorProfile, tierShares: [Double]) -> PlanUsage {
    let tiers = profile.storage.tiers
    return PlanUsage(
      months: (0..<months).map { month in
        MonthlyUsage(
          studies: studies[month], instances: studies[month] * 212, ingested: atRest[month],
          tiers: zip(tiers, tierShares).map { tier, share in
            TierUsage(
              average: (stored[month] - atRest[month] / 2) * share,
              peak: stored[month] * share, end: stored[month] * share,
              overhead: Double(tier.copies) * tier.protection)
          },
          purchased: tiers.map { tier in
            tier.capacity != nil && [28, 55, 78, 96, 112].contains(month) ? Bytes(100, .TB) : .zero
          })
      }, initialCapacity: tiers.map { $0.capacity?.usable },
      sites: [Int](repeating: 2, count: months))
  }

  private static func tier(_ tier: StorageTier, share: Double) -> TierResult {
    let none = DateBand(p10: nil, p50: nil, p90: nil)
    let isFinite = tier.capacity != nil
    func day(_ year: Int, _ month: Int) -> CalendarDate? { CalendarDate(year, month, 1) }
    return TierResult(
      tier: tier, baseLogical: stored.map { $0 * share },
      used: stored.enumerated().map {
        band($0.element * share * Double(tier.copies), 0.02 + Double($0.offset) / 900)
      },
      baseCapacity: isFinite
        ? (0..<months).map { month in
          500e12 + 100e12 * Double([28, 55, 78, 96, 112].filter { $0 <= month }.count)
        } : [],
      thresholdWithoutPurchases: isFinite
        ? DateBand(p10: day(2028, 10), p50: day(2029, 5), p90: day(2030, 1)) : none,
      fullWithoutPurchases: isFinite
        ? DateBand(p10: day(2030, 2), p50: day(2031, 1), p90: day(2032, 3)) : none,
      fullWithPurchases: none, orderBy: isFinite ? day(2028, 6) : nil,
      thresholdProbability: (0..<months).map { isFinite ? min(1, Double($0) / 60) : 0 })
  }

  private static func link(_ name: String, _ site: String, _ rate: Double, busy: Double)
    -> StageResult
  {
    StageResult(
      name: name, place: site, site: site == "Outpatient centre" ? 1 : 0,
      linkRate: BitsPerSecond(rate), servers: 1,
      years: (0..<10).map { year in
        let load = busy * (0.55 + 0.045 * Double(year))
        return StageYear(
          utilisation: band(load * 0.4, 0.1), busyHour: band(load, 0.12),
          busyHourRate: band(load * rate, 0.12), wait: waits(0.4 + load * 8),
          largestBacklog: band(900 * load, 0.3))
      }, hourOfWeek: week.map { $0 * busy * 0.95 },
      lastBusyHourVariance: VarianceSplit(chance: 0.31, standardError: 0.11),
      saturated: DateBand(p10: nil, p50: nil, p90: nil))
  }
}

extension Fixture {
  /// Two inputs, of which one turns the order.
  static func sensitivity(_ vendors: [VendorResult]) -> Sensitivity {
    let base = vendors.map(\.cashFlow.netPresentCost)
    func moved(_ first: Double, _ second: Double) -> Sensitivity.Case {
      var costs = base
      costs[0] += first
      if costs.count > 1 { costs[1] += second }
      return Sensitivity.Case(costs)
    }
    func input(_ group: String, _ field: UncertainInput.Field, _ low: Double, _ high: Double)
      -> UncertainInput
    {
      let pert = PertDistribution(low: low, likely: (low + high) / 2, high: high)
      return UncertainInput(
        group: group,
        parts: [
          UncertainInput.Part(
            field: field, estimate: Estimate(.pert(pert), group: group),
            path: "streams.main-ct.growth")
        ])
    }
    return Sensitivity(
      base: Sensitivity.Case(base),
      effects: [
        Sensitivity.Effect(
          input: input("CT growth", .growth, 0.02, 0.07), low: moved(-30_000, -90_000),
          high: moved(40_000, 120_000)),
        Sensitivity.Effect(
          input: input("catalogue US size", .sizeFactor, 0.4, 1.8), low: moved(-400_000, 900_000),
          high: moved(900_000, -400_000)),
      ],
      rates: [
        Sensitivity.RateCase(rate: 0.04, costs: moved(300_000, 420_000)),
        Sensitivity.RateCase(rate: 0.08, costs: moved(-250_000, -330_000)),
      ],
      horizons: [
        Sensitivity.HorizonCase(years: 8, costs: moved(-500_000, -700_000)),
        Sensitivity.HorizonCase(years: 12, costs: moved(900_000, -900_000)),
      ])
  }
}
