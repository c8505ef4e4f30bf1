import Foundation

/// The arrivals of the C programs, as files of pacsplan.
///
/// A study is three doubles: seconds since the start, megabytes, the number of its modality.
struct RecordedArrivals {
  /// What keeps a file from being such arrivals.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// One CSV for each modality; nil where it has no study.
  let files: [String?]
  /// Planning years of 365 days that hold all of them.
  let years: Int

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - modalities: How many there are.
  /// - Throws: When the file cannot be read or holds something else.
  init(path: String, modalities: Int) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard data.count % 24 == 0, !data.isEmpty else {
      throw Problem(description: "\(path) does not hold three doubles a study")
    }
    var years = 1
    var lines = [[UInt8]](repeating: [], count: modalities)
    try data.withUnsafeBytes { bytes in
      for study in stride(from: 0, to: bytes.count, by: 24) {
        let time = bytes.loadUnaligned(fromByteOffset: study, as: Double.self)
        let size = bytes.loadUnaligned(fromByteOffset: study + 8, as: Double.self)
        let modality = bytes.loadUnaligned(fromByteOffset: study + 16, as: Double.self)
        guard time >= 0, time < 40 * 365 * 86_400, size > 0, size < 1e7, modality >= 0,
          modality < Double(modalities)
        else { throw Problem(description: "study \(study / 24 + 1) of \(path) is none") }
        lines[Int(modality)] += Array("\(time),\(Int(max(1, (size * 1e6).rounded())))\n".utf8)
        years = max(years, Int(time / (365 * 86_400)) + 1)
      }
    }
    self.years = years
    files = lines.map { $0.isEmpty ? nil : "seconds,bytes\n" + String(decoding: $0, as: UTF8.self) }
  }
}
