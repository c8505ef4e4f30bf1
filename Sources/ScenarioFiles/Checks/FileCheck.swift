import PlanModel

/// A rule that takes more than one value to check.
///
/// Files have been compared with their tables before: a value that does not fit its kind reads as
/// nil and has been reported.
protocol FileCheck: Sendable {
  /// Every breach of the rule.
  func problems(in files: LoadedFiles) -> [Diagnostic]
}

/// Every check, in the order in which problems at the same place are reported.
enum FileChecks {
  static let all: [any FileCheck] = [
    SiteCheck(),
    PlaceCheck(),
    ModalityCheck(),
    ProfileCheck(),
    StudySizeCheck(),
    TraceCheck(),
    DispersionCheck(),
    ClassShareCheck(),
    UniqueNameCheck(),
    CalendarCheck(),
    RetentionCheck(),
    EventCheck(),
    ReliabilityCheck(),
    VolumeCheck(),
    ScannerCheck(),
    LegacyCheck(),
    CurrencyCheck(),
    CoreCheck(),
    StageCheck(),
    CopyCheck(),
    ReadingCheck(),
    TierCheck(),
    MeterCheck(),
    PriceCheck(),
    PriceWindowCheck(), PriceStructureCheck(),
    ContractCheck(), ExitCheck(),
    OldSystemCheck(),
    RequirementCheck(),
    CatalogueCheck(),
    ReachCheck(),
  ]
}

extension Section {
  /// An error at a key's value, or at the mapping where the key is missing.
  func error(_ code: String, _ message: String, at key: String? = nil, hint: String? = nil)
    -> Diagnostic
  {
    Diagnostic(.error, code, message, at: location(key), hint: hint)
  }
}

extension LoadedFiles {
  /// The ids of the sites.
  var sites: [String] { scenario.section("sites")?.named.map(\.entry.key) ?? [] }

  /// The ids of the sites, then of the places.
  var places: [String] {
    sites + (scenario.section("places")?.named.map(\.entry.key) ?? [])
  }

  /// Which lines lead from where to where; links whose ends are unknown are left out.
  var routes: RouteMap {
    let ids = places
    return RouteMap(
      wans: (scenario.section("sites")?.named ?? []).map { $0.section?.has("wan") ?? false },
      places: ids.count - sites.count,
      links: scenario.sections("links").compactMap { link in
        guard let from = link.text("from").flatMap({ ids.firstIndex(of: $0) }),
          let to = link.text("to").flatMap({ ids.firstIndex(of: $0) })
        else { return nil }
        return (from, to)
      })
  }

  /// The codes of the catalogue: the shipped ones and the user's.
  var modalities: [String] {
    let own = catalogue?.section("modalities")?.named.map(\.entry.key) ?? []
    let shipped = CatalogueEntry.shipped.map(\.code)
    return shipped + own.filter { !shipped.contains($0) }
  }

  /// Profiles that could be read.
  var profiles: [Section] { vendors.compactMap(\.profile) }
}
