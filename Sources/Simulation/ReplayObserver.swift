/// Looks on while a future is replayed: for tests, which follow every study.
///
/// Called once for a batch at a place and never for a study; nil in every run, where it costs nothing.
typealias ReplayObserver = (ReplayPassage, StudyBuffer) -> Void

/// Where some studies, or accesses to studies, have got to.
enum ReplayPassage: Hashable {
  /// Out of a queue: by vendor, whether of the system that runs until the vendor's takes over, and the
  /// queue's place in the layout.
  case queue(vendor: Int, isOld: Bool, place: Int)
  /// Into the primary copy.
  case archived(vendor: Int)
  /// Into the last copy, where there are further ones.
  case protected(vendor: Int)
  /// To a reader.
  case displayed(vendor: Int)
}

/// How many studies are passed on together. Results do not depend on it.
struct Batching: Sendable {
  /// So many at least make a batch, which ends with a day.
  var day = 250
  /// So many at least make a piece of it, which ends with an hour.
  var piece = 384
}
