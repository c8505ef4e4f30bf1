/// Transfers under way, the one that is through first on top: a binary heap of tags. Of equal tags the
/// first to come is first.
///
/// Tags move about, studies stay where they are. Behind the heap the row of tags keeps the free places.
final class TransferHeap {
  private struct Entry {
    var tag: Double
    /// How many came before since nobody was under way.
    var number: UInt32
    var place: UInt32

    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool {
      a.tag < b.tag || a.tag == b.tag && a.number < b.number
    }
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var studies: UnsafeMutablePointer<Study>
  private var capacity: Int
  private(set) var count = 0
  private var came: UInt32 = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    entries = .allocate(capacity: capacity)
    studies = .allocate(capacity: capacity)
    for place in 0..<capacity {
      entries[place] = Entry(tag: 0, number: 0, place: UInt32(place))
    }
  }

  deinit {
    entries.deallocate()
    studies.deallocate()
  }

  /// The tag on top; there must be one.
  @inline(__always)
  var leastTag: Double { entries[0].tag }

  @inline(__always)
  func insert(_ study: Study, tag: Double) {
    if count == capacity { grow() }
    let heap = entries
    let place = heap[count].place
    studies[Int(place)] = study
    came = count == 0 ? 0 : came &+ 1
    var child = count
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].tag <= tag { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = Entry(tag: tag, number: came, place: place)
    count += 1
  }

  /// Takes out the study with the least tag; there must be one.
  @inline(__always)
  func removeLeast() -> Study {
    let heap = entries
    count -= 1
    let count = count
    let place = heap[0].place
    let last = heap[count]
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= count { break }
      if child + 1 < count, heap[child + 1] < heap[child] { child += 1 }
      if last < heap[child] { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    heap[count].place = place
    return studies[Int(place)]
  }

  private func grow() {
    let larger = 2 * capacity
    let moreEntries = UnsafeMutablePointer<Entry>.allocate(capacity: larger)
    let moreStudies = UnsafeMutablePointer<Study>.allocate(capacity: larger)
    moreEntries.update(from: entries, count: capacity)
    moreStudies.update(from: studies, count: capacity)
    for place in capacity..<larger {
      moreEntries[place] = Entry(tag: 0, number: 0, place: UInt32(place))
    }
    entries.deallocate()
    studies.deallocate()
    entries = moreEntries
    studies = moreStudies
    capacity = larger
  }
}
