public import Quantities

/// How busy the busiest hour of the week may make a queue.
public enum LoadLimit {
  /// The busy share, from 0 to 1, above which nothing is left for bad days.
  public static let tight = 0.7
  /// The busy share above which the busiest hour itself is too much.
  public static let full = 0.95
}

/// In which planning year a queue stops being enough.
public struct LoadYears: Sendable, Hashable {
  /// The first planning year, from 1, in which something holds; nil is not in the plan.
  public struct First: Sendable, Hashable {
    /// In at least half of the futures.
    public var half: Int?
    /// In at least one future in ten; never later than `half`.
    public var tenth: Int?

    /// Makes a year.
    public init(half: Int?, tenth: Int?) {
      self.half = half
      self.tenth = tenth
    }

    /// Whether the plan reaches it in one future in ten.
    public var isReached: Bool { half != nil || tenth != nil }
  }

  /// The busiest hour of the week is more than ``LoadLimit/tight``.
  public var tight: First
  /// The busiest hour of the week is more than ``LoadLimit/full``.
  public var full: First
  /// The backlog has passed 7 days.
  public var behind: First

  /// Makes years.
  public init(tight: First, full: First, behind: First) {
    self.tight = tight
    self.full = full
    self.behind = behind
  }

  /// Whether any of the three is reached.
  public var areAnyReached: Bool { tight.isReached || full.isReached || behind.isReached }

  /// The year in which the queue stops being enough: does not cope or cannot keep up, in half of the
  /// futures, or else in one in ten; without either, the year in which it gets tight. nil is never.
  public var turning: Int? {
    [full.half, behind.half].compactMap(\.self).min()
      ?? [full.tenth, behind.tenth].compactMap(\.self).min() ?? tight.half ?? tight.tenth
  }
}

extension StageResult {
  /// In which planning years the queue gets tight, stops coping, and falls behind for good.
  ///
  /// - Parameter start: The first month of the plan.
  /// - Returns: The years, counted from 1.
  public func loadYears(from start: CalendarMonth) -> LoadYears {
    func first(above limit: Double) -> LoadYears.First {
      func year(_ quantile: KeyPath<Band, Double>) -> Int? {
        runningYears.first { years[$0].busyHour[keyPath: quantile] > limit }.map { $0 + 1 }
      }
      let half = year(\.p50)
      return LoadYears.First(half: half, tenth: year(\.p90) ?? half)
    }
    func year(_ date: CalendarDate?) -> Int? {
      date.map { ($0.month.index - start.index) / 12 + 1 }
    }
    return LoadYears(
      tight: first(above: LoadLimit.tight), full: first(above: LoadLimit.full),
      behind: LoadYears.First(half: year(saturated.p50), tenth: year(saturated.p10)))
  }
}
