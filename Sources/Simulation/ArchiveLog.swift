/// When studies arrived in a vendor's archive, for those who ask for them, and accesses that wait for
/// studies that have not.
final class ArchiveLog {
  /// By the last bits of a study's number: when it arrived; infinite on its way, NaN where it is also
  /// waited for.
  private let arrivals: UnsafeMutablePointer<Double>
  private let mask: Int
  /// The greatest number of a study so far.
  private var newest: UInt32 = 0
  private var waiting: [UInt32: [Study]] = [:]
  /// Accesses that had to wait for their studies, whose arrivals are known: with the time of that, and
  /// when they were asked for.
  private var late: [(access: Study, asked: Double)] = []
  private let merged = StudyBuffer()

  /// - Parameter studies: Of how many studies the log remembers the arrival at least; those of
  ///   earlier ones lie far back.
  init(remembering studies: Int) {
    var capacity = 1_024
    while capacity < studies { capacity *= 2 }
    mask = capacity - 1
    arrivals = .allocate(capacity: capacity)
    arrivals.initialize(repeating: 0, count: capacity)
  }

  deinit { arrivals.deallocate() }

  /// Notes that studies are on their way.
  func begin(_ studies: StudyPiece) {
    for n in 0..<studies.count {
      let id = studies.base[n].id
      arrivals[Int(id) & mask] = .infinity
      // Numbers may run over their 32 bits.
      if Int32(bitPattern: id &- newest) > 0 { newest = id }
    }
  }

  /// Notes that studies have arrived, whose time is that of the arrival.
  func arrive(_ batch: StudyBuffer) {
    for n in 0..<batch.count { arrive(batch.base[n].id, at: batch.base[n].time) }
  }

  /// Notes that studies are there at once, since nobody knows their way.
  func arrive(_ studies: StudyPiece) {
    for n in 0..<studies.count { arrive(studies.base[n].id, at: studies.base[n].time) }
  }

  @inline(__always)
  private func arrive(_ id: UInt32, at time: Double) {
    let place = Int(id) & mask
    if arrivals[place].isNaN { release(id, at: time) }
    arrivals[place] = time
  }

  private func release(_ id: UInt32, at time: Double) {
    for access in waiting.removeValue(forKey: id) ?? [] { postpone(access, to: time) }
  }

  private func postpone(_ access: Study, to time: Double) {
    var access = access
    let asked = access.time
    access.time = max(asked, time)
    late.append((access, asked))
  }

  /// What can be read: of some accesses those whose studies are there, besides earlier ones whose
  /// studies have come.
  ///
  /// - Parameters:
  ///   - accesses: In order of time; all arrivals up to their last have been noted.
  ///   - watermark: All later accesses come after this; who waits for longer goes with them.
  /// - Returns: In order of time, those of one instant as they were asked for; valid until the next
  ///   call.
  func due(_ accesses: StudyBuffer, through watermark: Double) -> StudyBuffer {
    let (base, count) = (accesses.base, accesses.count)
    var n = 0
    while n < count, isThere(base[n]) { n &+= 1 }
    // Mostly all of them are.
    if n == count, late.isEmpty { return accesses }
    merged.count = 0
    merged.reserve(count)
    merged.append(base, n)
    while n < count {
      let access = base[n]
      if isThere(access) {
        merged.append(access)
      } else {
        let place = Int(access.id) & mask
        if arrivals[place] < .infinity {
          postpone(access, to: arrivals[place])
        } else {
          arrivals[place] = .nan
          waiting[access.id, default: []].append(access)
        }
      }
      n &+= 1
    }
    if late.count > 0 { mergeLate(through: watermark) }
    return merged
  }

  /// Whether an access finds its study.
  @inline(__always)
  private func isThere(_ access: Study) -> Bool {
    // Whose study is no longer remembered finds it there.
    let isRemembered = Int(newest &- access.id) <= mask
    return !isRemembered || arrivals[Int(access.id) & mask] <= access.time || Self.isAhead(access)
  }

  /// Whether a prior is fetched before its reader asks: it is older than the study that it comes with, and
  /// there whenever that arrives.
  @inline(__always)
  private static func isAhead(_ access: Study) -> Bool {
    access.kind == .prior && AccessNote(access.acquired).lead > 0
  }

  /// Puts those that had to wait among the others; few, so one by one.
  private func mergeLate(through watermark: Double) {
    // Where nobody had to wait, it was asked for at its time.
    var asked = (0..<merged.count).map { merged.base[$0].time }
    var kept: [(access: Study, asked: Double)] = []
    for waited in late {
      guard waited.access.time <= watermark else {
        kept.append(waited)
        continue
      }
      merged.append(waited.access)
      asked.append(waited.asked)
      let row = merged.base
      var place = merged.count - 1
      while place > 0,
        (row[place - 1].time, asked[place - 1]) > (waited.access.time, waited.asked)
      {
        row[place] = row[place - 1]
        asked[place] = asked[place - 1]
        place -= 1
      }
      row[place] = waited.access
      asked[place] = waited.asked
    }
    late = kept
  }
}
