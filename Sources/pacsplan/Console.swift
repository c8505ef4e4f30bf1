import Foundation

/// Standard error, for all that is not the result.
enum Console {
  /// Whether somebody watches standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line.
  static func note(_ line: String) { write(line + "\n") }

  /// Writes lines that end themselves.
  static func show(_ text: String) { write(text) }

  /// Writes what went wrong and what to do about it.
  static func problem(_ message: String, hint: String? = nil) {
    note("pacsplan: error: " + message)
    if let hint { note("  help: " + hint) }
  }

  /// Replaces the line under the cursor; an empty text clears it.
  static func redraw(_ line: String) { write("\r\u{1B}[K" + line) }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
