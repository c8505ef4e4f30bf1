import Foundation

/// A file that could not be written.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder.
  public var path: String
  /// What the system or the check after writing says.
  public var reason: String

  /// Makes an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// Path and reason.
  public var description: String { "cannot write \(path): \(reason)" }
}

/// Writes whole files and asks after every step whether it worked, closing included: on a full
/// disk some file systems say so only then.
package enum OutputFile {
  /// Makes a new file; one of that name must not exist.
  package static func write(_ text: String, to path: String) throws(OutputError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    do throws(OutputError) {
      try put(Array(text.utf8), in: file, path: path)
      guard fsync(file) == 0 else { throw failure(path) }
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw failure(path) }
  }

  /// Makes a folder; one of that name must not exist.
  package static func makeFolder(_ path: String) throws(OutputError) {
    guard mkdir(path, 0o755) == 0 else { throw failure(path) }
  }

  private static func put(_ bytes: [UInt8], in file: Int32, path: String) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      done += count
    }
  }

  private static func failure(_ path: String) -> OutputError {
    OutputError(path: path, reason: String(cString: strerror(errno)))
  }
}
