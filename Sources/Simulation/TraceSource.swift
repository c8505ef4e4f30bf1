import PlanModel
import Quantities

/// Passes on one stream's recorded studies of a day, as they are.
struct TraceSource {
  /// Index into the scenario's streams.
  let stream: Int
  private let trace: StudyTrace
  private let site: UInt16
  /// Bytes of the catalogue's mean instance, for traces that do not count instances.
  private let bytesPerInstance: Double
  /// The first study that was not yet announced.
  private var next = 0
  /// The running day's studies, and the end of each of its hours among them.
  private var first = 0
  private var ends: [Int] = []

  init(_ place: Int, _ trace: StudyTrace, _ stream: StudyStream) {
    self.stream = place
    self.trace = trace
    site = UInt16(stream.site)
    bytesPerInstance = Self.bytesPerInstance(stream.modality)
  }

  /// Bytes of the catalogue's mean instance; at least 1.
  private static func bytesPerInstance(_ modality: CatalogueEntry) -> Double {
    let instances = modality.instances.mean
    return instances > 0 ? max(1, modality.bytes.mean / instances) : max(1, modality.bytes.mean)
  }

  /// As many instances as the catalogue's are of such a size, for traces that do not count them.
  private static func instances(of bytes: Double, each size: Double) -> Int32 {
    Int32(min(1e6, max(1, (bytes / size).rounded())))
  }

  /// Recorded studies, each looked up when it is asked for.
  typealias Studies = LazyMapSequence<Range<Int>, (bytes: Double, instances: Double)>

  /// The recorded studies before some time.
  ///
  /// - Parameters:
  ///   - end: In seconds since the start of the plan.
  ///   - trace: All that were recorded.
  ///   - modality: Theirs.
  /// - Returns: Bytes as acquired, and instances.
  static func studies(
    before end: Double, _ trace: StudyTrace, _ modality: CatalogueEntry
  ) -> Studies {
    let size = bytesPerInstance(modality)
    return trace.times.indices.prefix { trace.times[$0] < end }.lazy.map { row in
      let counted = trace.instances?[row] ?? instances(of: trace.bytes[row], each: size)
      return (trace.bytes[row], Double(counted))
    }
  }

  /// Announces the studies of a day, which must follow the day before.
  mutating func count(_ hours: DayHours, into sorter: DaySorter) {
    first = next
    ends.removeAll(keepingCapacity: true)
    for n in 0..<hours.range.count {
      let begin = next
      let end = Double(hours.range.lowerBound + n + 1) * 3600
      while next < trace.times.count, trace.times[next] < end { next += 1 }
      ends.append(next)
      sorter.expect(next - begin, inHour: n)
    }
  }

  /// Passes on the studies that ``count(_:into:)`` has announced.
  ///
  /// - Parameters:
  ///   - hours: The same day's.
  ///   - firstID: The number of the first; the others follow.
  ///   - random: Whose table takes the counters by which what follows a study is drawn.
  ///   - sorter: Takes the studies.
  /// - Returns: What they add up to.
  func pass(
    _ hours: DayHours, firstID: UInt32, _ random: StudyRandom, into sorter: DaySorter
  ) -> StudyTotals {
    var total = StudyTotals()
    total.studies = next - first
    guard total.studies > 0 else { return total }
    random.reserve(total.studies)
    let place = sorter.append(total.studies)
    let studies = sorter.made.base + place
    var row = first
    for n in 0..<hours.range.count {
      let buckets = sorter.buckets(ofHour: n)
      let begin = row
      while row < ends[n] {
        let time = trace.times[row]
        let bytes = trace.bytes[row]
        let instances =
          trace.instances?[row] ?? Self.instances(of: bytes, each: bytesPerInstance)
        buckets.note(at: time, study: place + row - first)
        random.table.index[row - first] = UInt32(truncatingIfNeeded: row - begin)
        random.table.hour[row - first] = hours.clock(n)
        studies[row - first] = Study(
          time: time, acquired: time, bytes: bytes, instances: instances, stream: UInt16(stream),
          patientClass: UInt16(
            trace.patientClasses?[row] ?? UInt8(PatientClass.outpatient.rawValue)),
          id: firstID &+ UInt32(truncatingIfNeeded: row - first), place: site)
        total.bytes += bytes
        total.instances += Double(instances)
        row += 1
      }
    }
    return total
  }
}

extension StudyStream {
  /// Bytes and instances of what was recorded before some time; nil for a stream that is drawn.
  func recorded(before end: Double) -> TraceSource.Studies? {
    trace.map { TraceSource.studies(before: end, $0, modality) }
  }
}
