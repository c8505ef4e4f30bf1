import ScenarioFiles
import Testing

struct ProfileTextTests {
  private let text = """
    # Head
    pacsplan: 1
    vendor: box  # ours

    # About the way
    ingest:
      - { stage: a, at: core }
      # inside
    prices:
    - id: a
      item: "A: # b"

    # About the discount
    discount: 5 %
    note: |
      two
      lines
    # End

    """

  private func changed(_ changes: [(key: String, lines: [String])], head: [String] = []) throws
    -> (lines: [String], origins: [(key: String, line: Int)?])
  {
    let profile = try #require(ProfileText(text))
    return profile.replacing(head: head, changes, after: "prices")
  }

  @Test func `without changes it stays as it is`() throws {
    #expect(try changed([]).lines.joined(separator: "\n") == text)
    let profile = try #require(ProfileText(text))
    #expect(profile.keys == ["pacsplan", "vendor", "ingest", "prices", "discount", "note"])
    #expect(profile.text("vendor") == "box")
    #expect(profile.text("ingest") == nil)
    #expect(profile.text("vendor", "core") == nil)
  }

  @Test func `keys are written anew, taken away, added, and all else is kept`() throws {
    let (lines, origins) = try changed(
      [
        ("prices", ["prices:", "  - id: b"]), ("discount", []), ("contract", ["contract: {}"]),
      ], head: ["# New"])
    #expect(
      lines.joined(separator: "\n") == """
        # New
        # Head
        pacsplan: 1
        vendor: box  # ours

        # About the way
        ingest:
          - { stage: a, at: core }
          # inside
        prices:
          - id: b
        contract: {}

        # About the discount
        note: |
          two
          lines
        # End

        """)
    #expect(lines.count == origins.count)
    let new = zip(lines, origins).compactMap { line, origin in
      origin.map { "\($0.key) \($0.line): \(line)" }
    }
    #expect(new == ["prices 0: prices:", "prices 1:   - id: b", "contract 0: contract: {}"])
  }

  @Test(arguments: ["{ a: 1, b: 2 }", "- a", "", "a: [1", "  a: 1\n  b: 2"])
  func `what has no keys at the beginning of lines is left alone`(_ text: String) {
    #expect(ProfileText(text) == nil)
  }
}
