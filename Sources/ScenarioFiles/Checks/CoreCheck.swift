import PlanModel

/// An on-premises offer stands at a site, a cloud offer at none, and sites reach it over a line.
struct CoreCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let sites = files.sites
    return files.vendors.flatMap { vendor in problems(with: vendor, sites, files) }
  }

  private func problems(
    with vendor: LoadedFiles.Vendor, _ sites: [String], _ files: LoadedFiles
  ) -> [Diagnostic] {
    let file = files.scenario.file
    var problems: [Diagnostic] = []
    let core = vendor.core?.text
    let isCloud =
      vendor.profile?.text("deployment") == VendorProfile.Deployment.cloud.rawValue
    if !isCloud, let written = vendor.core, let core, !sites.contains(core) {
      problems.append(
        Diagnostic(
          .error, "unknown-site", "no site '\(core.excerpt)' in the scenario",
          at: written.location(in: file),
          hint: core.nearest(in: sites).map { "did you mean '\($0)'?" }
            ?? "sites: \(sites.prefix(20).joined(separator: ", "))"))
    }
    guard let profile = vendor.profile, let deployment = profile.text("deployment"),
      let name = profile.text("vendor")
    else { return problems }
    if isCloud, let written = vendor.core {
      problems.append(
        Diagnostic(
          .error, "core-of-cloud", "'\(name)' runs in a cloud and has no core at a site",
          at: written.location(in: file), hint: "delete 'core'"))
    } else if deployment == VendorProfile.Deployment.onPremises.rawValue, vendor.core == nil {
      let path = vendor.choice.text ?? vendor.choice["profile"]?.text ?? ""
      problems.append(
        Diagnostic(
          .error, "missing-core",
          "'\(name)' runs on premises, and the site where it stands is not named",
          at: vendor.choice.location(in: file),
          hint: "write '{ profile: \(path.excerpt), core: \(sites.first ?? "main") }'"))
    }
    guard profile.sections("ingest").contains(where: { $0.has("link") }) else { return problems }
    let used = Set(files.scenario.sections("streams").compactMap { $0.text("site") })
    for (entry, site) in files.scenario.section("sites")?.named ?? [] where used.contains(entry.key)
    {
      guard let site, entry.key != core, !site.has("wan") else { continue }
      problems.append(
        Diagnostic(
          .error, "missing-wan",
          "the site '\(entry.key.excerpt)' has no 'wan', but '\(name)' is reached over it",
          at: entry.place.location(in: file),
          hint: "write 'wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms }'"))
    }
    return problems
  }
}
