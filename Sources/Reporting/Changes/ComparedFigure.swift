package import Quantities

/// One kind of figure by which runs are compared: one file in `Figures/` and one line in
/// ``ComparedFigureRegistry``.
package protocol ComparedFigure: Sendable {
  /// What programs call it.
  var id: String { get }
  /// The heading.
  var title: String { get }
  /// What its rows are, in a sentence or two.
  var explanation: String { get }
  /// The figures of one run; a row of the same offer and item in another run is the same figure.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - years: The first, the middle and the last planning year that all runs have, from 0.
  /// - Returns: Rows, no two of them of the same offer and item.
  func rows(of run: RunResults, years: [Int]) -> [FigureRow]
  /// Whether rows that are the same in all runs stand in the table too, and not in a sentence below.
  var showsAll: Bool { get }
  /// What the overview calls it; nil where it has no line there.
  var headlineTitle: String? { get }
  /// What a change comes to, in a few words.
  func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String
}

extension ComparedFigure {
  package var showsAll: Bool { false }
  package var headlineTitle: String? { nil }
  package func headline(from before: RunResults, to after: RunResults, years: [Int]) -> String {
    ""
  }
}

/// The figures by which runs are compared, in the order in which they are shown.
package enum ComparedFigureRegistry {
  /// The registered figures.
  package static let all: [any ComparedFigure] = [
    VolumeFigure(),
    AtRestFigure(),
    LineLoadFigure(),
    TimeFigure(),
    PromiseFigure(),
    FullTierFigure(),
    CostFigure(),
    CheapestFigure(),
  ]
}

/// One figure of one run.
package struct FigureRow: Sendable {
  /// The offer that it is of, by its id; nil where it is of all.
  package var offer: String?
  /// Which of the offer's figures it is.
  package var item: String
  package var value: FigureValue
}

/// What a figure can be; what can be subtracted follows from it.
package enum FigureValue: Sendable, Hashable {
  /// Of the base case; nil where there is none.
  case base(Double?, FigureUnit)
  /// The mean over the futures; nil where one of them has none.
  case mean(Double?, FigureUnit)
  /// The median of the futures with the values between which eight of ten lie.
  case band(RunResults.Spread, FigureUnit)
  /// A day; nil is after the plan.
  case day(CalendarDate?)
  /// A name.
  case words(String)
}

/// What a figure counts.
package enum FigureUnit: Sendable, Hashable {
  case studies, bytes, bitRate, seconds, share
  case money(Currency)
}

/// How a figure of one run differs from that of the run before.
package enum FigureChange: Sendable, Hashable {
  /// It does not.
  case same
  /// By so much, and by which share of what it was.
  case number(Double, FigureUnit, relative: Double?)
  /// By so many days, later being positive.
  case days(Int)
  /// It is another word or comes to lie within or beyond the plan.
  case other(String)
  /// Only the later run has it.
  case new
  /// Only the earlier run has it.
  case gone
  /// It has no difference.
  case none

  /// The change from one value to another; nil is a run that has no such figure.
  package init(from before: FigureValue?, to after: FigureValue?) {
    guard let before, let after else {
      self = before == nil ? (after == nil ? .none : .new) : .gone
      return
    }
    switch (before, after) {
    case (.base(let a?, let unit), .base(let b?, _)), (.mean(let a?, let unit), .mean(let b?, _)):
      let change = unit.difference(a, b)
      self = change == 0 ? .same : .number(change, unit, relative: a > 0 ? change / a : nil)
    case (.base(nil, _), .base(nil, _)), (.mean(nil, _), .mean(nil, _)): self = .same
    case (.band, .band): self = before == after ? .same : .none
    case (.day(let a?), .day(let b?)):
      self = a == b ? .same : .days(b.dayNumber - a.dayNumber)
    case (.day(nil), .day(nil)): self = .same
    case (.day(nil), .day): self = .other("now within the plan")
    case (.day, .day(nil)): self = .other("no longer within the plan")
    case (.words(let a), .words(let b)): self = a == b ? .same : .other("changed")
    default: self = .none
    }
  }
}

extension FigureValue {
  /// The value as a person reads it.
  package var text: String {
    switch self {
    case .base(let number, let unit), .mean(let number, let unit):
      number.map { unit.text($0) } ?? NumberText.none
    case .band(let spread, let unit): unit.text(spread)
    case .day(let day): day?.iso ?? NumberText.afterPlan
    case .words(let words): words.onOneLine
    }
  }
}

extension FigureUnit {
  /// A number with its unit.
  func text(_ number: Double) -> String { cell(number).text }

  /// A number with its sign and unit: +38.2 TB.
  func signed(_ number: Double) -> String {
    switch self {
    case .share:
      let points = NumberText.readable(abs(number) * 100)
      return (number < 0 ? "−" : "+") + points + " points"
    case .money: return (number < 0 ? "" : "+") + NumberText.whole(number)
    default: return (number < 0 ? "−" : "+") + text(abs(number))
    }
  }

  /// What one number is more than another; of money as it is shown, in whole units, so that what a
  /// reader subtracts agrees.
  func difference(_ before: Double, _ after: Double) -> Double {
    if case .money = self { after.rounded() - before.rounded() } else { after - before }
  }

  /// A median with its band.
  func text(_ spread: RunResults.Spread) -> String {
    let texts = [spread.p50, spread.p10, spread.p90].map { number in
      guard let number else { return NumberText.none }
      if case .money = self { return NumberText.whole(number) }
      return text(number)
    }
    return texts[1] == texts[2] ? texts[0] : "\(texts[0]) (\(texts[1])–\(texts[2]))"
  }

  /// Changes of several offers: +31.0 TB to +62.0 TB; what is the same in all once.
  func range(_ changes: [Double]) -> String {
    guard let low = changes.min(), let high = changes.max() else { return NumberText.none }
    if low == 0, high == 0 { return "same" }
    let ends = [low, high].map { $0 == 0 ? "0" : signed($0) }
    let suffix = if case .money(let currency) = self { " " + currency.code } else { "" }
    return (ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])") + suffix
  }

  private func cell(_ number: Double) -> ReportCell {
    switch self {
    case .studies: .count(number)
    case .bytes: .bytes(number)
    case .bitRate: .bitRate(number)
    case .seconds: .duration(number)
    case .share: .share(number)
    case .money(let currency): .money(number, currency)
    }
  }
}

extension FigureChange {
  /// The change as a person reads it.
  package var text: String {
    switch self {
    case .same: "same"
    case .number(let change, let unit, let relative):
      isHardlyAny(change, unit, relative) ? "about the same" : unit.signed(change)
    case .days(let days): Self.words(days)
    case .other(let words): words
    case .new: "new"
    case .gone: "gone"
    case .none: ""
    }
  }

  /// The change as a share of what was.
  package var relativeText: String {
    guard case .number(let change, let unit, let share?) = self, unit != .share,
      !isHardlyAny(change, unit, share)
    else { return "" }
    return (share < 0 ? "−" : "+") + NumberText.share(abs(share))
  }

  /// Whether a change is too small for the digits that are shown; money is shown to the unit.
  private func isHardlyAny(_ change: Double, _ unit: FigureUnit, _ relative: Double?) -> Bool {
    switch unit {
    case .share: abs(change) < 5e-5
    case .studies, .money: abs(change) < 0.5
    case .bytes, .bitRate, .seconds: abs(relative ?? 1) < 5e-4
    }
  }

  private static func words(_ days: Int) -> String {
    let size = abs(days)
    let months = (Double(size) / 30.44).rounded()
    let length =
      size < 31
      ? (size == 1 ? "1 day" : "\(size) days")
      : months == 1 ? "1 month" : "\(Int(months)) months"
    return length + (days < 0 ? " earlier" : " later")
  }
}

extension RunResults {
  /// The changes of a figure from one run to another by offer, for the offers that both have.
  func changes(to after: RunResults, _ figure: (Vendor) -> Double?) -> [Double] {
    vendors.compactMap { vendor in
      guard let other = after.vendor(vendor.id), let a = figure(vendor), let b = figure(other)
      else { return nil }
      return b - a
    }
  }
}
