public import Quantities

/// How often a line or a system fails, and when it is taken out of service.
public struct Reliability: Hashable, Sendable {
  /// The share of the time in which it has not failed; planned work does not count. 1 is that it never
  /// fails.
  public var availability: Double
  /// How long a failure lasts, in the mean; exponential, like the time between two.
  public var repair: Seconds
  /// When it is taken out of service on purpose.
  public var maintenance: [Maintenance]

  /// Makes a reliability.
  public init(
    availability: Double = 1, repair: Seconds = Seconds(0), maintenance: [Maintenance] = []
  ) {
    self.availability = availability
    self.repair = repair
    self.maintenance = maintenance
  }

  /// How many failures a year brings, in the mean.
  ///
  ///     1 year ÷ (time between failures + repair) = 1 year × (1 − availability) ÷ repair
  public var failuresPerYear: Double {
    availability < 1 ? 365.25 * 86_400 * (1 - availability) / repair.value : 0
  }
}

/// Work on a line or a system for which it is taken out of service, again and again.
public struct Maintenance: Hashable, Sendable {
  /// When in the week.
  public var window: WeekWindow
  /// In every how many weeks, from the first of the plan.
  public var everyWeeks: Int

  /// Makes maintenance.
  public init(window: WeekWindow, everyWeeks: Int) {
    self.window = window
    self.everyWeeks = everyWeeks
  }
}

/// The same hours of some days of the week.
public struct WeekWindow: Hashable, Sendable {
  /// The days on which it begins, Monday is 0.
  public var days: Set<Int>
  /// Seconds from midnight.
  public var from: Int
  /// Seconds from midnight; at or before the beginning it ends on the next day.
  public var to: Int

  /// Makes a window.
  public init(days: Set<Int> = Set(0..<7), from: Int, to: Int) {
    self.days = days
    self.from = from
    self.to = to
  }

  /// How long it is open, in seconds.
  public var length: Int { to > from ? to - from : to + 86_400 - from }

  /// For each hour of the week, Monday 0:00 first, whether it lies within; for windows of whole hours.
  public var hoursOfWeek: [Bool] {
    var open = [Bool](repeating: false, count: 168)
    for day in days {
      for hour in 0..<(length / 3_600) { open[(day * 24 + from / 3_600 + hour) % 168] = true }
    }
    return open
  }
}

/// The share of a line that PACS may use in some hours of the week.
public struct ShareWindow: Hashable, Sendable {
  /// Whole hours.
  public var window: WeekWindow
  /// The share in them.
  public var share: Fraction

  /// Makes a window.
  public init(window: WeekWindow, share: Fraction) {
    self.window = window
    self.share = share
  }
}

/// A time at which a line or a system does not work, known beforehand.
public struct Outage: Hashable, Sendable {
  /// What does not work.
  public enum Target: Hashable, Sendable {
    /// A line, by its id: in both directions, for every offer.
    case line(String)
    /// The servers at the core of a vendor, by its id.
    case vendor(String)
  }

  /// What does not work.
  public var target: Target
  /// The day on which it begins.
  public var day: CalendarDate
  /// Seconds from midnight, as clocks on the wall show it.
  public var time: Int
  /// How long it lasts.
  public var duration: Seconds
  /// Why, in the user's words.
  public var note: String?

  /// Makes an outage.
  public init(
    target: Target, day: CalendarDate, time: Int, duration: Seconds, note: String? = nil
  ) {
    self.target = target
    self.day = day
    self.time = time
    self.duration = duration
    self.note = note
  }
}
