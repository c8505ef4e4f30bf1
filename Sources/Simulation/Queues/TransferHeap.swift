/// Transfers under way, the one that is through first on top: a binary heap of tags.
///
/// Tags move about, studies stay where they are. Behind the heap the row of tags keeps the free places.
final class TransferHeap {
  private struct Entry {
    var tag: Double
    var place: Int
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var studies: UnsafeMutablePointer<Study>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    entries = .allocate(capacity: capacity)
    studies = .allocate(capacity: capacity)
    for place in 0..<capacity { entries[place] = Entry(tag: 0, place: place) }
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
    studies[place] = study
    var child = count
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].tag <= tag { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = Entry(tag: tag, place: place)
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
      if child + 1 < count, heap[child + 1].tag < heap[child].tag { child += 1 }
      if heap[child].tag >= last.tag { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    heap[count].place = place
    return studies[place]
  }

  private func grow() {
    let larger = 2 * capacity
    let moreEntries = UnsafeMutablePointer<Entry>.allocate(capacity: larger)
    let moreStudies = UnsafeMutablePointer<Study>.allocate(capacity: larger)
    moreEntries.update(from: entries, count: capacity)
    moreStudies.update(from: studies, count: capacity)
    for place in capacity..<larger { moreEntries[place] = Entry(tag: 0, place: place) }
    entries.deallocate()
    studies.deallocate()
    entries = moreEntries
    studies = moreStudies
    capacity = larger
  }
}
