extension BrokenInput {
  private static let streams = "streams:"
  private static let vendors = "vendors: [vendors/cloud.yaml]"
  private static let line = "bandwidth: 1 Gbit/s, round-trip: 2 ms"
  private static let dc = "places: { dc: { name: Data centre } }\n"
  private static let dr = "places: { dr: { name: Region, kind: cloud } }\n"
  private static let copy = "{ at: dr, link: { window: 1 MiB } }"

  /// Places, links, and what stands where.
  static let places: [BrokenInput] = [
    BrokenInput(
      "place with a site's id", streams, "places: { §main: { name: Data centre } }\nstreams:"),
    BrokenInput(
      "link to nowhere", streams,
      "\(dc)links: [{ id: a, from: main, to: §cd, \(line) }]\nstreams:"),
    BrokenInput(
      "link to itself", streams,
      "links: [{ id: a, from: main, to: §main, \(line) }]\nstreams:"),
    BrokenInput(
      "two links between two places", streams,
      "\(dc)links: [{ id: a, from: main, to: dc, \(line) }, { id: b, from: §dc, to: main, \(line) }]\nstreams:"
    ),
    BrokenInput(
      "two links with one id", streams,
      "\(dc)links: [{ id: a, from: main, to: dc, \(line) }, { id: §a, from: §dc, to: main, \(line) }]\nstreams:"
    ),
    BrokenInput(
      "cloud in a data centre", vendors,
      "\(dc)vendors: [{ profile: vendors/cloud.yaml, core: §dc }]"),
    BrokenInput(
      "site without a way to the core",
      "    wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms, share: 80 % }\n",
      "\(dr)links: []\n"
    ).marking("main:\n    name", "§main:\n    name").marking(
      vendors, "vendors: [{ profile: vendors/cloud.yaml, core: dr }]"),
    BrokenInput(
      "place of a copy that is not there", vendors,
      "\(dr)vendors: [{ profile: vendors/cloud.yaml, copies: { §second: dr } }]"),
    BrokenInput(
      vendor: "copy over a line that is not there", "storage:",
      "copies: [{ at: core }, \(copy)]\nstorage:"),
    BrokenInput(
      vendor: "the way to the core twice", "storage:",
      "  - { stage: §again, link: wan }\nstorage:"),
    BrokenInput(
      vendor: "site after the line", "  - { stage: import",
      "  - { stage: §late, at: site, rate: 1 MB/s }\n  - { stage: import"),
    BrokenInput(
      vendor: "primary copy with a line", "storage:",
      "copies: [{ at: core, link: §{ window: 1 MiB } }]\nstorage:"),
  ]
}
