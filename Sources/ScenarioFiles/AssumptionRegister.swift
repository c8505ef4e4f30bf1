import Foundation
import PlanModel

/// Lists every value that the result rests on, with its source.
///
/// Which values these are is said by the tables of fields. A value's source is the one nearest
/// around it that is about it.
struct AssumptionRegister {
  private var found: [Assumption] = []

  /// The assumptions of a plan: scenario, profiles built in, vendors, catalogue.
  static func assumptions(
    of files: LoadedFiles, streams: [StudyStream], profiles: [ArrivalProfile]
  ) -> [Assumption] {
    var register = AssumptionRegister()
    register.add(files.scenario, path: "", sources: Sources())
    register.addBuiltInProfiles(files.scenario)
    register.addCatalogue(files, streams)
    for (index, vendor) in files.vendors.enumerated() {
      guard let profile = vendor.profile else { continue }
      let name = profile.text("vendor") ?? ""
      let place = register.found.count
      register.add(profile, path: name, sources: Sources())
      // The scenario's contract stands in the place of the profile's.
      guard files.ownContract(of: vendor) != nil else { continue }
      register.found = register.found.enumerated().filter {
        $0.offset < place || !$0.element.path.hasPrefix("\(name).contract.")
      }.map { entry in
        var entry = entry.element
        let chosen = "vendors[\(index + 1)]"
        if entry.path.hasPrefix("\(chosen).") {
          entry.path = name + entry.path.dropFirst(chosen.count)
        }
        return entry
      }
    }
    return register.found
  }

  /// What the mappings around a value say of where values come from, the innermost last.
  private struct Sources {
    private var all: [(text: String, file: String?)] = []

    /// With what a mapping says besides.
    func adding(_ section: Section) -> Sources {
      var sources = self
      let day = section.table["dated"] == nil ? nil : section.text("dated")
      for entry in section.value.entries ?? [] where entry.key == "source" {
        guard let text = entry.value.text else { continue }
        sources.all.append((day.map { "\(text), \($0)" } ?? text, entry.value.file))
      }
      return sources
    }

    /// The nearest of the file in which the value stands: a file's word is about its own values.
    func nearest(to value: YamlValue) -> String? { all.last { $0.file == value.file }?.text }
  }

  private mutating func add(_ section: Section, path: String, sources outer: Sources) {
    let sources = outer.adding(section)
    let prefix = path.isEmpty ? "" : path + "."
    for field in section.table.fields where field.presence != .later {
      let name = prefix + field.key
      if let value = section.written(field.key) {
        let isAbout = !field.ownSourceBeside.contains(where: section.has)
        add(
          value, field.kind, isAssumption: field.isAssumption, file: section.file, path: name,
          sources: isAbout ? sources : outer)
      } else if field.isAssumption, field.defaultMatters,
        field.defaultBeside.map(section.has) ?? true,
        case .optional(let standard?) = field.presence
      {
        note(name, "\(standard) (default)", source: nil, section.location())
      }
    }
    guard let others = section.table.others else { return }
    for (entry, _) in section.named {
      add(
        entry.value, others.kind, isAssumption: others.isAssumption, file: section.file,
        path: prefix + entry.key, sources: sources)
    }
  }

  private mutating func add(
    _ value: YamlValue, _ kind: FieldKind, isAssumption: Bool, file: String, path: String,
    sources: Sources
  ) {
    // A mapping whose keys are assumptions of their own, each with its place, is not one besides.
    let hasOwn = kind.table?.fields.contains(where: \.isAssumption) ?? false
    if isAssumption, value.entries == nil || !hasOwn || value["value"] != nil {
      let own = value["source"]?.text
      note(
        path, Self.words(value), source: own ?? sources.nearest(to: value), value.location(in: file)
      )
      return
    }
    if case .list(let item, _) = kind, let table = item.table {
      for (index, one) in (value.items ?? []).enumerated() where one.entries != nil {
        let name = Self.name(of: one)
        add(
          Section(table: table, value: one, file: file),
          path: name.map { "\(path).\($0)" } ?? "\(path)[\(index + 1)]", sources: sources)
      }
    } else if let table = kind.table, value.entries != nil {
      add(Section(table: table, value: value, file: file), path: path, sources: sources)
    }
  }

  /// What an entry of a list is called: by its name, or by its date and whom it is about.
  private static func name(of entry: YamlValue) -> String? {
    if let date = entry["on"]?.withoutSource.text {
      return ([date] + ["stream", "site", "modality"].compactMap { entry[$0]?.text }).joined(
        separator: " ")
    }
    return ["id", "stage", "at"].lazy.compactMap { entry[$0]?.text }.first
  }

  private mutating func note(
    _ path: String, _ value: String, source: String?, _ location: SourceLocation
  ) {
    found.append(Assumption(path: path, value: value, source: source, location: location))
  }

  /// A value as written, a mapping as words.
  private static func words(_ value: YamlValue) -> String {
    if let text = value.text { return text }
    let parts = (value.entries ?? []).filter { $0.key != "source" && $0.key != "together" }
    let texts = parts.compactMap { part -> String? in
      let text =
        part.value.text ?? part.value.items?.map { $0.text ?? "…" }.joined(separator: " or ")
      return text.map { part.key == "value" ? $0 : "\(part.key) \($0)" }
    }
    return texts.count == parts.count ? texts.joined(separator: ", ") : "as in the file"
  }

  private mutating func addBuiltInProfiles(_ scenario: Section) {
    let streams = scenario.sections("streams").filter { !$0.has("trace") }
    for name in ["default", "flat"] {
      guard let first = streams.first(where: { $0.text("profile") == name }) else { continue }
      note("profiles.\(name)", "built in", source: nil, first.location("profile"))
    }
  }

  private mutating func addCatalogue(_ files: LoadedFiles, _ streams: [StudyStream]) {
    let sections = files.scenario.sections("streams")
    let own = files.catalogue?.section("modalities")?.named ?? []
    var seen: Set<String> = []
    for (stream, section) in zip(streams, sections) where seen.insert(stream.modality.code).inserted
    {
      let entry = stream.modality
      let place =
        own.first { $0.entry.key == entry.code }.map {
          $0.entry.place.location(in: files.catalogue?.file ?? "")
        }
        ?? section.location("modality")
      let path = "catalogue.\(entry.code)"
      let used = streams.filter { $0.modality.code == entry.code }
      if used.contains(where: { $0.size == .catalogue || $0.instances == .catalogue }) {
        note(
          "\(path).study-size", "mean \(CatalogueListing.megabytes(entry.defaultMean))",
          source: sourced(entry.source), place)
      }
      if used.contains(where: { $0.size == .catalogue }) {
        note(
          "\(path).site-factor", CatalogueListing.band(entry.siteFactor),
          source: sourced(entry.factorSource), place)
      }
      note(
        "\(path).lossless-ratio", CatalogueListing.band(entry.losslessRatio),
        source: sourced(entry.ratioSource), place)
    }
  }

  /// What is only assumed has no source.
  private func sourced(_ text: String) -> String? { text == "assumed" ? nil : text }
}
