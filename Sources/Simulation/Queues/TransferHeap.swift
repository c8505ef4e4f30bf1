/// Transfers under way, the one that is through first on top: a binary heap of tags. Of equal tags the
/// first to come is first.
///
/// Tags move about, studies stay where they are. Behind the heap the row of tags keeps the free places.
final class TransferHeap {
  private struct Entry {
    var tag: Double
    /// How many came before since nobody was under way.
    var number: UInt32 = 0
    var place: UInt32

    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool {
      a.tag < b.tag || a.tag == b.tag && a.number < b.number
    }
  }

  private struct State {
    var entries: UnsafeMutablePointer<Entry>
    var studies: UnsafeMutablePointer<Study>
    var capacity: Int
    var count = 0
    /// The number of the last to come.
    var number: UInt32 = 0
  }

  /// Behind one pointer, so that no access is checked for exclusivity.
  private let state: UnsafeMutablePointer<State>

  init(capacity: Int = 256) {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        entries: .allocate(capacity: capacity), studies: .allocate(capacity: capacity),
        capacity: capacity))
    for place in 0..<capacity {
      state.pointee.entries[place] = Entry(tag: 0, place: UInt32(place))
    }
  }

  deinit {
    state.pointee.entries.deallocate()
    state.pointee.studies.deallocate()
    state.deallocate()
  }

  /// How many are under way.
  @inline(__always)
  var count: Int { state.pointee.count }

  /// The tag on top; there must be one.
  @inline(__always)
  var leastTag: Double { state.pointee.entries[0].tag }

  @inline(__always)
  func insert(_ study: Study, tag: Double) {
    var child = state.pointee.count
    if child == state.pointee.capacity { grow() }
    let heap = state.pointee.entries
    let place = heap[child].place
    let number = child == 0 ? 0 : state.pointee.number &+ 1
    state.pointee.studies[Int(place)] = study
    state.pointee.count = child &+ 1
    state.pointee.number = number
    while child > 0 {
      let parent = (child &- 1) / 2
      if heap[parent].tag <= tag { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = Entry(tag: tag, number: number, place: place)
  }

  /// Takes out the study with the least tag; there must be one.
  @inline(__always)
  func removeLeast() -> Study {
    let heap = state.pointee.entries
    let count = state.pointee.count &- 1
    state.pointee.count = count
    let place = heap[0].place
    let last = heap[count]
    var parent = 0
    while true {
      var child = 2 &* parent &+ 1
      if child >= count { break }
      if child &+ 1 < count, heap[child &+ 1] < heap[child] { child &+= 1 }
      if last < heap[child] { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    heap[count].place = place
    return state.pointee.studies[Int(place)]
  }

  @inline(never)
  private func grow() {
    let (old, capacity) = (state.pointee, state.pointee.capacity)
    let larger = 2 * capacity
    state.pointee.entries = .allocate(capacity: larger)
    state.pointee.studies = .allocate(capacity: larger)
    state.pointee.capacity = larger
    state.pointee.entries.update(from: old.entries, count: capacity)
    state.pointee.studies.update(from: old.studies, count: capacity)
    for place in capacity..<larger {
      state.pointee.entries[place] = Entry(tag: 0, place: UInt32(place))
    }
    old.entries.deallocate()
    old.studies.deallocate()
  }
}
