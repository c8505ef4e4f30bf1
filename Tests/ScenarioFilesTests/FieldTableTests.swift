import Costing
import PlanModel
import Testing

@testable import ScenarioFiles

struct FieldTableTests {
  /// Every table that a file can hold.
  static let tables: [FieldTable] = {
    var tables: [FieldTable] = []
    var seen: Set<String> = []
    func collect(_ table: FieldTable) {
      guard seen.insert(table.name).inserted else { return }
      tables.append(table)
      table.inner.forEach(collect)
    }
    FileSchema.allCases.forEach { collect($0.table) }
    return tables
  }()

  private func problems(with value: String, of field: Field) -> [Diagnostic] {
    let collector = Collector()
    let table = FieldTable("test", "Test", "", [field])
    let text = "\(field.key): \(value)\n"
    let read = YamlReader.read(text, file: "test.yaml") { collector.report($0) }
    if let read { Conformance(file: "test.yaml", collector: collector).check(read, table) }
    return collector.sorted(files: [])
  }

  @Test(arguments: tables.map(\.name)) func `every example and every default can be read`(
    name: String
  ) throws {
    let table = try #require(Self.tables.first { $0.name == name })
    for field in table.fields where field.presence != .later {
      #expect(problems(with: field.example, of: field) == [], "\(name).\(field.key)")
      if case .optional(let standard?) = field.presence {
        #expect(problems(with: standard, of: field) == [], "\(name).\(field.key)")
      }
    }
    guard let others = table.others else { return }
    let key = Field.required("other", others.kind, "", others.example.value)
    #expect(problems(with: others.example.value, of: key) == [], "\(name).\(others.example.key)")
    #expect(throws: Never.self) {
      try others.key.read(others.example.key, isPlain: true, example: "")
    }
  }

  @Test(arguments: tables.map(\.name)) func `keys are there once, in kebab case, with a meaning`(
    name: String
  ) throws {
    let table = try #require(Self.tables.first { $0.name == name })
    #expect(Set(table.fields.map(\.key)).count == table.fields.count)
    for field in table.fields {
      #expect(field.key.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(field.key)")
      #expect(field.presence == .later || !field.meaning.isEmpty, "\(field.key)")
    }
    #expect(table.oneOf.joined().allSatisfy { table[$0] != nil })
  }

  @Test func `a table's name stands for one table`() {
    let all = Self.tables.flatMap { [$0] + $0.inner }
    for (name, same) in Dictionary(grouping: all, by: \.name) {
      #expect(Set(same.map(\.title)).count == 1, "\(name)")
      #expect(Set(same.map { $0.fields.map(\.key) }).count == 1, "\(name)")
    }
  }

  @Test func `the example of every meter is a price line`() throws {
    let lines = try #require(VendorFields.file["prices"])
    for meter in MeterRegistry.all.map({ $0.example }) {
      #expect(problems(with: "[\(meter)]", of: lines) == [], "\(meter)")
    }
  }
}
