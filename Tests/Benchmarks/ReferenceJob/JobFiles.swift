import Foundation

/// The reference job as files of pacsplan.
enum JobFiles {
  /// How many modalities there are.
  static let modalities = 10

  private static let shares = [0.16, 0.22, 0.20, 0.12, 0.16, 0.06, 0.02, 0.02, 0.01, 0.03]
  private static let means = [15.0, 30, 300, 180, 80, 250, 250, 10, 150, 40]
  private static let deviations = [0.5, 0.5, 0.9, 0.7, 0.8, 0.6, 0.9, 0.6, 0.6, 0.7]
  /// Seconds a study, by vendor, then stage.
  private static let latencies = [
    [0.15, 0.03, 0.30], [0.20, 0.05, 0.50], [0.20, 0.08, 0.80], [0.25, 0.10, 1.2],
    [0.18, 0.04, 0.40], [0.15, 0.06, 0.60], [0.22, 0.02, 0.25], [0.30, 0.09, 0.90],
  ]
  /// MB/s, by vendor, then stage.
  private static let rates = [
    [110, 60.0, 80], [100, 25.0, 40], [60, 12.5, 30], [40, 10.5, 20],
    [105, 40.0, 50], [80, 18.0, 35], [120, 80.0, 90], [50, 11.5, 25],
  ]

  /// A vendor's profile.
  static func vendor(_ number: Int) -> String {
    let stages = zip(["gateway", "link", "ingest"], zip(latencies[number], rates[number])).map {
      "  - { stage: \($0), at: core, rate: \($1.1) MB/s, per-study: \($1.0 * 1000) ms }"
    }
    return """
      pacsplan: 1
      vendor: vendor-\(number)
      name: Vendor \(number)
      basis: archetype
      currency: USD
      deployment: cloud
      ingest:
      \(stages.joined(separator: "\n"))
      storage: { compression: none, tiers: [ { id: all, leaves: at end of retention } ] }
      prices:
        - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1 }

      """
  }

  /// The scenario.
  ///
  /// - Parameters:
  ///   - vendors: How many.
  ///   - years: How many.
  ///   - studies: Of year 1.
  ///   - traces: Which modalities have a trace, `arrivals-0.csv` and so on; nil where studies are drawn.
  /// - Returns: YAML.
  static func scenario(vendors: Int, years: Int, studies: Int, traces: [Int]?) -> String {
    let streams = (traces ?? Array(shares.indices)).map { place in
      if traces != nil {
        return "  - { id: stream-\(place), site: main, modality: CT, trace: arrivals-\(place).csv }"
      }
      // A lognormal's median is mean / e^(σ²/2), its 95 % quantile median × e^(1.6449 σ).
      let deviation = deviations[place]
      let median = means[place] * exp(-0.5 * deviation * deviation)
      let p95 = median * exp(1.6448536269514722 * deviation)
      return """
          - id: stream-\(place)
            site: main
            modality: CT
            studies-per-year: \(Int((Double(studies) * shares[place]).rounded()))
            growth: 5 %
            study-size: { median: \(megabytes(median)), p95: \(megabytes(p95)) }
            instances: 1
            profile: hospital
        """
    }
    let hours = (0..<24).map { hour in
      8..<17 ~= hour ? "2.4" : hour == 7 || 17..<22 ~= hour ? "1" : "0.35"
    }.joined(separator: ", ")
    return """
      pacsplan: 1
      name: Reference job
      currency: USD
      start: 2027-01
      years: \(years)
      seed: 1
      calendar: none
      time-zone: UTC
      sites:
        main:
          name: Main
          lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }
          wan: { bandwidth: 1 Gbit/s, round-trip: 10 ms }
      profiles:
        hospital:
          all:
            weekday-hours: [\(hours)]
            weekend-hours: [\(hours)]
            days: [1, 1, 1, 1, 1, 0.45, 0.45]
      streams:
      \(streams.joined(separator: "\n"))
      finance:
        discount-rate: 6 %
        pacs-administrator: { salary: 84810 USD/year, on-cost: 25 % }
      vendors: [\((0..<vendors).map { "vendor-\($0).yaml" }.joined(separator: ", "))]

      """
  }

  private static func megabytes(_ size: Double) -> String {
    "\(Int((size * 1e6).rounded())) B"
  }
}
