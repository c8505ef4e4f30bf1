/// One study on its way: small, copied, never an object of its own.
struct Study {
  /// When it reaches the next stage: seconds since the start of the plan.
  var time: Double
  /// When its acquisition ended.
  var acquired: Double
  /// Bytes as acquired; a whole number below 2⁵³.
  var bytes: Double
  /// Instances.
  var instances: Int32
  /// Index into the scenario's streams.
  var stream: UInt16
  /// Of ``PatientClass``; wide enough to leave no gap in 32 bytes, which would make copies slow.
  var patientClass: UInt16
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

  init(capacity: Int = 2_048) {
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

  /// Replaces the content by another buffer's, from some place on.
  func copy(_ other: StudyBuffer, from first: Int = 0) {
    count = 0
    append(other, from: first)
  }

  /// Appends another buffer's content, from some place on.
  func append(_ other: StudyBuffer, from first: Int = 0) {
    reserve(other.count - first)
    (base + count).update(from: other.base + first, count: other.count - first)
    count += other.count - first
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
