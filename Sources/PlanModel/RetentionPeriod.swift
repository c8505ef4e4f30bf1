import Quantities

/// How long studies are kept, as a rule says it.
public enum RetentionPeriod: Hashable, Sendable {
  /// Years since the study; nil is for ever.
  case years(Double?)
  /// The last years of a patient who comes again, another time for the studies of the others.
  case rolling(years: Double?, otherwise: Double?, returns: Double)
  /// Adults' studies for some years, minors' until the latest of some ends.
  case byAge(adult: Double?, minor: [RetentionTerm], minorShare: Double)
  /// Years since the patient was last seen, who comes for so many years more in the mean.
  case lastContact(years: Double, further: Double)

  /// The age at which a patient is no longer a minor.
  public static let majority = 18

  /// The same rule as a mixture of periods since the study, each for a share of the bytes: the
  /// shares add to 1, shorter periods come first, for ever is last.
  ///
  /// Minors' ages at the study are spread evenly from 0 to 18 years, in classes of a year at their
  /// middles (0.5, 1.5, … 17.5):
  ///
  ///     period of a class = max(N − age for each `age N`, years for each `years`)
  ///
  /// Example: 9 % minors, until 21 or 7 years: ages 0.5 to 13.5 are kept for 20.5 to 7.5 years,
  /// 0.5 % each; the other four classes for 7 years, as adults are: 91 % + 4 × 0.5 % = 93 %.
  ///
  /// How long after a study a patient is last seen is exponential, in ten classes of equal share at
  /// their middles:
  ///
  ///     period of class k = years − further × ln(1 − (k + ½)/10)
  public var components: [RetentionComponent] {
    switch self {
    case .years(let years): [RetentionComponent(share: 1, years: years)]
    case .lastContact(let years, let further):
      Self.merged(
        (0..<10).map { part in
          (0.1, years - further * Elementary.log(1 - (Double(part) + 0.5) / 10))
        })
    case .rolling(let years, let otherwise, let returns):
      Self.merged([(returns, years), (1 - returns, otherwise)])
    case .byAge(let adult, let minor, let minorShare):
      Self.merged(
        [(1 - minorShare, adult)]
          + (0..<Self.majority).map { age in
            (
              minorShare / Double(Self.majority),
              Self.latest(minor.map { $0.years(atAge: Double(age) + 0.5) })
            )
          })
    }
  }

  /// The same rule where another share of the bytes is minors'.
  public func with(minorShare: Double) -> RetentionPeriod {
    guard case .byAge(let adult, let minor, _) = self else { return self }
    return .byAge(adult: adult, minor: minor, minorShare: minorShare)
  }

  /// The latest of some ends, in years since the study; nil is never.
  public static func latest(_ ends: [Double?]) -> Double? {
    ends.reduce(0.0) { latest, end in
      guard let latest, let end else { return nil }
      return max(latest, end)
    }
  }

  private static func merged(_ parts: [(share: Double, years: Double?)]) -> [RetentionComponent] {
    var shares: [Double?: Double] = [:]
    for part in parts where part.share > 0 { shares[part.years, default: 0] += part.share }
    return shares.map { RetentionComponent(share: $0.value, years: $0.key) }
      .sorted { ($0.years ?? .infinity) < ($1.years ?? .infinity) }
  }
}

/// One end that a study can be kept to.
public enum RetentionTerm: Hashable, Sendable {
  /// Years since the study; nil is never.
  case years(Double?)
  /// A birthday of the patient.
  case age(Double)

  /// In years since a study at some age; nil is never.
  public func years(atAge age: Double) -> Double? {
    switch self {
    case .years(let years): years
    case .age(let birthday): max(0, birthday - age)
    }
  }
}

/// A share of the bytes that a rule is about, and how long it is kept.
public struct RetentionComponent: Hashable, Sendable {
  /// More than 0; those of a rule add to 1.
  public var share: Double
  /// Since the study; nil is for ever.
  public var years: Double?

  /// Makes a component.
  public init(share: Double, years: Double?) {
    self.share = share
    self.years = years
  }

  /// The same in days, at 365.25 days a year; nil is for ever.
  public var days: Int? { years.map { Int(($0 * 365.25).rounded()) } }
}

extension RetentionPeriod {
  /// As a sentence says it: `7 years; minors (9 %): until 21 or 7 years, whichever is later`.
  public var words: String {
    switch self {
    case .years(let years): return Self.words(years)
    case .lastContact(let years, let further):
      return
        "\(Self.words(years)) after the last contact, which comes \(Self.words(further)) after a"
        + " study in the mean"
    case .rolling(let years, let otherwise, let returns):
      let share = NumberText.written(share: returns)
      return "\(Self.words(years)) where the patient returns (\(share)), else"
        + " \(Self.words(otherwise))"
    case .byAge(let adult, let minor, let minorShare):
      let ends = minor.map { term in
        switch term {
        case .years(let years): Self.words(years)
        case .age(let age): "until \(NumberText.written(age))"
        }
      }
      let later = ends.count == 1 ? "" : ", whichever is \(ends.count == 2 ? "later" : "latest")"
      return "\(Self.words(adult)); minors (\(NumberText.written(share: minorShare))):"
        + " \(ends.joined(separator: " or "))\(later)"
    }
  }

  /// A time as people write it down: 7 years, for ever.
  public static func words(_ years: Double?) -> String {
    years.map { $0 == 1 ? "1 year" : "\(NumberText.written($0)) years" } ?? "for ever"
  }
}
