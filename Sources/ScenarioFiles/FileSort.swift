import PlanModel

/// Tells the sorts of files from each other, where one stands in another's place: one word about
/// that instead of one about each key.
enum FileSort: CaseIterable {
  case scenario, vendor, catalogue

  /// Keys of which no other sort has one.
  private var keys: [String] {
    switch self {
    case .scenario: ["streams", "sites", "vendors", "based-on"]
    case .vendor: ["vendor", "prices", "ingest"]
    case .catalogue: ["modalities"]
    }
  }

  private var table: FieldTable {
    switch self {
    case .scenario: ScenarioFields.file
    case .vendor: VendorFields.file
    case .catalogue: CatalogueFields.file
    }
  }

  private var name: String {
    switch self {
    case .scenario: "scenario"
    case .vendor: "vendor profile"
    case .catalogue: "catalogue"
    }
  }

  /// What is wrong where a file has the keys of another sort than the expected, and none of its own.
  static func mistaken(_ value: YamlValue, for table: FieldTable, in file: String) -> Diagnostic? {
    guard let wanted = allCases.first(where: { $0.table.name == table.name }),
      let entries = value.entries
    else { return nil }
    let there = Set(entries.map(\.key))
    guard there.isDisjoint(with: wanted.keys),
      let found = allCases.first(where: { sort in
        sort != wanted && sort.keys.filter(there.contains).count >= min(2, sort.keys.count)
      })
    else { return nil }
    let hint =
      switch wanted {
      case .scenario: "name the scenario that lists it"
      case .vendor: "name a vendor profile in 'vendors'"
      case .catalogue: "name a catalogue in 'catalogue'"
      }
    return Diagnostic(
      .error, "other-sort-of-file", "this is a \(found.name), and a \(wanted.name) is expected",
      at: value.location(in: file), hint: hint)
  }
}
