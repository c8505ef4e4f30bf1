import ArgumentParser

/// What the command tells the shell that called it; the numbers are those of BSD's sysexits.
enum ExitStatus {
  /// A file holds an error, or names a file that is missing.
  static let invalidInput = ExitCode(65)
  /// The file named on the command line is missing.
  static let missingInput = ExitCode(66)
  /// The output folder cannot be made or may not be replaced; found before any work.
  static let cannotCreate = ExitCode(73)
  /// Writing failed.
  static let writeFailed = ExitCode(74)
  /// Stopped by Ctrl-C, as shells count it: 128 + SIGINT.
  static let interrupted = ExitCode(130)
}
