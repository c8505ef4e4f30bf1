/// What the replications of a run leave behind: one record of fixed length each, and counts that
/// add up.
///
/// Records of disjoint replications merge to the same bytes as one run over all of them: rows stand
/// in order of their index, and what is summed over replications is whole numbers. The rows
/// themselves lie on the disk.
public struct RunRecords: Sendable {
  /// Where a row lies.
  private struct Row: Sendable {
    var file: RecordFile
    var number: Int
  }

  /// The replications' indices, ascending.
  public private(set) var indices: [Int] = []
  /// One row a replication, in the same order.
  private var rows: [Row] = []
  /// Microseconds of busy servers by vendor, queue and hour of the week in the last planning year,
  /// summed over the replications.
  private(set) var busy: [[[Int64]]]
  /// Studies replayed, all replications.
  public private(set) var studies = 0

  init(queues: [Int]) {
    busy = queues.map { Array(repeating: Array(repeating: 0, count: 168), count: $0) }
  }

  /// Takes in a replication's record.
  ///
  /// - Parameters:
  ///   - record: Of a replication that is not among these.
  ///   - file: Where its row goes.
  /// - Throws: ``RecordFileError`` where the disk is full or fails.
  mutating func add(_ record: ReplicationRecord, to file: RecordFile) throws(RecordFileError) {
    insert(Row(file: file, number: try file.append(record.row)), at: record.index)
    count(busy: record.busy, studies: record.studies)
  }

  /// Puts disjoint sets of replications together, in order of their index.
  public func merging(_ other: RunRecords) -> RunRecords {
    var result = self
    for (index, row) in zip(other.indices, other.rows) { result.insert(row, at: index) }
    result.count(busy: other.busy, studies: other.studies)
    return result
  }

  private mutating func insert(_ row: Row, at index: Int) {
    let place = indices.firstIndex { $0 >= index } ?? indices.count
    precondition(place == indices.count || indices[place] != index, "a replication counts once")
    indices.insert(index, at: place)
    rows.insert(row, at: place)
  }

  private mutating func count(busy more: [[[Int64]]], studies moreStudies: Int) {
    for vendor in busy.indices {
      for queue in busy[vendor].indices {
        for hour in 0..<168 { busy[vendor][queue][hour] += more[vendor][queue][hour] }
      }
    }
    studies += moreStudies
  }

  /// The records as bytes, the same for the same replications however they were come by.
  public var bytes: [UInt8] {
    get throws(RecordFileError) {
      var result: [UInt8] = []
      func append(_ word: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) {
          result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
      }
      for (place, index) in indices.enumerated() {
        append(UInt64(index))
        for value in try block(0..<rows[place].file.width, of: place..<place + 1) {
          append(value.bitPattern)
        }
      }
      for vendor in busy {
        for queue in vendor { for hour in queue { append(UInt64(bitPattern: hour)) } }
      }
      return result
    }
  }

  /// Makes sure that the rows can be read.
  func synchronize() throws(RecordFileError) {
    var last: RecordFile?
    for row in rows where row.file !== last {
      try row.file.synchronize()
      last = row.file
    }
  }

  /// Neighbouring figures of all replications, one replication after the other.
  func block(_ columns: Range<Int>) throws(RecordFileError) -> [Double] {
    try block(columns, of: rows.indices)
  }

  /// All figures of the first replication.
  func first(_ length: Int) throws(RecordFileError) -> [Double] {
    try block(0..<length, of: 0..<1)
  }

  private func block(
    _ columns: Range<Int>, of places: Range<Int>
  ) throws(RecordFileError) -> [Double] {
    var failure: RecordFileError?
    let width = columns.count
    let result = [Double](unsafeUninitializedCapacity: width * places.count) { numbers, count in
      numbers.initialize(repeating: 0)
      count = numbers.count
      for (place, row) in rows[places].enumerated() where failure == nil {
        let part = UnsafeMutableBufferPointer(
          rebasing: numbers[place * width..<(place + 1) * width])
        do throws(RecordFileError) {
          try row.file.read(row.number, from: columns.lowerBound, into: part)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return result
  }
}

/// Reads the figures of all replications, a few neighbouring ones at a time.
///
/// Its memory does not grow with the number of replications. A failure of the disk is kept until
/// somebody asks: what was read then is not to be used.
final class RecordColumns {
  /// Of how many replications.
  let count: Int
  /// The first failure.
  private(set) var failure: RecordFileError?
  /// Whether inputs differ between the replications.
  let isUncertain: Bool
  private let records: RunRecords
  private let again: RunRecords?
  private let total: Int
  /// Figures read at a time.
  private let width: Int
  private var read = 0..<0
  private var numbers: [Double] = []

  /// Reads records of some length.
  ///
  /// - Parameters:
  ///   - records: What is read.
  ///   - again: What their first replications gave a second time.
  ///   - isUncertain: Whether inputs differ between the replications.
  ///   - length: Figures in a record.
  ///   - limit: Numbers held at a time; the usual ones are 2 MB, which of 200 replications are 1,250
  ///     figures and of 10,000 still 25.
  init(
    _ records: RunRecords, again: RunRecords? = nil, isUncertain: Bool, length: Int,
    atATime limit: Int = 250_000
  ) {
    self.records = records
    self.again = again
    self.isUncertain = isUncertain
    total = length
    count = records.indices.count
    width = max(1, limit / max(1, count))
  }

  /// A figure of every replication.
  func column(_ place: Int) -> [Double] {
    if !read.contains(place) {
      read = place..<min(place + width, total)
      do throws(RecordFileError) {
        numbers = try records.block(read)
      } catch {
        failure = failure ?? error
        numbers = [Double](repeating: 0, count: read.count * count)
      }
    }
    let first = place - read.lowerBound
    return (0..<count).map { numbers[$0 * read.count + first] }
  }

  /// How much of what a figure differs by is chance; nil where it does not differ, or nobody knows.
  func split(_ place: Int) -> VarianceSplit? {
    let values = column(place)
    guard isUncertain else {
      return values.contains { $0 != values[0] } ? .allChance : nil
    }
    guard let again else { return nil }
    return VarianceSplit(of: values, again: second(place, of: again))
  }

  /// A figure of every replication that was played a second time.
  private func second(_ place: Int, of again: RunRecords) -> [Double] {
    do throws(RecordFileError) {
      return try again.block(place..<place + 1)
    } catch {
      failure = failure ?? error
      return []
    }
  }

  /// The sum of figures of every replication, added in their order.
  func sum(_ places: some Sequence<Int>) -> [Double] {
    places.reduce(into: [Double](repeating: 0, count: count)) { sums, place in
      for (row, value) in column(place).enumerated() { sums[row] += value }
    }
  }

  /// A figure's band over the replications.
  func band(_ place: Int) -> Band { Band(of: column(place)) }
}

/// What one replication leaves behind.
struct ReplicationRecord: Sendable {
  var index: Int
  var row: [Double]
  var busy: [[[Int64]]]
  var studies: Int
}

extension Band {
  /// Mean with its interval, and quantiles of some values; the mean adds them in their order,
  /// quantiles lie on straight lines between neighbours in order of size.
  public init(of values: [Double]) {
    guard !values.isEmpty else {
      self.init(mean: 0, p10: 0, p50: 0, p90: 0)
      return
    }
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      let part = position - Double(below)
      // What never ends cannot be interpolated.
      guard sorted[above].isFinite else { return part > 0 ? sorted[above] : sorted[below] }
      return sorted[below] + (sorted[above] - sorted[below]) * part
    }
    self.init(
      mean: values.reduce(0, +) / Double(values.count), p10: quantile(0.1), p50: quantile(0.5),
      p90: quantile(0.9), ci95: Confidence.halfWidth(of: values))
  }
}
