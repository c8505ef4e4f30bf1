public import Foundation
import PlanModel
import Quantities

/// The prices at which an offer's place against its best rival turns, for one line or for the whole offer.
public struct BreakEven: Sendable, Hashable {
  /// What is changed.
  public enum Subject: Sendable, Hashable {
    /// The price of a line with one, in its currency.
    case price(line: String)
    /// All prices of a line in one proportion: 0.9 is a tenth less.
    case proportion(line: String)
    /// The discount on the whole offer.
    case offerDiscount
  }

  /// Two neighbouring values: on one the offer costs less than its best rival, on the other more.
  public struct Turn: Sendable, Hashable {
    /// The smaller value.
    public var low: Decimal
    /// The value one step above.
    public var high: Decimal
    /// What the offer costs more than its best rival at the smaller value, in major units.
    public var gapLow: Double
    /// The same at the greater.
    public var gapHigh: Double

    /// The value of the two at which the offer costs less.
    public var winning: Decimal { gapLow < 0 ? low : high }
  }

  /// What is changed.
  public var subject: Subject
  /// As reports name it.
  public var item: String
  /// The value as quoted.
  public var current: Decimal
  /// By how much values differ at least.
  public var step: Decimal
  /// In rising order; empty where the order never turns.
  public var turns: [Turn]
  /// What the offer costs more than its best rival where the line costs nothing; for a discount, where all of
  /// it is taken off.
  public var gapAtBest: Double
  /// The greatest value that was looked at, and the gap there.
  public var greatest: Decimal
  public var gapAtGreatest: Double

  /// Up to how many times the present price is looked at.
  public static let reach = 10
}

extension BreakEven.Subject {
  /// The offer with another value.
  func apply(_ value: Decimal, to profile: inout VendorProfile) {
    switch self {
    case .price(let line):
      _ = profile.change(where: { $0.id == line }) { $0.bands[0].price = UnitPrice(value) }
    case .proportion(let line):
      _ = profile.change(where: { $0.id == line }) { line in
        for band in line.bands.indices {
          line.bands[band].price = UnitPrice(line.bands[band].price.amount * value)
        }
      }
    case .offerDiscount: profile.discount = value
    }
  }
}

/// Looks for the values at which an offer's place turns.
struct BreakEvenSearch {
  var scenario: Scenario
  var usage: CostCase
  var vendor: Int
  /// What the others cost, where no price of this one moves them.
  private let rivals: [Double?]
  /// The subjects of this offer, the whole of it first.
  let subjects: [BreakEven.Subject]

  init(_ scenario: Scenario, _ usage: CostCase, vendor: Int) {
    self.scenario = scenario
    self.usage = usage
    self.vendor = vendor
    rivals = scenario.vendors.indices.map { other in
      let isMoved = scenario.oldSystem.vendor == vendor && scenario.oldSystem.cost == .incumbent
      return other == vendor || isMoved && scenario.isReplacing(other)
        ? nil : usage.netPresentCost(of: other, in: scenario)
    }
    let profile = scenario.vendors[vendor]
    let lines = profile.prices.filter { line in
      line.isNegotiable && line.bands.contains { $0.price.amount > 0 }
    }
    subjects =
      (profile.prices.contains(where: \.isVendors) ? [.offerDiscount] : [])
      + lines.map { $0.bands.count > 1 ? .proportion(line: $0.id) : .price(line: $0.id) }
  }

  /// What the offer costs more than its best rival where it is changed.
  func gap(_ change: (inout VendorProfile) -> Void) -> Double {
    var plan = scenario
    change(&plan.vendors[vendor])
    let best = plan.vendors.indices.filter { $0 != vendor }.map {
      rivals[$0] ?? usage.netPresentCost(of: $0, in: plan)
    }.min()
    return usage.netPresentCost(of: vendor, in: plan) - (best ?? .infinity)
  }

  /// Looks for the values of one subject.
  ///
  /// A grid over the range shows between which of its points the order turns; each such place is halved down
  /// to one step. Two turns between neighbouring points of the grid would not be seen.
  func search(_ subject: BreakEven.Subject) -> BreakEven {
    let scale = scale(of: subject)
    func gap(_ steps: Int) -> Double {
      self.gap { subject.apply(Decimal(steps) * scale.step, to: &$0) }
    }
    var turns: [BreakEven.Turn] = []
    let gaps = scale.grid.map(gap)
    for place in scale.grid.indices.dropFirst() where Self.turns(gaps[place - 1], gaps[place]) {
      var (low, high) = (scale.grid[place - 1], scale.grid[place])
      var (gapLow, gapHigh) = (gaps[place - 1], gaps[place])
      while high - low > 1 {
        let middle = low + (high - low) / 2
        let between = gap(middle)
        if Self.turns(gapLow, between) {
          (high, gapHigh) = (middle, between)
        } else {
          (low, gapLow) = (middle, between)
        }
      }
      turns.append(
        BreakEven.Turn(
          low: Decimal(low) * scale.step, high: Decimal(high) * scale.step, gapLow: gapLow,
          gapHigh: gapHigh))
    }
    let isDiscount = subject == .offerDiscount
    return BreakEven(
      subject: subject, item: scale.item, current: scale.current, step: scale.step, turns: turns,
      gapAtBest: isDiscount ? gaps[gaps.count - 1] : gaps[0],
      greatest: Decimal(scale.grid[scale.grid.count - 1]) * scale.step,
      gapAtGreatest: gaps[gaps.count - 1])
  }

  /// Equal costs belong to the side on which the offer costs no less.
  private static func turns(_ a: Double, _ b: Double) -> Bool { (a < 0) != (b < 0) }

  private struct Scale {
    var item: String
    var current: Decimal
    var step: Decimal
    /// In steps, rising.
    var grid: [Int]
  }

  private func scale(of subject: BreakEven.Subject) -> Scale {
    let profile = scenario.vendors[vendor]
    // A hundredth of a point, or of a per cent.
    let fine = Decimal(sign: .plus, exponent: -4, significand: 1)
    let whole = 10_000
    switch subject {
    case .offerDiscount:
      return Scale(
        item: "Discount on the whole offer", current: profile.discount, step: fine,
        grid: (0...20).map { $0 * whole / 20 })
    case .proportion(let id):
      return Scale(
        item: item(id), current: 1, step: fine, grid: Self.grid(around: whole))
    case .price(let id):
      let price = profile.prices.first { $0.id == id }?.bands[0].price.amount ?? 0
      let digits = max(
        profile.prices.first { $0.id == id }?.meter.share == nil ? scenario.currency.digits : 4,
        max(-price.exponent, 3 - Self.magnitude(of: price)))
      let step = Decimal(sign: .plus, exponent: -digits, significand: 1)
      let steps = (price / step as NSDecimalNumber).intValue
      return Scale(item: item(id), current: price, step: step, grid: Self.grid(around: steps))
    }
  }

  private func item(_ id: String) -> String {
    scenario.vendors[vendor].prices.first { $0.id == id }?.item ?? id
  }

  /// Nothing to ten times as much, closer around what there is.
  private static func grid(around steps: Int) -> [Int] {
    let twentieths = (0...40).map { $0 } + [50, 60, 80, 100, 120, 160, 20 * BreakEven.reach]
    // Of few steps, several twentieths are one.
    return Array(Set(twentieths.map { steps * $0 / 20 })).sorted()
  }

  /// The power of ten of a number's first digit.
  private static func magnitude(of price: Decimal) -> Int {
    var (magnitude, rest) = (0, price)
    while rest >= 10 { (rest, magnitude) = (rest / 10, magnitude + 1) }
    while rest > 0, rest < 1 { (rest, magnitude) = (rest * 10, magnitude - 1) }
    return magnitude
  }
}
