import Foundation
import Synchronization

/// Rows of numbers of one length on the disk, in a file that has no name and is gone with its last
/// reader: however many futures a run has, they take no memory.
public final class RecordFile: Sendable {
  /// Where the system keeps what is soon gone; `pacsplan run` writes beside its output instead.
  public static let usualFolder = NSTemporaryDirectory()

  /// Numbers in a row.
  let width: Int
  private let folder: String
  private let descriptor: Int32
  private let count = Mutex(0)

  /// Makes an empty file.
  ///
  /// - Parameters:
  ///   - width: Numbers in a row.
  ///   - folder: On the disk that is to take them.
  /// - Throws: ``RecordFileError`` where no file can be made there.
  init(width: Int, in folder: String) throws(RecordFileError) {
    self.width = width
    self.folder = folder
    var name = Array((folder + "/.futures-XXXXXX").utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw RecordFileError(.keep, folder) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Adds a row; from any thread.
  ///
  /// - Parameter row: ``width`` numbers.
  /// - Returns: Its number in the file.
  /// - Throws: ``RecordFileError`` where the disk is full or fails.
  func append(_ row: [Double]) throws(RecordFileError) -> Int {
    precondition(row.count == width, "rows have one length")
    let number = count.withLock { count in
      defer { count += 1 }
      return count
    }
    let isWritten = row.withUnsafeBytes { bytes in
      Self.transferred(bytes.count) {
        pwrite(descriptor, bytes.baseAddress?.advanced(by: $0), $1, offset(number, 0) + off_t($0))
      }
    }
    guard isWritten else { throw RecordFileError(.keep, folder) }
    return number
  }

  /// Makes sure that what was written can be read: some disks say only now that they are full.
  func synchronize() throws(RecordFileError) {
    guard fsync(descriptor) == 0 else { throw RecordFileError(.keep, folder) }
  }

  /// Reads neighbouring numbers of a row.
  ///
  /// - Parameters:
  ///   - row: Its number in the file.
  ///   - first: The place of the first of them.
  ///   - numbers: Where they go; as many as it holds are read.
  /// - Throws: ``RecordFileError`` where the disk fails.
  func read(
    _ row: Int, from first: Int, into numbers: UnsafeMutableBufferPointer<Double>
  ) throws(RecordFileError) {
    precondition(first >= 0 && first + numbers.count <= width, "what is read stands in the row")
    let bytes = UnsafeMutableRawBufferPointer(numbers)
    errno = EIO  // what is said of a file that ends too early
    let isRead = Self.transferred(bytes.count) {
      pread(descriptor, bytes.baseAddress?.advanced(by: $0), $1, offset(row, first) + off_t($0))
    }
    guard isRead else { throw RecordFileError(.read, folder) }
  }

  private func offset(_ row: Int, _ place: Int) -> off_t {
    off_t(row * width + place) * off_t(MemoryLayout<Double>.stride)
  }

  /// Moves bytes in as many steps as the system takes: each is told where it begins and how much is
  /// left.
  private static func transferred(_ count: Int, step: (Int, Int) -> Int) -> Bool {
    var done = 0
    while done < count {
      let moved = step(done, count - done)
      if moved < 0, errno == EINTR { continue }
      guard moved > 0 else { return false }
      done += moved
    }
    return true
  }
}

/// The disk that keeps the futures of a run is full or fails.
public struct RecordFileError: Error, Hashable, Sendable, CustomStringConvertible {
  enum Step: String { case keep, read }

  /// What failed, where and why.
  public let description: String

  /// From the system's last failure.
  init(_ step: Step, _ folder: String) {
    let reason = String(cString: strerror(errno))
    description = "cannot \(step.rawValue) the figures of the futures in '\(folder)': \(reason)"
  }
}
