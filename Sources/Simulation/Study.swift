/// One study on its way, or one access to a study: small, copied, never an object of its own.
///
/// Its 40 bytes leave no gap, which would make copies slow.
struct Study {
  /// When it reaches the next stage: seconds since the start of the plan.
  var time: Double
  /// When its acquisition ended; of an access, when somebody began to wait for it. On an access that has
  /// not begun the bits are those of an ``AccessNote``.
  var acquired: Double
  /// Bytes as acquired; a whole number below 2⁵³.
  var bytes: Double
  /// Instances.
  var instances: Int32
  /// Index into the scenario's streams.
  var stream: UInt16
  /// Of ``PatientClass``; of an access, of the study that is read.
  var patientClass: UInt16
  /// Which study it is: a number of its own for as long as somebody may look for it.
  var id: UInt32 = 0
  /// The site where it is made; of an access, where the reader sits, as a place of the route map.
  var place: UInt16 = 0
  /// Of an access, what is asked for.
  var kind = AccessKind.current
  /// Of an access on its way, the tier that it comes from.
  var tier: UInt8 = 0
}

/// What a reader asks for.
enum AccessKind: UInt8 {
  /// The study to be read.
  case current
  /// An older study of the patient, to compare it with.
  case prior
  /// A look at the study after it has been reported.
  case view
}

/// A row of studies in order of time, in memory that is kept from batch to batch.
///
/// Everything that changes stands behind one pointer, so that no access is checked for exclusivity.
final class StudyBuffer {
  private struct Header {
    var base: UnsafeMutablePointer<Study>
    var capacity: Int
    var count = 0
  }

  private let header: UnsafeMutablePointer<Header>

  init(capacity: Int = 1_024) {
    header = .allocate(capacity: 1)
    header.initialize(to: Header(base: .allocate(capacity: capacity), capacity: capacity))
  }

  deinit {
    header.pointee.base.deallocate()
    header.deallocate()
  }

  /// The first study; another place after ``reserve(_:)`` and ``swap(with:)``.
  @inline(__always)
  var base: UnsafeMutablePointer<Study> { header.pointee.base }

  /// How many there are.
  @inline(__always)
  var count: Int {
    get { header.pointee.count }
    set { header.pointee.count = newValue }
  }

  /// Makes room for some more studies.
  @inline(__always)
  func reserve(_ more: Int) {
    if count + more > header.pointee.capacity { grow(to: count + more) }
  }

  @inline(__always)
  func append(_ study: Study) {
    reserve(1)
    base[count] = study
    count += 1
  }

  /// The first study, with one behind the last that never comes: who goes through them in order of time
  /// need not count.
  @inline(__always)
  func closed() -> UnsafeMutablePointer<Study> {
    reserve(1)
    base[count].time = .infinity
    return base
  }

  /// Replaces the content by another buffer's, from some place on.
  func copy(_ other: StudyBuffer, from first: Int = 0) {
    count = 0
    append(other, from: first)
  }

  /// Appends another buffer's content, from some place on.
  func append(_ other: StudyBuffer, from first: Int = 0) {
    append(other.base + first, other.count - first)
  }

  /// Appends some studies.
  func append(_ studies: UnsafePointer<Study>, _ more: Int) {
    reserve(more)
    (base + count).update(from: studies, count: more)
    count += more
  }

  /// Exchanges content and memory with another buffer.
  func swap(with other: StudyBuffer) { Swift.swap(&header.pointee, &other.header.pointee) }

  /// Drops the first studies.
  func removeFirst(_ dropped: Int) {
    count -= dropped
    base.update(from: base + dropped, count: count)
  }

  private func grow(to wanted: Int) {
    let larger = max(wanted, header.pointee.capacity * 2)
    let moved = UnsafeMutablePointer<Study>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    header.pointee.base = moved
    header.pointee.capacity = larger
  }
}

/// Studies of some days in order of time, to be passed on in pieces.
///
/// A piece ends with an hour and holds a few hundred studies: small enough to stay near the processor
/// while every queue of every vendor takes it, and so that memory does not grow with a day's studies.
final class StudyBatch {
  /// How many studies make a piece.
  private let pieceSize: Int
  /// All of them.
  let studies = StudyBuffer()
  private var ends: [(count: Int, watermark: Double)] = []

  init(pieceSize: Int = Batching().piece) { self.pieceSize = pieceSize }

  /// Ends a piece, where it is big enough.
  ///
  /// - Parameters:
  ///   - count: How many studies of the batch are made by then.
  ///   - watermark: An hour's end, in seconds since the start of the plan.
  @inline(__always)
  func endHour(count: Int, at watermark: Double) {
    if count - (ends.last?.count ?? 0) >= pieceSize { ends.append((count, watermark)) }
  }

  /// Hands out everything, piece by piece, and forgets it.
  ///
  /// - Parameters:
  ///   - watermark: All later studies are made then or after it.
  ///   - body: Takes a piece, which is valid until it returns.
  func empty(through watermark: Double, _ body: (StudyPiece) -> Void) {
    // Where nobody comes after the last piece it lasts to the end: accesses may still be asked for.
    if ends.last?.count == studies.count { ends.removeLast() }
    ends.append((studies.count, watermark))
    var first = 0
    for end in ends {
      body(
        StudyPiece(
          base: studies.base + first, count: end.count - first, watermark: end.watermark))
      first = end.count
    }
    ends.removeAll(keepingCapacity: true)
    studies.count = 0
  }
}

/// Some studies in order of time, for those who only read them.
struct StudyPiece {
  let base: UnsafeMutablePointer<Study>
  let count: Int
  /// All later studies are made then or after it, in seconds since the start of the plan.
  let watermark: Double
}
