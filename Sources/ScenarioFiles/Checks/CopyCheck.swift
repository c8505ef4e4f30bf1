import PlanModel

/// The first copy is at the core; each further one has a name, a way there, and lines of its own.
struct CopyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap(problems(of:)) + files.vendors.flatMap { places(of: $0, files) }
  }

  private func problems(of profile: Section) -> [Diagnostic] {
    var names: Set<String> = []
    return profile.sections("copies").enumerated().flatMap { index, copy -> [Diagnostic] in
      guard let at = copy.text("at") else { return [] }
      if index == 0 {
        guard at == "core" else {
          return [
            copy.error(
              "primary-copy", "the first copy is the primary and is at the core, found '\(at)'",
              at: "at", hint: "begin the list with '{ at: core }'")
          ]
        }
        return ["link", "stage"].filter { copy.has($0) }.map { (key: String) in
          copy.error(
            "primary-copy", "the primary copy has no \(key) of its own", at: key,
            hint: "its way is 'ingest'")
        }
      }
      if !names.insert(at).inserted || at == "core" {
        return [
          copy.error(
            "duplicate-name", "another copy is at '\(at)'", at: "at",
            hint: "give each its own name")
        ]
      }
      guard !copy.has("stage"), !copy.has("link") else { return [] }
      return [
        copy.error(
          "missing-key", "the copy at '\(at)' has no 'stage' and no 'link'",
          hint: "write 'stage: { servers: 4, rate: 100 MB/s }'")
      ]
    }
  }

  /// What the scenario says of a vendor's copies.
  private func places(of vendor: LoadedFiles.Vendor, _ files: LoadedFiles) -> [Diagnostic] {
    guard let profile = vendor.profile else { return [] }
    let copies = profile.sections("copies").dropFirst()
    let names = copies.compactMap { $0.text("at") }
    let file = files.scenario.file
    var problems: [Diagnostic] = []
    for entry in vendor.copies where entry.key != "source" {
      if !names.contains(entry.key) {
        problems.append(
          Diagnostic(
            .error, "unknown-copy",
            "'\(profile.text("vendor") ?? "")' has no copy '\(entry.key.excerpt)'",
            at: entry.place.location(in: file),
            hint: entry.key.nearest(in: names).map { "did you mean '\($0)'?" }
              ?? (names.isEmpty
                ? "its profile has no further copy"
                : "copies: \(names.joined(separator: ", "))")))
      }
      if let place = entry.value.text, !files.places.contains(place) {
        problems.append(files.unknownPlace(place, at: entry.value.location(in: file)))
      }
    }
    return problems.isEmpty ? ways(of: vendor, profile, copies, files) : problems
  }

  /// Copies whose lines lead nowhere, or carry studies in the same direction already.
  private func ways(
    of vendor: LoadedFiles.Vendor, _ profile: Section, _ copies: ArraySlice<Section>,
    _ files: LoadedFiles
  ) -> [Diagnostic] {
    let routes = files.routes
    func place(_ id: String?) -> Int {
      id.flatMap { files.places.firstIndex(of: $0) } ?? routes.elsewhere
    }
    let core = place(vendor.core?.text)
    var taken: Set<RouteMap.Hop.Direction> = []
    if profile.sections("ingest").contains(where: { $0.has("link") }) {
      for site in Set(files.scenario.sections("streams").compactMap { $0.text("site") }) {
        taken.formUnion((routes.way(from: place(site), to: core) ?? []).map(\.direction))
      }
    }
    var from = core
    return copies.compactMap { copy in
      guard let name = copy.text("at") else { return nil }
      let named = vendor.copies.first { $0.key == name }?.value.text
      let to = named == nil && !copy.has("link") ? from : place(named)
      defer { from = to }
      guard copy.has("link") else { return nil }
      let location = vendor.choice.location(in: files.scenario.file)
      guard let way = routes.way(from: from, to: to) else {
        return Diagnostic(
          .error, "copy-without-way", "no line leads to the copy '\(name)'", at: location,
          hint: "name its place in 'copies: { \(name): … }', and a link to it under 'links'")
      }
      guard !way.isEmpty else {
        return Diagnostic(
          .error, "copy-without-way",
          "the copy '\(name)' has a 'link', but stands where the copy before stands", at: location,
          hint: "name another place in 'copies: { \(name): … }', or leave 'link' out of the profile"
        )
      }
      let directions = way.map(\.direction)
      guard taken.isDisjoint(with: directions) else {
        return Diagnostic(
          .error, "line-used-twice",
          "studies would cross a line to the copy '\(name)' that they have crossed before in the same direction",
          at: location,
          hint: "order the copies so that each is made from the nearest one before")
      }
      taken.formUnion(directions)
      return nil
    }
  }
}
