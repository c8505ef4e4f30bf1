import Foundation
import PlanModel

/// A file that was read.
public struct InputFile: Hashable, Sendable {
  /// As messages name it: as the user named the scenario, with other files relative to it.
  public var name: String
  /// Its content; line breaks are `\n`. Empty where the file is too long to be kept.
  public var text: String
  /// Of a file too long to be kept, the lines that problems are about.
  var shown: [Int: String] = [:]

  /// Makes a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Makes a file that is too long to be kept.
  init(name: String, shown: [Int: String]) {
    self.init(name: name, text: "")
    self.shown = shown
  }
}

/// What kept a file from being read.
struct FileProblem: Error {
  var code: String
  /// After the file's name: `does not exist`.
  var message: String
  var hint: String?
  var line = 1
  var column = 1
}

/// Reads text files with a limit, so that a wrong one is refused before it costs memory or time.
enum FileReader {
  /// The greatest size of a file in bytes.
  static let limit = 1_000_000

  /// Reads a regular file of UTF-8 text.
  static func text(path: String) throws(FileProblem) -> String {
    let handle = try open(path: path, limit: limit, tooBig: tooBig)
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
      throw FileProblem(code: "unreadable-file", message: "cannot be read")
    }
    return try text(of: Array(data))
  }

  /// Opens a regular file.
  ///
  /// - Parameters:
  ///   - path: Of the file, or of a link to it.
  ///   - limit: The greatest size in bytes.
  ///   - tooBig: Thrown where it is passed.
  /// - Returns: The file, to be read from its beginning.
  /// - Throws: When it is not there, no regular file, too big or not to be read.
  static func open(path: String, limit: Int, tooBig: FileProblem) throws(FileProblem) -> FileHandle
  {
    let manager = FileManager.default
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? manager.attributesOfItem(atPath: target) else {
      throw FileProblem(code: "missing-file", message: "does not exist")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: break
    case .typeDirectory?:
      throw FileProblem(code: "not-a-file", message: "is a folder", hint: "name a file in it")
    default:
      throw FileProblem(code: "not-a-file", message: "is not a regular file")
    }
    if let size = attributes[.size] as? NSNumber, size.intValue > limit { throw tooBig }
    guard let handle = FileHandle(forReadingAtPath: target) else {
      throw FileProblem(
        code: "unreadable-file", message: "cannot be opened", hint: "check its permissions")
    }
    return handle
  }

  /// Checks bytes for being text.
  static func text(of bytes: [UInt8]) throws(FileProblem) -> String {
    guard bytes.count <= limit else { throw tooBig }
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    let isWide =
      content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
      || content.count > 3 && (content.first == 0) != (content.dropFirst().first == 0)
        && content.prefix(64).filter({ $0 == 0 }).count * 3 >= content.prefix(64).count
    if isWide {
      throw FileProblem(
        code: "not-text", message: "is UTF-16, and must be UTF-8",
        hint: "in the editor's 'Save as', choose the encoding UTF-8")
    }
    if content.contains(0) {
      throw FileProblem(code: "not-text", message: "is not a text file", hint: "name the YAML file")
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = content.makeIterator()
    var line = 1
    var column = 1
    var view = String.UnicodeScalarView()
    var afterReturn = false
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .emptyInput: return String(view)
      case .error:
        throw FileProblem(
          code: "not-text", message: "is not UTF-8 text here",
          hint: "in the editor's 'Save as', choose the encoding UTF-8", line: line, column: column)
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        defer { afterReturn = scalar == "\r" }
        if scalar == "\n", afterReturn { continue }
        if scalar == "\n" || scalar == "\r" {
          line += 1
          column = 1
          view.append("\n")
        } else {
          column += 1
          view.append(scalar)
        }
      }
    }
  }

  private static let tooBig = FileProblem(
    code: "too-big", message: "is bigger than 1 MB", hint: "a scenario has some kilobytes of YAML")
}
