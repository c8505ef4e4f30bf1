import Foundation
import PlanModel
import ScenarioFiles
import Testing

/// Files that are not what they should be, or mean harm: a clean word about each, at once.
struct HostileFileTests {
  /// Each takes some hundredths of a second in an optimised build; the limit is for an unoptimised
  /// one on a busy machine.
  private func problems(
    _ data: Data, limit: Duration = .seconds(5),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let folder = try TestFolder()
    defer { folder.remove() }
    try folder.write(data, to: "clinic.yaml")
    let clock = ContinuousClock()
    let start = clock.now
    let loaded = folder.load()
    #expect(clock.now - start < limit, sourceLocation: sourceLocation)
    #expect(loaded.scenario == nil, sourceLocation: sourceLocation)
    #expect(!loaded.isInputMissing, sourceLocation: sourceLocation)
    // Rendering must be quick and clean too.
    let text = folder.rendered(loaded)
    #expect(
      text.split(separator: "\n").allSatisfy { $0.count < 400 }, sourceLocation: sourceLocation)
    return loaded.diagnostics.map {
      "\($0.location.line):\($0.location.column): \($0.message) [\($0.code)]"
    }
  }

  private func problems(_ text: String) throws -> [String] { try problems(Data(text.utf8)) }

  @Test func `an empty file is named as such`() throws {
    #expect(try problems("") == ["1:1: the file is empty [empty-file]"])
    #expect(try problems("\n# nothing\n") == ["1:1: the file is empty [empty-file]"])
    #expect(
      try problems("hello") == [
        "1:1: the scenario must be a mapping of keys, found 'hello' [wrong-type]"
      ])
  }

  @Test func `binary files are refused`() throws {
    #expect(
      try problems(Data([0x50, 0x4B, 3, 4, 0x14, 0, 8, 0, 9])) == [
        "1:1: the file is not a text file [not-text]"
      ])
    #expect(
      try problems(Data((0..<4_096).map { UInt8($0 * 7 % 251) })) == [
        "1:1: the file is not a text file [not-text]"
      ])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16])
  func `UTF-16 is named as such`(encoding: String.Encoding) throws {
    let data = try #require(Sound.scenario.data(using: encoding))
    #expect(try problems(data) == ["1:1: the file is UTF-16, and must be UTF-8 [not-text]"])
  }

  @Test func `a byte that is not UTF-8 is pointed at`() throws {
    var data = Data("pacsplan: 1\nname: Caf".utf8)
    data.append(0xE9)  // é in Latin-1
    data.append(Data("\n".utf8))
    #expect(try problems(data) == ["2:10: the file is not UTF-8 text here [not-text]"])
  }

  @Test func `control characters are pointed at`() throws {
    #expect(
      try problems("pacsplan: 1\nname: a\u{1}b\n") == [
        "2:8: the character U+0001 cannot be in a text file [not-text]"
      ])
    #expect(
      try problems("pacsplan: 1\nname: a\u{E002}b\n") == [
        "2:8: the character U+E002 cannot be in a text file [not-text]"
      ])
  }

  @Test func `a byte order mark and Windows line breaks do no harm`() throws {
    let text = "\u{FEFF}" + Sound.scenario.replacing("\n", with: "\r\n")
    let folder = try TestFolder(["clinic.yaml": text])
    defer { folder.remove() }
    #expect(folder.rendered(folder.load()) == "")
  }

  @Test func `a file of 40 MB is refused before it is read`() throws {
    let one = try problems(Data(repeating: UInt8(ascii: "a"), count: 40_000_000))
    #expect(one == ["1:1: the file is bigger than 1 MB [too-big]"])
  }

  @Test func `a device or a pipe is not read`() throws {
    for path in ["/dev/zero", "/dev/null"] {
      let loaded = ScenarioLoader.load(path: path)
      #expect(loaded.diagnostics.map(\.code) == ["not-a-file"])
    }
    let folder = try TestFolder()
    defer { folder.remove() }
    #expect(mkfifo(folder.path + "/pipe.yaml", 0o600) == 0)
    #expect(folder.load("pipe.yaml").diagnostics.map(\.code) == ["not-a-file"])
  }

  @Test func `a missing input is told from a wrong one`() throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let missing = folder.load("nowhere.yaml")
    #expect(missing.isInputMissing)
    #expect(
      folder.rendered(missing)
        == "nowhere.yaml:1:1: error: the file does not exist [missing-input]\n")
    let directory = folder.load("vendors")
    #expect(!directory.isInputMissing)
    #expect(
      folder.rendered(directory)
        == "vendors:1:1: error: the file is a folder [not-a-file]\n  help: name a file in it\n")
  }

  @Test func `links inside the tree are followed and links out of it are not`() throws {
    let folder = try TestFolder()
    let other = try TestFolder()
    defer {
      folder.remove()
      other.remove()
    }
    let manager = FileManager.default
    try manager.moveItem(
      atPath: folder.path + "/vendors/cloud.yaml", toPath: folder.path + "/vendors/real.yaml")
    let link = folder.path + "/vendors/cloud.yaml"
    try manager.createSymbolicLink(atPath: link, withDestinationPath: "real.yaml")
    #expect(folder.rendered(folder.load()) == "")
    try manager.removeItem(atPath: link)
    let outside = other.path + "/vendors/cloud.yaml"
    try manager.createSymbolicLink(atPath: link, withDestinationPath: outside)
    #expect(
      folder.rendered(folder.load()) == """
        clinic.yaml:18:11: error: the path 'vendors/cloud.yaml' is a link that leads out of the scenario's folder [escaping-path]
          18 | vendors: [vendors/cloud.yaml]
             |           ^
          help: copy the file into the folder

        """)
    // A folder that is a link leads out just the same, and a link to itself leads nowhere.
    try manager.removeItem(atPath: folder.path + "/vendors")
    try manager.createSymbolicLink(
      atPath: folder.path + "/vendors", withDestinationPath: other.path + "/vendors")
    #expect(folder.load().diagnostics.map(\.code) == ["escaping-path"])
    try manager.removeItem(atPath: folder.path + "/vendors")
    try manager.createSymbolicLink(atPath: folder.path + "/vendors", withDestinationPath: "vendors")
    #expect(folder.load().diagnostics.map(\.code) == ["missing-file"])
  }

  @Test func `aliases cannot unfold`() throws {
    var bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...40 {
      let items = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(items)]\n"
    }
    let anchor = "an anchor ('&' before a name) is not part of the format [yaml-feature]"
    #expect(try problems(bomb).contains("1:5: \(anchor)"))
    var keys = "? &a0 [lol, lol]\n: 1\n"
    for level in 1...40 { keys += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: 1\n" }
    #expect(try problems(keys).contains("1:3: \(anchor)"))
  }

  @Test func `stars, ampersands and exclamation marks in texts and comments mean nothing`() throws {
    let text = Sound.scenario.replacing(
      "name: Clinic",
      with: """
        name: "A & B *c !d"  # see *note &more !here
        source: R & D, 5 * 3, "so!"
        retention: { MG-*: 7 years }
        """)
    let folder = try TestFolder(["clinic.yaml": text])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(folder.rendered(loaded) == "")
    #expect(loaded.scenario?.name == "A & B *c !d")
    #expect(loaded.scenario?.retention.rules.map(\.modalities) == ["default", "MG-*"])
    #expect(loaded.scenario?.assumptions.first?.source == "R & D, 5 * 3, \"so!\"")
  }

  @Test(arguments: ["[", "{a: ", "{? ", "- ", "? ", "a:\n", "[{", "{[", "\"", "'", "|\n", "<<: {"])
  func `deep nesting is refused`(piece: String) throws {
    for count in [40, 300, 20_000, 300_000 / piece.count] {
      #expect(!(try problems(String(repeating: piece, count: count))).isEmpty)
    }
  }

  @Test func `blocks nested by indentation are refused`() throws {
    let text = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(try problems(text).count == 1)
    let keys = (0..<600).map { String(repeating: " ", count: $0) + "?\n" }.joined()
    #expect(!(try problems(keys + String(repeating: " ", count: 600) + "x: 1")).isEmpty)
  }

  @Test func `a file cut off anywhere is told as such`() throws {
    let scalars = Array(Sound.scenario.utf8)
    for end in stride(from: 0, to: scalars.count - 30, by: 7) {
      #expect(!(try problems(Data(scalars[..<end]))).isEmpty)
    }
  }

  @Test func `thousands of keys and duplicates take no time`() throws {
    let many = (0..<40_000).map { "k\($0): 1\n" }.joined()
    let found = try problems(Data(many.utf8), limit: .seconds(10))
    #expect(found.count == 1_001)
    #expect(found.last?.contains("more than 1000 problems") == true)
    let same = String(repeating: "a: 1\n", count: 40_000)
    #expect(!(try problems(Data(same.utf8), limit: .seconds(10))).isEmpty)
    let long = "name: " + String(repeating: "x", count: 900_000)
    #expect(try problems(Data(long.utf8), limit: .seconds(10)).count > 3)
  }
}
