import PlanModel

/// An on-premises offer stands at a site or in a data centre, a cloud offer in a cloud, and every
/// site reaches it over some line.
struct CoreCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.vendors.flatMap { vendor -> [Diagnostic] in
      let core = vendor.core?.text
      if let core, let written = vendor.core, !files.places.contains(core) {
        return [files.unknownPlace(core, at: written.location(in: files.scenario.file))]
      }
      return misplaced(vendor, core, files) + unreached(vendor, core, files)
    }
  }

  /// Where the core stands where such a core cannot.
  private func misplaced(
    _ vendor: LoadedFiles.Vendor, _ core: String?, _ files: LoadedFiles
  ) -> [Diagnostic] {
    guard let profile = vendor.profile, let name = profile.text("vendor"),
      let deployment = profile.text("deployment").flatMap({
        VendorProfile.Deployment(rawValue: $0)
      })
    else { return [] }
    let file = files.scenario.file
    guard let core, let written = vendor.core else {
      guard deployment == .onPremises else { return [] }
      let path = vendor.choice.text ?? vendor.choice["profile"]?.text ?? ""
      return [
        Diagnostic(
          .error, "missing-core",
          "'\(name)' runs on premises, and the site or place where it stands is not named",
          at: vendor.choice.location(in: file),
          hint:
            "write '{ profile: \(path.excerpt), core: \(files.sites.first ?? "main") }'")
      ]
    }
    switch (deployment, files.isCloud(core)) {
    case (.cloud, false):
      return [
        Diagnostic(
          .error, "core-of-cloud", "'\(name)' runs in a cloud, and '\(core)' is none",
          at: written.location(in: file),
          hint: "delete 'core', or name a place with 'kind: cloud'")
      ]
    case (.onPremises, true):
      return [
        Diagnostic(
          .error, "core-in-cloud", "'\(name)' runs on premises, and '\(core)' is a cloud",
          at: written.location(in: file), hint: "name a site or a data centre")
      ]
    default: return []
    }
  }

  /// Sites with studies but without a way to the core.
  private func unreached(
    _ vendor: LoadedFiles.Vendor, _ core: String?, _ files: LoadedFiles
  ) -> [Diagnostic] {
    guard let profile = vendor.profile, let name = profile.text("vendor"),
      profile.sections("ingest").contains(where: { $0.has("link") })
    else { return [] }
    let routes = files.routes
    let target = core.flatMap { files.places.firstIndex(of: $0) } ?? routes.elsewhere
    let hops = routes.hops(to: target)
    let used = Set(files.scenario.sections("streams").compactMap { $0.text("site") })
    return (files.scenario.section("sites")?.named ?? []).enumerated().compactMap { index, site in
      let entry = site.entry
      guard used.contains(entry.key), site.section != nil, index != target else { return nil }
      var place = index
      while place != target, let hop = hops[place] { place = hop.to }
      guard place != target else { return nil }
      return Diagnostic(
        .error, "missing-wan",
        "no line leads from the site '\(entry.key.excerpt)' to the core of '\(name)'",
        at: entry.place.location(in: files.scenario.file),
        hint:
          "write 'wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms }' at the site, or a link under 'links'"
      )
    }
  }
}

extension LoadedFiles {
  /// Whether a place is a cloud region.
  func isCloud(_ place: String) -> Bool {
    scenario.section("places")?.named.contains {
      $0.entry.key == place && $0.section?.text("kind") == Place.Kind.cloud.rawValue
    } ?? false
  }
}
