import Foundation
import Synchronization

/// Standard error, for all that is not the result.
enum Console {
  /// Whether somebody watches standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static let clear = "\r\u{1B}[K"
  /// Whether the cursor stands behind a line of progress.
  private static let isLineOpen = Atomic<Bool>(false)

  /// Writes a line, in the place of one of progress.
  static func note(_ line: String) {
    let isOpen = isLineOpen.exchange(false, ordering: .relaxed)
    write((isOpen ? clear : "") + line + "\n")
  }

  /// Writes lines that end themselves.
  static func show(_ text: String) { write(text) }

  /// Writes what went wrong and what to do about it.
  static func problem(_ message: String, hint: String? = nil) {
    note("pacsplan: error: " + message)
    if let hint { note("  help: " + hint) }
  }

  /// Replaces the line under the cursor; an empty text clears it.
  static func redraw(_ line: String) {
    isLineOpen.store(!line.isEmpty, ordering: .relaxed)
    write(clear + line)
  }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
