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
final class StudyBuffer {
  private(set) var base: UnsafeMutablePointer<Study>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int = 2_048) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for some more studies.
  @inline(__always)
  func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  @inline(__always)
  func append(_ study: Study) {
    if count == capacity { grow(to: count + 1) }
    base[count] = study
    count += 1
  }

  /// Replaces the content by another buffer's.
  func copy(_ other: StudyBuffer) {
    count = 0
    reserve(other.count)
    base.update(from: other.base, count: other.count)
    count = other.count
  }

  /// Exchanges content and memory with another buffer.
  func swap(with other: StudyBuffer) {
    Swift.swap(&base, &other.base)
    Swift.swap(&capacity, &other.capacity)
    Swift.swap(&count, &other.count)
  }

  /// Drops the first studies.
  func removeFirst(_ dropped: Int) {
    count -= dropped
    base.update(from: base + dropped, count: count)
  }

  private func grow(to wanted: Int) {
    let larger = max(wanted, capacity * 2)
    let moved = UnsafeMutablePointer<Study>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
