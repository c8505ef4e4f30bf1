import PlanModel
import Quantities

/// Why an offer's net present cost differs between two runs: the parts add up to the difference.
///
/// Line by line and year by year, with the discount factor f, the amount a, the quantity q and what a unit cost
/// u = a/q, before (0) and after (1), s being the studies of the year, or up to it where a line counts what is
/// kept:
///
///     term    (f₁ − f₀)·a₀, and all of a year or of a payment that only one run has
///     volume  f₁·(s₁/s₀ − 1)·q₀·u₀   of lines that count studies, bytes or what is read
///     size    f₁·(q₁ − q₀·s₁/s₀)·u₀  of the same lines: bytes and images a study, and what is kept
///     counts  f₁·(q₁ − q₀)·u₀        of lines that count people, sites, months
///     price   f₁·(a₁ − q₁·u₀)
///     items   all of a line that only one run has
///
/// Source: the price-volume analysis of cost accounting, with quantities at the old price and prices at the new
/// quantity.
package struct CostCauses: Hashable, Sendable {
  /// In major units of the currency.
  package var volume = 0.0
  package var size = 0.0
  package var counts = 0.0
  package var price = 0.0
  package var term = 0.0
  package var items = 0.0

  /// All of the difference.
  package var total: Double { volume + size + counts + price + term + items }

  /// Compares an offer's bills.
  ///
  /// - Parameters:
  ///   - before: The earlier run.
  ///   - after: The later run.
  ///   - offer: By its id; nil where one of the runs does not have it.
  package init?(from before: RunResults, to after: RunResults, offer: String) {
    guard let old = before.vendor(offer), let new = after.vendor(offer) else { return nil }
    let scale = (0..<after.currency.digits).reduce(1.0) { scale, _ in scale * 10 }
    let studies = [before, after].map { Studies($0.demand.monthlyStudiesBase) }
    for line in old.ledger {
      let other = new.ledger.first { $0.id == line.id && $0.meter == line.meter }
      guard let other else {
        items -= line.present(old.cost.discountFactors) / scale
        continue
      }
      add(
        Yearly(line, old.cost.discountFactors, scale),
        Yearly(other, new.cost.discountFactors, scale),
        line.meter, studies)
    }
    for line in new.ledger
    where !old.ledger.contains(where: { $0.id == line.id && $0.meter == line.meter }) {
      items += line.present(new.cost.discountFactors) / scale
    }
  }

  private mutating func add(
    _ old: Yearly, _ new: Yearly, _ meter: String, _ studies: [Studies]
  ) {
    for year in 0..<max(old.amounts.count, new.amounts.count) {
      guard year < old.amounts.count, year < new.amounts.count else {
        term +=
          year < new.amounts.count
          ? new.factors[year] * new.amounts[year] : -old.factors[year] * old.amounts[year]
        continue
      }
      let (a0, a1) = (old.amounts[year], new.amounts[year])
      let (q0, q1) = (old.quantities[year], new.quantities[year])
      let f1 = new.factors[year]
      term += (f1 - old.factors[year]) * a0
      guard q0 != 0, q1 != 0 else {
        // A payment that has moved to another year, or a share of other lines, which has no quantity.
        if meter == "percent" { price += f1 * (a1 - a0) } else { term += f1 * (a1 - a0) }
        continue
      }
      let unit = a0 / q0
      price += f1 * (a1 - q1 * unit)
      guard let kept = Self.followsStudies[meter] else {
        counts += f1 * (q1 - q0) * unit
        continue
      }
      let (s0, s1) = (
        studies[0].count(year, kept: kept), studies[1].count(year, kept: kept)
      )
      let ratio = s0 > 0 ? s1 / s0 : 1
      volume += f1 * (ratio - 1) * q0 * unit
      size += f1 * (q1 - q0 * ratio) * unit
    }
  }

  /// Meters whose quantity follows the studies; whether those of all years up to then.
  private static let followsStudies: [String: Bool] = [
    "study": false, "imported-study": false, "licensed-studies": false, "instance": false,
    "ingested": false, "requests": false, "egress": false, "retrieval": false,
    "stored-month": true, "purchased-capacity": true,
  ]

  /// A line's years.
  private struct Yearly {
    var amounts: [Double]
    var quantities: [Double]
    var factors: [Double]

    init(_ line: RunResults.Line, _ factors: [Double], _ scale: Double) {
      amounts = Self.years(line.amountsMinorUnits.map { Double($0) / scale })
      quantities = Self.years(line.quantities)
      self.factors = factors
    }

    static func years(_ months: [Double]) -> [Double] {
      var sums = [Double](repeating: 0, count: (months.count + 10) / 12 + 1)
      for (period, value) in months.enumerated() { sums[(period + 11) / 12] += value }
      return sums
    }
  }

  /// Studies by planning year.
  private struct Studies {
    private var yearly: [Double]

    init(_ months: [Double]) {
      yearly = stride(from: 0, to: months.count, by: 12).map {
        months[$0..<min($0 + 12, months.count)].reduce(0, +)
      }
    }

    /// Of a year, or of all up to it.
    func count(_ year: Int, kept: Bool) -> Double {
      guard year > 0, year <= yearly.count else { return yearly.first ?? 0 }
      return kept ? yearly[..<year].reduce(0, +) : yearly[year - 1]
    }
  }
}

extension RunResults.Line {
  /// Its payments, discounted, in minor units.
  fileprivate func present(_ factors: [Double]) -> Double {
    amountsMinorUnits.enumerated().reduce(0) { sum, entry in
      let year = (entry.offset + 11) / 12
      return sum + Double(entry.element) * (year < factors.count ? factors[year] : 0)
    }
  }
}

extension RunComparison {
  /// Why the cost of each offer changes with each step; empty where nothing does.
  package var causes: [(step: Int, offer: String, causes: CostCauses)] {
    steps.enumerated().flatMap { place, step in
      let (before, after) = (runs[step.before].results, runs[step.after].results)
      return after.vendors.compactMap { vendor in
        CostCauses(from: before, to: after, offer: vendor.id).map { (place, vendor.id, $0) }
      }
    }
  }

  /// The causes as blocks of a report.
  var causeBlocks: [ReportBlock] {
    let changed = causes.filter { abs($0.causes.total) >= 0.5 }
    guard !changed.isEmpty else { return [] }
    let parts: [(String, KeyPath<CostCauses, Double>)] = [
      ("Volume", \.volume), ("Size and what is kept", \.size), ("Counts", \.counts),
      ("Price", \.price), ("Term", \.term), ("Lines that come or go", \.items), ("All", \.total),
    ]
    return [
      .subheading("Why the cost changes"),
      .paragraph(
        ReportText(
          "Net present cost, base case, in \(runs[0].results.scenario.currency): more or fewer studies; bytes and images "
            + "a study and what is kept of them; people, sites and other counts; prices with their discounts "
            + "and rises; horizon, discounting and payments that move to another year; price lines that only "
            + "one run has. Quantities are valued at the earlier price, prices at the later quantity."
        )),
      .table(
        ReportTable(
          columns: (steps.count > 1 ? [.init("Change", isNumeric: false)] : [])
            + [.init("Offer", isNumeric: false)] + parts.map { .init($0.0) },
          rows: changed.map { step, offer, causes in
            (steps.count > 1 ? [.text(label(of: steps[step]))] : [])
              + [.text(name(ofOffer: offer))]
              + parts.map { .text(NumberText.signed(causes[keyPath: $0.1])) }
          })),
    ]
  }
}
