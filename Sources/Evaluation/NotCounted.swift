import PlanModel

/// What no figure of a comparison includes.
enum NotCounted {
  /// A sentence each, most important first.
  static func sentences(_ scenario: Scenario) -> [String] {
    [scenario.reading == nil ? noReading : reading] + always
  }

  private static let noReading =
    "Retrieval: reading, prior studies and clinical views put no load on any queue and move no"
    + " data between tiers, since the plan does not say how studies are read."

  private static let reading =
    "Where studies lie that are read: all come from the core of an offer at the speed of its way back."
    + " Caches at a site shorten no way yet, tape and cold storage lengthen none, and what is read"
    + " moves no data between tiers."

  private static let always = [
    "Price changes: futures differ in volumes, growth and sizes; prices, salaries and staffing are"
      + " as given in all of them.",
    "Data transfer out of a cloud, retrieval fees, minimum object sizes and minimum storage"
      + " durations.",
    "Migration of the legacy archive: at go-live the new system holds what the old one held. The time"
      + " that takes, and the months in which both run and are paid, are not modelled; its fees count"
      + " where a price line names them.",
    "Reasons to keep single studies longer than the rule: a patient's later visits, illness, death, or"
      + " a legal hold.",
    "Outages, maintenance windows and what downtime costs.",
    "Waiting for a scanner: studies beyond what the scanners can make are reported and replayed, not"
      + " put off; what a closed scanner cannot make is not made up for.",
    "The hospital's own lines: those between its sites are the hospital's in every offer and cost"
      + " nothing in any, unless a price line of the offer names them. Network costs are what an offer"
      + " prices on top, such as ports and circuits to a cloud.",
    "The receiving end of a WAN: what a site sends over its WAN loads that line, not the line into the"
      + " place it reaches.",
    "Reports, segmentations and other objects besides acquired images.",
    "Taxes, financing, depreciation and the cost of leaving at the end of the contract.",
    "Displays, workstations, building work and clinicians' time unless a price line names them.",
  ]
}
