/// Studies that wait in line, in memory that grows to the longest line there was.
final class StudyRing {
  private var places: UnsafeMutablePointer<Study>
  /// A power of two.
  private var capacity: Int
  private var head = 0
  private(set) var count = 0

  init(capacity: Int = 256) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "places are found by a mask")
    places = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { places.deallocate() }

  func append(_ study: Study) {
    if count == capacity { grow() }
    places[(head + count) & (capacity - 1)] = study
    count += 1
  }

  /// Takes out who has waited longest; there must be one.
  func removeFirst() -> Study {
    let study = places[head]
    head = (head + 1) & (capacity - 1)
    count -= 1
    return study
  }

  private func grow() {
    let moved = UnsafeMutablePointer<Study>.allocate(capacity: 2 * capacity)
    moved.update(from: places + head, count: capacity - head)
    (moved + (capacity - head)).update(from: places, count: head)
    places.deallocate()
    places = moved
    capacity *= 2
    head = 0
  }
}
