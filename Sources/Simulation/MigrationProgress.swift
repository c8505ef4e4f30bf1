import PlanModel
import Quantities

/// How far one vendor has come with what was made before its go-live, day by day.
///
/// The youngest studies come first, a day of acquisition at a time: those of a day are there when all
/// bytes of it have been moved. What retention purges meanwhile is not moved.
struct MigrationProgress: Sendable {
  /// By how much bytes shrink on the way.
  let recompression: Double
  /// How it went, so far.
  private(set) var outcome: MigrationOutcome
  /// The oldest day whose studies are taken along.
  private let oldest: Int
  /// Moved, but not yet all of its day.
  private var moved = 0.0

  /// - Parameters:
  ///   - migration: How it is to go.
  ///   - takeOverDay: The day of the plan on which the vendor goes live.
  ///   - begin: The day of the plan on which it begins.
  ///   - legacyDays: How many days before the plan the legacy archive goes back.
  init(_ migration: Migration, takeOverDay: Int, begin: Int, legacyDays: Int) {
    recompression = migration.recompression
    oldest = max(
      -legacyDays, migration.years.map { takeOverDay - Int(($0 * 365.25).rounded()) } ?? .min)
    outcome = MigrationOutcome(begin: begin)
  }

  /// Lets in what has been moved by the end of today.
  ///
  /// - Parameters:
  ///   - history: What came in.
  ///   - retained: What is here.
  ///   - movable: The bytes that could be moved today, as they are where they come from.
  mutating func endDay(
    _ history: StoredHistory, _ retained: inout RetainedBytes, movable: Double
  ) {
    guard outcome.end == nil, history.day >= outcome.begin else { return }
    moved += movable
    let before = retained.firstDayHere
    var first = before
    while first > oldest {
      let bytes = retained.elsewhere(history, madeOn: first - 1)
      guard bytes <= moved else { break }
      moved -= bytes
      outcome.bytes += bytes
      first -= 1
    }
    if first < before { retained.begin(with: first, history) }
    if first <= oldest { outcome.end = history.day }
  }
}

/// How one vendor's migration went in one future.
public struct MigrationOutcome: Sendable, Hashable {
  /// The day of the plan on which it begins.
  public var begin: Int
  /// The day of the plan on which the last study is there; nil is after the plan.
  public var end: Int?
  /// Bytes moved, as they were where they came from.
  public var bytes = 0.0
}
