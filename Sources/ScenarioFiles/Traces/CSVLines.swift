import Foundation

/// Hands out the lines of a long file one by one, from pieces of a megabyte.
struct CSVLines {
  typealias Line = UnsafeBufferPointer<UInt8>

  /// The longest line in bytes.
  static let longest = 1_000
  private static let piece = 1 << 20

  /// What a reader does after a line.
  enum Next { case goOn, stop }

  /// Reads a file from where it is to its end.
  ///
  /// - Parameters:
  ///   - handle: The file.
  ///   - limit: The most bytes that may come.
  ///   - body: Takes a line's number, from 1, and its bytes without the line break.
  /// - Throws: When the file cannot be read, is too big, or has a line longer than ``longest``.
  static func read(
    _ handle: FileHandle, limit: Int, _ body: (Int, Line) -> Next
  ) throws(FileProblem) {
    var bytes: [UInt8] = []
    var total = 0
    var number = 1
    while true {
      guard let data = try? handle.read(upToCount: piece) ?? Data() else {
        throw FileProblem(code: "unreadable-file", message: "cannot be read")
      }
      if total == 0, data.starts(with: [0xEF, 0xBB, 0xBF]) {
        bytes = Array(data.dropFirst(3))
      } else {
        bytes.append(contentsOf: data)
      }
      total += data.count
      guard total <= limit else { throw TraceReader.tooBig }
      let isLast = data.isEmpty
      var (used, next, isLong) = (0, Next.goOn, false)
      bytes.withUnsafeBufferPointer { all in
        while next == .goOn {
          let rest = all[used...]
          let end = rest.firstIndex(of: 0x0A)
          guard let stop = end ?? (isLast && !rest.isEmpty ? rest.endIndex : nil) else { break }
          var line = rest[..<stop]
          if line.last == 0x0D { line = line.dropLast() }
          isLong = line.count > longest
          if isLong { break }
          next = body(number, Line(rebasing: line))
          number += 1
          used = end == nil ? stop : stop + 1
        }
      }
      bytes.removeFirst(used)
      if next == .stop { return }
      if isLong || bytes.count > longest + 1 {
        throw FileProblem(
          code: "wrong-line", message: "has a line of more than 1,000 bytes here",
          hint: "write one study a line, with a line break at its end", line: number)
      }
      if isLast { return }
    }
  }
}
