/// Studies that wait in line, in memory that grows to the longest line there was.
final class StudyRing {
  private struct State {
    var places: UnsafeMutablePointer<Study>
    /// A power of two.
    var capacity: Int
    var head = 0
    var count = 0
  }

  /// Behind one pointer, so that no access is checked for exclusivity.
  private let state: UnsafeMutablePointer<State>

  init(capacity: Int = 256) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "places are found by a mask")
    state = .allocate(capacity: 1)
    state.initialize(to: State(places: .allocate(capacity: capacity), capacity: capacity))
  }

  deinit {
    state.pointee.places.deallocate()
    state.deallocate()
  }

  /// How many wait.
  @inline(__always)
  var count: Int { state.pointee.count }

  func append(_ study: Study) {
    if state.pointee.count == state.pointee.capacity { grow() }
    let row = state.pointee
    row.places[(row.head + row.count) & (row.capacity - 1)] = study
    state.pointee.count += 1
  }

  /// Takes out who has waited longest; there must be one.
  func removeFirst() -> Study {
    let row = state.pointee
    state.pointee.head = (row.head + 1) & (row.capacity - 1)
    state.pointee.count -= 1
    return row.places[row.head]
  }

  private func grow() {
    let row = state.pointee
    let moved = UnsafeMutablePointer<Study>.allocate(capacity: 2 * row.capacity)
    moved.update(from: row.places + row.head, count: row.capacity - row.head)
    (moved + (row.capacity - row.head)).update(from: row.places, count: row.head)
    row.places.deallocate()
    state.pointee = State(places: moved, capacity: 2 * row.capacity, count: row.count)
  }
}
