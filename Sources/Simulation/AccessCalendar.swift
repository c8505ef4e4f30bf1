/// Accesses that lie ahead, by the hour in which they come.
///
/// Each hour has a chain of small chunks from a common store, so that memory follows what lies ahead
/// and not how far.
final class AccessCalendar {
  /// How many hours ahead have a chain of their own; what comes later is looked through now and then.
  private static let span = 4_096
  private static let chunkSize = 15

  private struct Chunk {
    /// The chunk before it in the same hour, or in the store; −1 is none.
    var next: Int32
    var count: Int32
  }

  private let last: UnsafeMutablePointer<Int32>
  private var chunks: UnsafeMutablePointer<Chunk>
  private var places: UnsafeMutablePointer<Study>
  private var capacity = 64
  private var store: Int32 = -1
  private let later = StudyBuffer(capacity: 16)
  private let sorter = DaySorter()
  /// The first hour that has not been taken out.
  private var hour = 0

  init() {
    last = .allocate(capacity: Self.span)
    last.initialize(repeating: -1, count: Self.span)
    chunks = .allocate(capacity: capacity)
    places = .allocate(capacity: capacity * Self.chunkSize)
    putIntoStore(0..<capacity)
  }

  deinit {
    last.deallocate()
    chunks.deallocate()
    places.deallocate()
  }

  /// Adds an access, not before the hours that have been taken out.
  @inline(__always)
  func add(_ access: Study) {
    let ahead = Int(access.time * (1 / 3600)) - hour
    guard ahead < Self.span else { return later.append(access) }
    let place = (hour &+ max(0, ahead)) & (Self.span - 1)
    var chunk = Int(last[place])
    if chunk < 0 || Int(chunks[chunk].count) == Self.chunkSize { chunk = open(place) }
    places[chunk &* Self.chunkSize &+ Int(chunks[chunk].count)] = access
    chunks[chunk].count &+= 1
  }

  /// Takes out everything of the hours that have ended by then, in order of time.
  func take(through watermark: Double, into accesses: StudyBuffer) {
    while Double(hour + 1) * 3600 <= watermark {
      takeHour(into: accesses)
      hour += 1
      if hour % (Self.span / 2) == 0 { lookThroughLater() }
    }
  }

  private func takeHour(into accesses: StudyBuffer) {
    let place = hour & (Self.span - 1)
    guard last[place] >= 0 else { return }
    sorter.begin(firstHour: hour, hours: 1)
    var chunk = Int(last[place])
    var count = 0
    while chunk >= 0 {
      count += Int(chunks[chunk].count)
      chunk = Int(chunks[chunk].next)
    }
    sorter.expect(count, inHour: 0)
    sorter.layOut()
    let first = sorter.append(count)
    let made = sorter.made.base + first
    // The last chunk comes first: filled from the back, those of one instant stay in order.
    var end = count
    chunk = Int(last[place])
    while chunk >= 0 {
      let size = Int(chunks[chunk].count)
      end -= size
      (made + end).update(from: places + chunk * Self.chunkSize, count: size)
      let next = chunks[chunk].next
      chunks[chunk] = Chunk(next: store, count: 0)
      store = Int32(chunk)
      chunk = Int(next)
    }
    last[place] = -1
    let buckets = sorter.buckets(ofHour: 0)
    let begin = Double(hour) * 3600
    for n in 0..<count {
      let part = (made[n].time - begin) * (0x1p32 / 3600)
      buckets.note(UInt32(max(0, min(part, 0x1p32 - 1))), study: first + n)
    }
    sorter.finish(into: accesses)
  }

  private func open(_ place: Int) -> Int {
    if store < 0 { grow() }
    let chunk = Int(store)
    store = chunks[chunk].next
    chunks[chunk] = Chunk(next: last[place], count: 0)
    last[place] = Int32(chunk)
    return chunk
  }

  private func grow() {
    let larger = 2 * capacity
    let moreChunks = UnsafeMutablePointer<Chunk>.allocate(capacity: larger)
    let morePlaces = UnsafeMutablePointer<Study>.allocate(capacity: larger * Self.chunkSize)
    moreChunks.update(from: chunks, count: capacity)
    morePlaces.update(from: places, count: capacity * Self.chunkSize)
    chunks.deallocate()
    places.deallocate()
    (chunks, places) = (moreChunks, morePlaces)
    putIntoStore(capacity..<larger)
    capacity = larger
  }

  private func putIntoStore(_ range: Range<Int>) {
    for chunk in range {
      chunks[chunk] = Chunk(next: store, count: 0)
      store = Int32(chunk)
    }
  }

  private func lookThroughLater() {
    let aside = StudyBuffer(capacity: max(1, later.count))
    aside.swap(with: later)
    later.count = 0
    for n in 0..<aside.count { add(aside.base[n]) }
  }
}
