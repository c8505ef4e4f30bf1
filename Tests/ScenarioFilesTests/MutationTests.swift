import Foundation
import PlanModel
import ScenarioFiles
import TestSupport
import Testing

struct MutationTests {
  #if DEBUG
    /// An unoptimised build takes its time.
    private static let changes = 80
  #else
    private static let changes = 500
  #endif

  /// Each seed changes one of the files at random some hundred times and loads the result.
  @Test(arguments: 0..<8) func `no change of a byte or a line makes loading fail`(seed: Int) throws
  {
    let folder = try TestFolder(Complete.files)
    defer { folder.remove() }
    var random = SplitMix(state: UInt64(seed))
    var sound = 0
    for _ in 0..<Self.changes {
      let files = [
        ("clinic.yaml", Complete.scenario), ("vendors/cloud.yaml", Complete.cloud),
        ("catalogue.yaml", Complete.catalogue), ("data/recorded.csv", Complete.recorded),
        ("data/sizes.csv", Complete.sizes),
      ]
      let (name, text) = files.randomElement(using: &random) ?? files[0]
      let mutated = mutate(text, &random)
      try folder.write(Data(mutated), to: name)
      let loaded = folder.load()
      #expect((loaded.scenario == nil) == loaded.diagnostics.contains { $0.severity == .error })
      _ = folder.rendered(loaded)
      if loaded.scenario != nil { sound += 1 }
      try folder.write(Data(text.utf8), to: name)
    }
    // Changes of names and comments leave a plan sound; most others do not.
    #expect(sound > 0 && sound < Self.changes)
  }

  private func mutate(_ text: String, _ random: inout SplitMix) -> [UInt8] {
    var bytes = Array(text.utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    case 1: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
    case 2:
      let signs = Array("[]{}:,-?&*!|>'\"%@`# \n\t0.9e~<".utf8)
      let sign = signs.randomElement(using: &random) ?? 0
      bytes.insert(sign, at: Int.random(in: 0..<bytes.count, using: &random))
    case 3: bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &random)...)
    case 4:
      lines.remove(at: Int.random(in: 0..<lines.count, using: &random))
      bytes = Array(lines.map { String($0) }.joined(separator: "\n").utf8)
    case 5:
      lines.swapAt(
        Int.random(in: 0..<lines.count, using: &random),
        Int.random(in: 0..<lines.count, using: &random))
      bytes = Array(lines.map { String($0) }.joined(separator: "\n").utf8)
    case 6:
      let line = lines[Int.random(in: 0..<lines.count, using: &random)]
      lines.insert(line, at: Int.random(in: 0..<lines.count, using: &random))
      bytes = Array(lines.map { String($0) }.joined(separator: "\n").utf8)
    default:
      // A number or a word takes another's place.
      let words = [
        "0", "-1", "1e308", "99999999999999999999", "~", "[]", "{}", "yes", "100 %", "1 TB", "''",
      ]
      let index = Int.random(in: 0..<lines.count, using: &random)
      if let colon = lines[index].lastIndex(of: ":") {
        lines[index] =
          lines[index][...colon] + Array(" \(words.randomElement(using: &random) ?? "0")")
      }
      bytes = Array(lines.map { String($0) }.joined(separator: "\n").utf8)
    }
    return bytes
  }
}
