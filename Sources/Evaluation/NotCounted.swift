import PlanModel

/// What no figure of a comparison includes.
enum NotCounted {
  /// A sentence each, most important first.
  static func sentences(_ scenario: Scenario) -> [String] {
    [scenario.reading == nil ? noReading : reading]
      + [scenario.legacy.map { $0.migration == nil ? atOnce : moved }].compactMap(\.self)
      + (scenario.isEverDown ? [] : [neverDown]) + always
  }

  private static let noReading =
    "Retrieval: reading, prior studies and clinical views put no load on any queue and move no"
    + " data between tiers, since the plan does not say how studies are read."

  private static let reading =
    "Accesses that depend on each other: each finds its study where the ages of all accesses say, so"
    + " that two in quick succession to one cold study may both find it cold. Priors in the old archive"
    + " are read as if they had been moved already."

  private static let atOnce =
    "Migration of the legacy archive: at go-live the new system holds what the old one held. The time"
    + " that takes, and the months in which both run and are paid, are not modelled, since the plan does"
    + " not say how it is moved; its fees count where a price line names them."

  private static let moved =
    "What a migration needs besides lines and servers: finding, checking and mending records, and the"
    + " way of what is moved on to further copies."

  private static let neverDown =
    "Outages and maintenance windows: the plan names none, so nothing ever stands still."

  private static let always = [
    "Price changes: futures differ in volumes, growth and sizes; prices, salaries and staffing are"
      + " as given in all of them.",
    "Data transfer out of a cloud, requests and retrieval fees, unless a price line of the offer names"
      + " them.",
    "Reasons to keep single studies longer than the rules say: illness, death, research.",
    "What downtime costs.",
    "Waiting for a scanner: studies beyond what the scanners can make are reported and replayed, not"
      + " put off; what a closed scanner cannot make is not made up for.",
    "The hospital's own lines: those between its sites are the hospital's in every offer and cost"
      + " nothing in any, unless a price line of the offer names them. Network costs are what an offer"
      + " prices on top, such as ports and circuits to a cloud.",
    "The receiving end of a WAN: what a site sends over its WAN loads that line, not the line into the"
      + " place it reaches.",
    "Reports, segmentations and other objects besides acquired images.",
    "Taxes and financing; what leaving costs is shown apart and is in no total.",
    "Displays, workstations, building work and clinicians' time unless a price line names them.",
  ]
}

extension Scenario {
  /// Whether the plan says of anything that it does not always work.
  fileprivate var isEverDown: Bool {
    let lines = sites.flatMap { [$0.lan, $0.wan] }.compactMap(\.self) + links.map(\.line)
    return !outages.isEmpty || lines.contains { $0.reliability != nil }
      || vendors.contains { $0.reliability != nil }
  }
}
