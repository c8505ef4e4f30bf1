public import Quantities

/// How the present archive gets into that of an offer.
///
/// It begins at the offer's go-live, or some months later, and takes the youngest studies first. It has
/// the lowest priority: at each hour it gets what clinical traffic leaves of the lines and servers on
/// the way.
public struct Migration: Hashable, Sendable {
  /// Of the years before go-live those that are taken along; nil is all.
  public var years: Double?
  /// When it runs; nil is always.
  public var window: WeekWindow?
  /// The most bytes a second, as the present archive keeps them; nil is what the way allows.
  public var rate: BitsPerSecond?
  /// Where the present archive stands: an index into the sites, then the places.
  public var from: Int
  /// Months from go-live to its beginning.
  public var delayMonths: Int
  /// By how much bytes shrink when they are compressed anew.
  public var recompression: Double

  /// Makes a migration.
  public init(
    years: Double?, window: WeekWindow?, rate: BitsPerSecond?, from: Int, delayMonths: Int = 0,
    recompression: Double = 1
  ) {
    self.years = years
    self.window = window
    self.rate = rate
    self.from = from
    self.delayMonths = delayMonths
    self.recompression = recompression
  }
}

extension Scenario {
  /// Whether the legacy archive is moved into a vendor's, rather than there at once.
  public func isMigrated(vendor: Int) -> Bool {
    legacy.map { $0.stored.count > 0 && $0.migration != nil } ?? false
      && oldSystem.vendor != vendor
  }

  /// Whether a vendor's option needs the old system besides in any month: until its go-live, and until what
  /// the old system holds has been moved.
  public func isReplacing(_ vendor: Int) -> Bool {
    oldSystem.vendor != vendor
      && (vendors[vendor].contract.goLive > 1 || isMigrated(vendor: vendor))
  }
}
