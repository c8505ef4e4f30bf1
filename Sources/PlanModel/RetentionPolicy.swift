public import Quantities

/// How long studies are kept, and whether the archive deletes them then.
public struct RetentionPolicy: Hashable, Sendable {
  /// Whether studies are purged when their time is over.
  public var purges: Bool
  /// The rules; the first is the default. A rule stands there again for each other share of minors
  /// that a stream has.
  public var rules: [RetentionRule]
  /// The share of each day's bytes that a legal hold keeps for ever.
  public var hold = 0.0

  /// Makes a policy.
  public init(purges: Bool, rules: [RetentionRule]) {
    self.purges = purges
    self.rules = rules
  }

  /// The rule for a modality: its own code, then the longest pattern, then the default.
  public func rule(for code: String) -> Int {
    let fitting = rules.indices.dropFirst().compactMap { index in
      rules[index].specificity(for: code).map { (index, $0) }
    }
    // Of rules that are alike the first is the one that was written.
    return fitting.max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0 ?? 0
  }

  /// The rule for a modality of which another share than the rule says is minors'.
  public mutating func rule(for code: String, minorShare: Double?) -> Int {
    let written = rule(for: code)
    guard let minorShare else { return written }
    let own = rules[written].with(minorShare: minorShare)
    if let known = rules.firstIndex(of: own) { return known }
    rules.append(own)
    return rules.count - 1
  }
}

/// How long the studies of some modalities are kept.
public struct RetentionRule: Hashable, Sendable {
  /// A modality code or the beginning of one followed by `*`; `default` for the rest.
  public var modalities: String
  /// How long, at the start of the plan.
  public var period: RetentionPeriod
  /// How long from some month on.
  public var changes: [RetentionChange]

  /// Makes a rule.
  public init(modalities: String, period: RetentionPeriod, changes: [RetentionChange] = []) {
    self.modalities = modalities
    self.period = period
    self.changes = changes
  }

  /// Makes a rule of years since the study; nil is for ever.
  public init(modalities: String, years: Double?) {
    self.init(modalities: modalities, period: .years(years))
  }

  /// How closely the rule names a modality: the more, the more specific; nil is not at all.
  public func specificity(for code: String) -> Int? {
    if modalities == code { return .max }
    guard modalities.hasSuffix("*"), code.hasPrefix(modalities.dropLast()) else { return nil }
    return modalities.count
  }

  /// The same rule where another share of the bytes is minors'.
  func with(minorShare: Double) -> RetentionRule {
    var rule = self
    rule.period = period.with(minorShare: minorShare)
    for index in changes.indices {
      rule.changes[index].period = changes[index].period.with(minorShare: minorShare)
    }
    return rule
  }

  /// Every period that the rule ever has, in the order of time.
  public var periods: [RetentionPeriod] { [period] + changes.map(\.period) }

  /// The longest that any study of it is kept, in years; nil is for ever.
  public var longest: Double? {
    RetentionPeriod.latest(periods.flatMap(\.components).map(\.years))
  }

  /// The shares of the bytes that are kept alike at all times, each with its days by period; nil
  /// is for ever.
  ///
  /// Where a change meets a mixture, those kept longest before are kept longest after: each
  /// period's components are laid end to end, shortest first, and cut wherever one of them ends.
  public var strands: [RetentionStrand] {
    let mixtures = periods.map(\.components)
    var places = mixtures.map { _ in 0 }
    var left = mixtures.map { $0[0].share }
    var strands: [RetentionStrand] = []
    while true {
      let share = left.min() ?? 0
      let days = zip(mixtures, places).map { $0[$1].days }
      if let last = strands.last, last.days == days {
        strands[strands.count - 1].share += share
      } else {
        strands.append(RetentionStrand(share: share, days: days))
      }
      var isDone = true
      for index in mixtures.indices {
        left[index] -= share
        // What rounding leaves of a component is none.
        if left[index] < 1e-12, places[index] + 1 < mixtures[index].count {
          places[index] += 1
          left[index] += mixtures[index][places[index]].share
        }
        if left[index] >= 1e-12 { isDone = false }
      }
      if isDone { return Self.whole(strands) }
    }
  }

  /// The same with shares that add to 1, so that no byte is lost to rounding.
  private static func whole(_ strands: [RetentionStrand]) -> [RetentionStrand] {
    let sum = strands.reduce(0) { $0 + $1.share }
    return strands.map { RetentionStrand(share: $0.share / sum, days: $0.days) }
  }
}

/// Another time to keep studies, from some month on.
public struct RetentionChange: Hashable, Sendable {
  /// The month on whose first day it begins.
  public var on: CalendarMonth
  /// How long from then on.
  public var period: RetentionPeriod

  /// Makes a change.
  public init(on: CalendarMonth, period: RetentionPeriod) {
    self.on = on
    self.period = period
  }
}

/// A share of a rule's bytes whose time is the same at all times of the plan.
public struct RetentionStrand: Hashable, Sendable {
  /// More than 0; those of a rule add to 1.
  public var share: Double
  /// Days since the study, by period of the rule; nil is for ever.
  public var days: [Int?]

  /// Makes a strand.
  public init(share: Double, days: [Int?]) {
    self.share = share
    self.days = days
  }
}

extension Scenario {
  /// The retention rules as a list says them, the default first: `MG-*: 10 years`.
  public var retentionWords: [String] {
    let hold =
      retention.hold > 0
      ? ["legal hold: \(NumberText.written(share: retention.hold)) of the bytes for ever"] : []
    return retention.rules.enumerated().map { index, rule in
      let isWritten = retention.rules.firstIndex { $0.modalities == rule.modalities } == index
      let streams = streams.filter { $0.retentionRule == index }.map(\.id)
      let subject = isWritten ? rule.modalities : streams.joined(separator: ", ")
      let changes = rule.changes.map { "; from \($0.on.iso): \($0.period.words)" }
      return "\(subject): \(rule.period.words)\(changes.joined())"
    } + hold
  }
}
