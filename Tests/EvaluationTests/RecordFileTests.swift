import Foundation
import Testing

@testable import Evaluation

struct RecordFileTests {
  /// Rows of seven numbers, 10 × index + place, that came in this order.
  private func records(_ indices: [Int], in file: RecordFile) throws -> RunRecords {
    var records = RunRecords(queues: [])
    for index in indices {
      let row = (0..<7).map { Double(10 * index + $0) }
      try records.add(ReplicationRecord(index: index, row: row, busy: [], studies: 1), to: file)
    }
    return records
  }

  private func file() throws -> RecordFile {
    try RecordFile(width: 7, in: RecordFile.usualFolder)
  }

  /// Three rows: 3 numbers at a time are one column, 6 are two, 100 are all.
  @Test(arguments: [1, 3, 6, 9, 100])
  func `figures are read in order of replication, however many at a time`(limit: Int) throws {
    let records = try records([4, 0, 2], in: try file())
    let columns = RecordColumns(records, isUncertain: true, length: 7, atATime: limit)
    for place in [0, 1, 2, 6, 3, 5, 0] {
      #expect(columns.column(place) == [0, 20, 40].map { $0 + Double(place) })
    }
    // 10 × index × 2 + 3 + 6
    #expect(columns.sum([3, 6]) == [9, 49, 89])
    #expect(columns.band(6).mean == 26)
    #expect(columns.failure == nil)
  }

  @Test func `records of several files merge to those of one`() throws {
    let all = try records([0, 1, 2, 3, 4], in: try file())
    let odd = try records([3, 1], in: try file())
    let even = try records([0, 4, 2], in: try file())
    #expect(odd.merging(even).indices == [0, 1, 2, 3, 4])
    #expect(try odd.merging(even).bytes == all.bytes)
    let shared = try file()
    let first = try records([2, 1], in: shared)
    let second = try records([4, 3, 0], in: shared)
    #expect(try second.merging(first).bytes == all.bytes)
    #expect(
      RecordColumns(odd.merging(even), isUncertain: true, length: 7, atATime: 5).column(6)
        == [6, 16, 26, 36, 46])
  }

  @Test func `the file has no name`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pacsplan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try RecordFile(width: 1, in: folder.path)
    #expect(try file.append([1]) == 0)
    #expect(try file.append([2]) == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a folder that cannot take it is named`() {
    let error = #expect(throws: RecordFileError.self) {
      try RecordFile(width: 1, in: "/no/such/folder")
    }
    #expect(
      error?.description == "cannot keep the figures of the futures in '/no/such/folder': "
        + "No such file or directory")
  }

  /// A row that was never written lies behind the end of the file.
  @Test func `what cannot be read is a failure, not a figure`() throws {
    let file = try file()
    #expect(throws: RecordFileError.self) {
      try withUnsafeTemporaryAllocation(of: Double.self, capacity: 1) { numbers in
        try file.read(3, from: 0, into: numbers)
      }
    }
  }
}
