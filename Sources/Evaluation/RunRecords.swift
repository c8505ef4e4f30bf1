/// What the replications of a run leave behind: one record of fixed length each, and counts that
/// add up.
///
/// Records of disjoint replications merge to the same bytes as one run over all of them: rows stand
/// in order of their index, and what is summed over replications is whole numbers.
public struct RunRecords: Sendable {
  /// The replications' indices, ascending.
  public private(set) var indices: [Int] = []
  /// One row a replication, in the same order.
  private(set) var rows: [[Double]] = []
  /// Microseconds of busy servers by vendor, queue and hour of the week in the last planning year,
  /// summed over the replications.
  private(set) var busy: [[[Int64]]]
  /// Studies replayed, all replications.
  public private(set) var studies = 0

  init(queues: [Int]) {
    busy = queues.map { Array(repeating: Array(repeating: 0, count: 168), count: $0) }
  }

  /// Takes in a replication's record.
  mutating func add(_ record: ReplicationRecord) {
    insert(record.row, at: record.index)
    count(busy: record.busy, studies: record.studies)
  }

  /// Puts disjoint sets of replications together, in order of their index.
  public func merging(_ other: RunRecords) -> RunRecords {
    var result = self
    for (index, row) in zip(other.indices, other.rows) { result.insert(row, at: index) }
    result.count(busy: other.busy, studies: other.studies)
    return result
  }

  private mutating func insert(_ row: [Double], at index: Int) {
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
    var result: [UInt8] = []
    func append(_ word: UInt64) {
      for shift in stride(from: 0, to: 64, by: 8) {
        result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    for (place, index) in indices.enumerated() {
      append(UInt64(index))
      for value in rows[place] { append(value.bitPattern) }
    }
    for vendor in busy {
      for queue in vendor { for hour in queue { append(UInt64(bitPattern: hour)) } }
    }
    return result
  }

  /// A figure's band over the replications.
  func band(_ place: Int) -> Band { Band(of: rows.map { $0[place] }) }

  /// A figure made from each replication's row, as a band.
  func band(_ figure: ([Double]) -> Double) -> Band { Band(of: rows.map(figure)) }

  /// A figure of every replication.
  func column(_ place: Int) -> [Double] { rows.map { $0[place] } }

  /// The mean of a figure made from each replication's row.
  func mean(_ figure: ([Double]) -> Double) -> Double {
    rows.reduce(0) { $0 + figure($1) } / Double(max(1, rows.count))
  }

  /// The share of replications for which something holds.
  func share(_ holds: ([Double]) -> Bool) -> Double {
    Double(rows.count(where: holds)) / Double(max(1, rows.count))
  }
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
