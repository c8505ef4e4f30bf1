public import Quantities

/// A dated change of the plan: more studies, bigger ones, another scanner, a department or a site
/// that opens.
public struct ExpansionEvent: Hashable, Sendable {
  /// What changes.
  public enum Change: Hashable, Sendable {
    /// A stream gets more studies, or fewer.
    case volume(VolumeChange)
    /// All studies of a stream are this many times as big.
    case studySize(stream: Int, factor: Estimate)
    /// New scanners take the place of old ones.
    case replaceScanner(ScannerReplacement)
    /// A stream begins: it has no studies before.
    case goLive(stream: Int, rampMonths: Int)
    /// A site begins: its streams have no studies before.
    case openSite(site: Int, rampMonths: Int)
    /// The studies of a retention rule, named as it is, are kept otherwise.
    case retention(rule: String, period: RetentionPeriod)
  }

  /// The month on whose first day it happens.
  public var on: CalendarMonth
  /// What changes.
  public var change: Change
  /// Why, in the user's words.
  public var note: String?

  /// Makes an event.
  public init(on: CalendarMonth, change: Change, note: String? = nil) {
    self.on = on
    self.change = change
    self.note = note
  }
}

/// A stream gets more studies, or fewer.
public struct VolumeChange: Hashable, Sendable {
  /// Index into the scenario's streams.
  public var stream: Int
  /// What comes on top, a year at the event's date; less than 0 is a loss.
  public var studiesPerYear: Estimate
  /// Over how many months it comes.
  public var rampMonths: Int
  /// Whether the addition grows with the stream.
  public var grows: Bool
  /// Scanners that come with it; less than 0 are given up.
  public var scanners: Int

  /// Makes a change of volume.
  public init(
    stream: Int, studiesPerYear: Estimate, rampMonths: Int = 0, grows: Bool = true,
    scanners: Int = 0
  ) {
    self.stream = stream
    self.studiesPerYear = studiesPerYear
    self.rampMonths = rampMonths
    self.grows = grows
    self.scanners = scanners
  }
}

/// New scanners take the place of as many old ones, the oldest first.
public struct ScannerReplacement: Hashable, Sendable {
  /// Index into the scenario's streams.
  public var stream: Int
  /// How many.
  public var scanners: Int
  /// How big their studies are against those of the scanners at the start of the plan.
  public var sizeFactor: Estimate
  /// How long one study takes on them; nil is as before.
  public var minutesPerStudy: Double?
  /// For how many days, from the event's date, neither the old nor the new ones work.
  public var closedDays: Int

  /// Makes a replacement.
  public init(
    stream: Int, scanners: Int, sizeFactor: Estimate = .known(1), minutesPerStudy: Double? = nil,
    closedDays: Int = 0
  ) {
    self.stream = stream
    self.scanners = scanners
    self.sizeFactor = sizeFactor
    self.minutesPerStudy = minutesPerStudy
    self.closedDays = closedDays
  }
}

/// The scanners of a stream.
public struct Scanners: Hashable, Sendable {
  /// How many there are at the start of the plan.
  public var count: Int
  /// How long one study takes; nil is unknown, and then their capacity is.
  public var minutesPerStudy: Double?
  /// How many hours of a week they work.
  public var openHours: Double

  /// Makes a stream's scanners.
  public init(count: Int, minutesPerStudy: Double?, openHours: Double) {
    self.count = count
    self.minutesPerStudy = minutesPerStudy
    self.openHours = openHours
  }
}
