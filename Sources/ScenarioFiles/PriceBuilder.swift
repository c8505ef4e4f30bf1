import Costing
import Foundation
import PlanModel
import Quantities

/// Makes price lines from files in which the checks found no error.
struct PriceBuilder {
  /// The storage's tiers, by their id.
  var tiers: [String]
  var streams: [StudyStream]
  var sites: [String]
  var start: CalendarMonth
  /// What the profile says of where its prices come from.
  var source: String?

  /// The line of a mapping.
  func line(_ section: Section) -> PriceLine {
    let period = known(section.text("per").flatMap { PricePeriod(rawValue: $0) })
    let meter = known(section.text("meter").flatMap { MeterRegistry.meter(named: $0) })
    let category = known(section.text("category").flatMap { CostCategory(rawValue: $0) })
    var line = PriceLine(
      id: known(section.text("id")), item: known(section.text("item")), category: category,
      kind: known(section.text("kind").flatMap { CostKind(rawValue: $0) }),
      meter: meter.init(options(section, meter, period)),
      bands: Self.bands(section), period: period, discount: known(section.exactShare("discount")),
      escalator: section.section("escalator").map(Self.escalator),
      firstMonth: section.month("first-month").map { $0.index - start.index + 1 }
        ?? section.whole("from-year").map { $0 * 12 - 11 },
      lastMonth: section.month("last-month").map { $0.index - start.index + 1 },
      source: section.text("source") ?? source, dated: section.text("dated"),
      location: section.location())
    line.scheme = section.text("bands").flatMap { BandScheme(rawValue: $0) } ?? .graduated
    line.free = section.decimal("free")
    line.minimum = section.decimal("minimum")
    line.block = section.decimal("block")
    line.floor = section.decimal("floor")
    line.cap = section.decimal("cap")
    line.takesOfferDiscount =
      section.flag("offer-discount") ?? ![.network, .staff, .facilities].contains(category)
    line.refresh = section.section("refresh").map {
      Refresh(
        months: Int((known($0.number("every")) * 12).rounded()), isResized: known($0.flag("resize"))
      )
    }
    line.part = section.text("part").flatMap { CostPart(rawValue: $0) }
    line.includes = section.texts("includes").compactMap { CostPart(rawValue: $0) }
    line.isNegotiable = known(section.flag("negotiable"))
    return line
  }

  /// A line of what leaving costs: whenever that is, it is billed for that month.
  static func exitLine(_ section: Section) -> PriceLine {
    var options = MeterOptions()
    options.unit = section.text("unit").flatMap { DataUnit(rawValue: $0) }
    let name = known(section.text("meter"))
    let meter = known(
      MeterRegistry.meter(named: name == OnceMeter.name ? MonthMeter.name : name))
    var line = PriceLine(
      id: known(section.text("id")), item: known(section.text("item")), category: .exit,
      kind: .opex, meter: meter.init(options), bands: bands(section), period: .month, discount: 0,
      escalator: section.section("escalator").map(escalator), firstMonth: 1, lastMonth: nil,
      source: section.source(of: section.has("price") ? "price" : "steps"),
      dated: section.text("dated"),
      location: section.location())
    line.scheme = section.text("bands").flatMap { BandScheme(rawValue: $0) } ?? .graduated
    return line
  }

  private static func bands(_ section: Section) -> [PriceBand] {
    let steps = section.sections("steps").map {
      PriceBand(upTo: $0.decimal("to"), price: UnitPrice(known($0.decimal("price"))))
    }
    guard steps.isEmpty else { return steps }
    let single =
      section.decimal("price") ?? (section.table["rate"] == nil ? nil : section.exactShare("rate"))
    return single.map { [PriceBand(upTo: nil, price: UnitPrice($0))] } ?? []
  }

  private static func escalator(_ section: Section) -> Escalator {
    Escalator(
      rate: known(section.exactShare("rate") ?? section.exactShare("index")),
      less: section.has("index") ? known(section.exactShare("minus")) : 0,
      fromYear: known(section.whole("from-year")), cap: section.exactShare("cap"))
  }

  private func options(
    _ section: Section, _ meter: any Meter.Type, _ period: PricePeriod
  ) -> MeterOptions {
    var options = MeterOptions()
    options.tier = section.text("tier").flatMap { tiers.firstIndex(of: $0) }
    options.of =
      section.has("of") ? section.text("of").flatMap { StoredMeasure(rawValue: $0) } : nil
    options.basis = section.text("basis").flatMap { StoredBasis(rawValue: $0) }
    options.unit = section.text("unit").flatMap { DataUnit(rawValue: $0) }
    options.count = section.decimal("count")
    options.requestsPerStudy = section.decimal("requests-per-study")
    options.requestsPerInstance = section.decimal("requests-per-instance")
    options.requestsPerRead = section.decimal("requests-per-read")
    options.requestsPerReadInstance = section.decimal("requests-per-read-instance")
    options.hours = section.decimal("hours")
    options.refresherHours = section.decimal("refresher-hours")
    options.turnover = section.exactShare("turnover")
    options.kilowatts = section.decimal("kilowatts")
    options.isHighWater = known(section.flag("high-water"))
    options.isBought = period == .plan
    options.countsExaminations = section.text("counts") == "examinations"
    if meter.accepts.contains(.appliesTo) { options.scope = scope(section, meter) }
    if section.has("lines") {
      options.share = ShareOfLines(
        lines: section.texts("lines"),
        isBeforeDiscounts: section.text("basis") != LineFigure.net.rawValue,
        isOfPurchases: period == .year)
    }
    return options
  }

  /// Which studies a line counts; nil where each counts once.
  private func scope(_ section: Section, _ meter: any Meter.Type) -> MeterScope? {
    let only = section.section("applies-to")
    let areImported = meter.name == ImportedStudyMeter.name
    let takesImported = areImported || known(section.flag("imported"))
    let countsExaminations = section.text("counts") == "examinations"
    guard only != nil || areImported || !takesImported || countsExaminations else { return nil }
    let weights = streams.map { stream -> Decimal in
      let fits =
        only.map {
          $0.allows("modality", stream.modality.code) && $0.allows("department", stream.department)
            && $0.allows("site", sites[stream.site]) && $0.allows("stream", stream.id)
        } ?? true
      guard fits, takesImported || !stream.isImported, !areImported || stream.isImported else {
        return 0
      }
      return countsExaminations ? stream.examinationsPerStudy : 1
    }
    let classes = only?.texts("class") ?? []
    return MeterScope(
      weights: weights,
      classes: classes.isEmpty ? nil : PatientClass.allCases.map { classes.contains($0.name) })
  }
}

extension Section {
  /// A list of texts.
  func texts(_ key: String) -> [String] { (written(key)?.items ?? []).compactMap(\.text) }

  /// Whether a value is among those that a key names, or the key is not there.
  fileprivate func allows(_ key: String, _ value: String) -> Bool {
    !has(key) || texts(key).contains(value)
  }
}
