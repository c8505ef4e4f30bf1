/// A place in one of the user's files.
public struct SourceLocation: Hashable, Comparable, Sendable {
  /// The file as the user named it, or as another file names it.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, counted in characters.
  public var column: Int

  /// Makes a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// By file, then line, then column.
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// One problem in the user's files, or one thing the user should know about them.
public struct Diagnostic: Hashable, Sendable, Error {
  /// How bad it is.
  public enum Severity: String, Sendable { case error, warning }

  /// An error stops the run; a warning is shown and repeated in the report.
  public var severity: Severity
  /// A short name that stays the same, such as `unknown-key`.
  public var code: String
  /// What is wrong, with what was found.
  public var message: String
  /// Where.
  public var location: SourceLocation
  /// What to do about it.
  public var hint: String?

  /// Makes a diagnostic.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.hint = hint
  }
}
