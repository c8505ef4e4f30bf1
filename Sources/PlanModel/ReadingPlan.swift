public import Quantities

/// How studies are read, and looked at afterwards.
public struct ReadingPlan: Hashable, Sendable {
  /// From the end of acquisition to the reading: lognormal.
  public struct Turnaround: Hashable, Sendable {
    /// Half of the studies are read by then.
    public var median: Seconds
    /// 95 of 100 are.
    public var p95: Seconds

    /// Makes a turnaround.
    public init(median: Seconds, p95: Seconds) {
      self.median = median
      self.p95 = p95
    }
  }

  /// Where a share of the readers sits.
  public struct Readers: Hashable, Sendable {
    /// An index into the scenario's sites, then its places; nil is where the study was made.
    public var place: Int?
    /// The share of studies that they read.
    public var share: Double

    /// Makes readers.
    public init(place: Int?, share: Double) {
      self.place = place
      self.share = share
    }
  }

  /// The older studies that a reader compares with.
  public struct Priors: Hashable, Sendable {
    /// How many for a study, in the mean; Poisson.
    public var perStudy: Double
    /// How old they are.
    public var ages: AgeDistribution

    /// Makes priors.
    public init(perStudy: Double, ages: AgeDistribution) {
      self.perStudy = perStudy
      self.ages = ages
    }
  }

  /// Looks at a study after it has been read, where it was made.
  public struct Views: Hashable, Sendable {
    /// How many for a study, in the mean; Poisson.
    public var perStudy: Double
    /// 95 of 100 come within this time of the reading; exponential.
    public var within: Seconds

    /// How long after the reading they come, in the mean: an exponential distribution's 95 % quantile is
    /// mean × ln 20.
    public var meanDelay: Seconds { Seconds(within.value / Elementary.log(20)) }

    /// Makes views.
    public init(perStudy: Double, within: Seconds) {
      self.perStudy = perStudy
      self.within = within
    }
  }

  /// What is brought to a reader before the study is read.
  public struct Prefetch: Hashable, Sendable {
    /// By ``PatientClass``: whether the priors of its studies are.
    public var classes: [Bool]
    /// How long before the acquisition it begins.
    public var ahead: Seconds
    /// Only priors that are at most so many days old.
    public var upTo: Double

    /// Makes a rule.
    public init(classes: [Bool], ahead: Seconds, upTo: Double) {
      self.classes = classes
      self.ahead = ahead
      self.upTo = upTo
    }
  }

  /// By ``PatientClass``, in its order.
  public var turnaround: [Turnaround]
  /// Their shares add to 1.
  public var readers: [Readers]
  /// nil is that nobody asks for older studies.
  public var priors: Priors?
  /// nil is that nobody looks again.
  public var views: Views?
  /// nil is that priors are asked for when the study is read.
  public var prefetch: Prefetch?

  /// Makes a plan.
  public init(turnaround: [Turnaround], readers: [Readers], priors: Priors?, views: Views?) {
    self.turnaround = turnaround
    self.readers = readers
    self.priors = priors
    self.views = views
  }
}

/// How old the studies are that are asked for.
///
/// Between two ages the share grows evenly; what is beyond the last lies between it and twice it.
public struct AgeDistribution: Hashable, Sendable {
  /// The share that is at most so many days old.
  public struct Point: Hashable, Sendable {
    /// The age.
    public var days: Double
    /// The share.
    public var share: Double

    /// Makes a point.
    public init(days: Double, share: Double) {
      self.days = days
      self.share = share
    }
  }

  /// Rising in both, from age 0 to share 1.
  public let points: [Point]

  /// Makes a distribution.
  ///
  /// - Parameter points: Rising in both, above 0.
  public init(_ points: [Point]) {
    var all = [Point(days: 0, share: 0)] + points
    if let last = all.last, last.share < 1 { all.append(Point(days: 2 * last.days, share: 1)) }
    self.points = all
  }

  /// A month of the tables, in days.
  public static let month = 365.25 / 12

  /// Relevant priors, Munich 2005: R. Nissen-Meyer and others and its companion of 2006.
  public static let published = AgeDistribution(
    [(3.0, 0.562), (6, 0.72), (12, 0.846), (24, 0.914), (60, 0.995)].map {
      Point(days: $0.0 * month, share: $0.1)
    })

  /// The age in days below which a share lies.
  public func quantile(_ share: Double) -> Double {
    let end = points.firstIndex { share <= $0.share } ?? points.count - 1
    guard end > 0 else { return 0 }
    let (low, high) = (points[end - 1], points[end])
    return low.days + (high.days - low.days) * (share - low.share) / (high.share - low.share)
  }

  /// The share that is at most so many days old.
  public func share(_ days: Double) -> Double {
    guard let end = points.firstIndex(where: { days <= $0.days }) else { return 1 }
    guard end > 0 else { return 0 }
    let (low, high) = (points[end - 1], points[end])
    return low.share + (high.share - low.share) * (days - low.days) / (high.days - low.days)
  }
}
