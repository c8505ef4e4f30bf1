import Foundation
import PlanModel

/// Reads a table of the sizes of studies: below which size which share of them lies.
struct QuantileReader {
  /// What a column holds.
  enum Column: String, CaseIterable { case share, bytes }

  /// What is wrong with the file.
  private(set) var problems: CSVProblems
  private var points: [(share: Int, bytes: Double)] = []

  /// - Parameter name: What messages call the file.
  init(name: String) { problems = CSVProblems(name: name) }

  /// Reads a file.
  ///
  /// - Returns: nil where something is wrong; ``problems`` says what.
  /// - Throws: When the file as a whole cannot be read.
  mutating func table(path: String) throws(FileProblem) -> QuantileTable? {
    let tooBig = FileProblem(
      code: "too-big", message: "is bigger than 1 MB", hint: "a table of quantiles has 101 lines")
    let handle = try FileReader.open(path: path, limit: FileReader.limit, tooBig: tooBig)
    defer { try? handle.close() }
    var reader = self
    var columns: [Column] = []
    try CSVLines.read(handle, limit: FileReader.limit) { number, line in
      guard number > 1 else {
        columns = reader.header(line)
        return columns.isEmpty ? .stop : .goOn
      }
      return reader.line(number, line, columns)
    }
    if columns.isEmpty, !reader.problems.hasErrors {
      reader.problems.report(
        .error, "empty-file", "the file is empty", line: 1, hint: "begin with 'share,bytes'")
    }
    self = reader
    guard !problems.hasErrors else { return nil }
    guard let first = points.first, let last = points.last, first.share == 0, last.share == 100
    else {
      problems.report(
        .error, "missing-share", "the shares do not reach from 0 to 100", line: 1,
        hint: "begin with the smallest study at 0 and end with the biggest at 100")
      return nil
    }
    return QuantileTable(knots: knots)
  }

  /// One for each per cent: between the shares given, sizes are on straight lines.
  private var knots: [Double] {
    var knots: [Double] = []
    for (low, high) in zip(points, points.dropFirst()) {
      let step = (high.bytes - low.bytes) / Double(high.share - low.share)
      for share in low.share..<high.share {
        knots.append(low.bytes + step * Double(share - low.share))
      }
    }
    return knots + points.suffix(1).map(\.bytes)
  }

  private mutating func header(_ line: CSVLines.Line) -> [Column] {
    guard let columns = problems.columns(of: line, among: Column.allCases) else { return [] }
    for column in Column.allCases where !columns.contains(column) {
      problems.report(
        1, 0, line, "missing-column", "there is no column '\(column.rawValue)'",
        hint: "begin with 'share,bytes'")
    }
    return problems.hasErrors ? [] : columns
  }

  private mutating func line(_ number: Int, _ line: CSVLines.Line, _ columns: [Column])
    -> CSVLines.Next
  {
    guard !line.isEmpty else { return .goOn }
    var fields: [Range<Int>] = []
    CSVProblems.split(line, into: &fields)
    guard fields.count == columns.count else {
      problems.wrongCount(number, line, found: fields.count, columns: columns.count)
      return full(number)
    }
    var share: Int?
    var bytes: Double?
    for (field, column) in zip(fields, columns) {
      switch column {
      case .share:
        share = TraceValues.whole(line[field], most: 100).map { Int($0) }
        if share == nil {
          problems.report(
            number, field, of: line, in: "share", "out-of-range",
            "is not a whole number of per cent from 0 to 100",
            hint: "write it like '95': 95 of 100 studies are smaller")
        } else if let share, let last = points.last, share <= last.share {
          problems.report(
            number, field, of: line, in: "share", "quantile-order",
            "is not above the share before, \(last.share)", hint: "write shares in rising order")
          return full(number)
        }
      case .bytes:
        bytes = TraceValues.whole(line[field], most: 10_000_000_000_000).flatMap {
          $0 > 0 ? Double($0) : nil
        }
        if bytes == nil {
          problems.report(
            number, field, of: line, in: "bytes", "out-of-range",
            "is not a whole number of bytes from 1 to 10 TB",
            hint: "write it like '262144000', without unit or separators")
        } else if let bytes, let last = points.last, bytes < last.bytes {
          problems.report(
            number, field, of: line, in: "bytes", "quantile-order",
            "is below the size of a smaller share",
            hint: "a bigger share of the studies lies below a bigger size")
          return full(number)
        }
      }
    }
    if let share, let bytes { points.append((share, bytes)) }
    return full(number)
  }

  private mutating func full(_ number: Int) -> CSVLines.Next {
    guard problems.all.count >= TraceReader.mostProblems else { return .goOn }
    problems.report(
      .error, "too-many-problems", "the lines from this one on were not read", line: number + 1,
      hint: "mend the problems above first")
    return .stop
  }
}
