import Foundation
import Reporting

/// The list of the files that a run wrote, kept among them: so a later run knows what it may
/// replace, and does not replace a workbook in which somebody has worked.
enum OutputManifest {
  /// Hidden, since it is for the program alone.
  static let fileName = ".pacsplan-files"

  /// Writes the list of all files of a folder, a line each, in the order of their names.
  static func write(in folder: String) throws(OutputFolderError) {
    guard let files = OutputPlace.files(in: folder) else {
      throw .cannotWrite("cannot read '\(folder)': \(OutputFolderError.reason())")
    }
    var lines = ""
    for file in files {
      guard let fingerprint = fingerprint(ofFile: OutputPlace.join(folder, file)) else {
        throw .cannotWrite("cannot read '\(file)' back: \(OutputFolderError.reason())")
      }
      lines += fingerprint + " " + file + "\n"
    }
    do throws(OutputError) {
      try OutputFile.write(lines, to: OutputPlace.join(folder, fileName))
    } catch {
      throw .cannotWrite("\(error)")
    }
  }

  /// The fingerprints of an earlier run's files by path; nil where there is no list.
  static func read(in folder: String) -> [String: String]? {
    let path = OutputPlace.join(folder, fileName)
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    var files: [String: String] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      files[String(parts[1])] = String(parts[0])
    }
    return files
  }

  /// Tells whether a file was changed; nil where it cannot be read.
  static func fingerprint(ofFile path: String) -> String? {
    FileManager.default.contents(atPath: path).map { fingerprint(of: $0) }
  }

  /// The 64-bit FNV-1a hash in hexadecimal digits. It guards against accidents, not against
  /// forgers.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, *The FNV Non-Cryptographic Hash
  /// Algorithm*, IETF draft-eastlake-fnv, 2012. Example: the hash of no bytes is
  /// cbf29ce484222325, that of "a" af63dc4c8601ec8c.
  static func fingerprint(of data: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in data {
      hash ^= UInt64(byte)
      hash = hash &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
