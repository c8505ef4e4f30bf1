import PlanModel
import Quantities

/// Puts the user's catalogue over the shipped one.
enum CatalogueBuilder {
  /// The modalities by their code.
  static func entries(_ section: Section?) -> [String: CatalogueEntry] {
    var entries = Dictionary(uniqueKeysWithValues: CatalogueEntry.shipped.map { ($0.code, $0) })
    for (entry, section) in section?.section("modalities")?.named ?? [] {
      entries[entry.key] = made(entry.key, known(section), from: entries)
    }
    return entries
  }

  private static func made(
    _ code: String, _ section: Section, from entries: [String: CatalogueEntry]
  ) -> CatalogueEntry {
    let like = section.text("like").flatMap { name in
      CatalogueEntry.shipped.first { $0.code == name }
    }
    var entry = like ?? entries[code] ?? new(code)
    let source = section.text("source")
    entry.code = code
    entry.name = section.text("name") ?? (like == nil ? entry.name : code)
    entry.note = section.text("note") ?? entry.note
    entry.siteFactor.group = "catalogue \(code) size"
    entry.losslessRatio.group = "catalogue \(code) ratio"
    if let size = section.section("study-size") {
      resize(&entry, size)
      entry.source = size.text("source") ?? source ?? "assumed"
      entry.factorSource = "the scenario's own catalogue"
    }
    switch ScenarioBuilder.instances(section) {
    case .constant(let number): entry.instances = .constant(number)
    case .exponential(let mean): entry.instances = .exponential(mean: mean)
    case .catalogue: break
    }
    if let factor = section.estimate("site-factor", group: "catalogue \(code) size") {
      entry.siteFactor = factor
      entry.factorSource = section.section("site-factor")?.text("source") ?? source ?? "assumed"
    }
    if let ratio = section.estimate("lossless-ratio", group: "catalogue \(code) ratio") {
      entry.losslessRatio = ratio
      entry.ratioSource = section.section("lossless-ratio")?.text("source") ?? source ?? "assumed"
    }
    return entry
  }

  /// Takes a size of the user's own; what doubt there is about it becomes the site factor.
  private static func resize(_ entry: inout CatalogueEntry, _ size: Section) {
    entry.siteFactor = Estimate(.known(1), group: entry.siteFactor.group)
    if size.has("mean") {
      let mean = known(size.estimate("mean", group: entry.siteFactor.group))
      entry.defaultMean = mean.mean
      if case .pert(let pert) = mean.shape, pert.mean > 0 {
        let relative = PertDistribution(
          low: pert.low / pert.mean, likely: pert.likely / pert.mean, high: pert.high / pert.mean)
        entry.siteFactor = Estimate(.pert(relative), group: mean.group)
      }
      return
    }
    if let constant = size.number("constant") {
      entry.bytes = .constant(constant)
    } else if let mean = size.number("exponential") {
      entry.bytes = .exponential(mean: mean)
    } else {
      entry.bytes = .lognormal(median: known(size.number("median")), p95: known(size.number("p95")))
    }
    entry.defaultMean = entry.bytes.mean
  }

  private static func new(_ code: String) -> CatalogueEntry {
    CatalogueEntry(
      code: code, name: code, bytes: .constant(1), instances: .constant(1), defaultMean: 1,
      siteFactor: Estimate(.known(1), group: "catalogue \(code) size"),
      losslessRatio: Estimate(.known(1), group: "catalogue \(code) ratio"), growsInInstances: true,
      source: "assumed", ratioSource: "assumed: nothing is gained by compression",
      factorSource: "assumed",
      note: "")
  }
}

extension QuantileTable {
  /// Every value the same.
  static func constant(_ value: Double) -> QuantileTable {
    QuantileTable(knots: [Double](repeating: value, count: 101))
  }

  /// An exponential distribution; its highest per cent is drawn straight, so that the mean stays.
  static func exponential(mean: Double) -> QuantileTable {
    closed((0...99).map { -mean * Elementary.log(1 - Double($0) / 100) }, mean: mean)
  }

  /// A lognormal distribution; its highest per cent is drawn straight, so that the mean stays.
  static func lognormal(median: Double, p95: Double) -> QuantileTable {
    let sigma = Elementary.log(p95 / median) / Elementary.normalQuantile(0.95)
    let rest = (1...99).map {
      median * Elementary.exp(sigma * Elementary.normalQuantile(Double($0) / 100))
    }
    return closed([0] + rest, mean: median * Elementary.exp(0.5 * sigma * sigma))
  }

  /// Adds the knot of 100 % with which straight lines have a mean.
  private static func closed(_ knots: [Double], mean: Double) -> QuantileTable {
    let sum: Double = knots.reduce(0, +)
    let top = 2 * (100 * mean - sum + 0.5 * knots[0])
    return QuantileTable(knots: knots + [max(top, knots[99])])
  }
}
