extension BrokenInput {
  private static let streams = "streams:"
  private static let storage = "storage:"
  private static let quick = "{ median: 1 h, p95: 4 h }"
  private static let times =
    "turnaround: { emergency: \(quick), inpatient: \(quick), outpatient: \(quick) }"
  private static let dc = "places: { dc: { name: Data centre } }\n"
  private static let fetch = "{ stage: fetch, at: core, rate: 200 MB/s }"

  private static func reading(_ name: String, _ text: String, before: String = "") -> BrokenInput {
    BrokenInput(name, streams, "\(before)reading: { \(text) }\nstreams:")
  }

  /// When studies are read, where, and how they get there.
  static let reading: [BrokenInput] = [
    reading("turnaround of no class", "§turnaround: { emergency: \(quick), inpatient: \(quick) }")
      .marking("§turnaround: {", "turnaround: §{"),
    reading(
      "p95 below the median",
      times.replacing("emergency: \(quick)", with: "emergency: { median: 1 h, p95: §30 min }")),
    reading(
      "readers who are nowhere",
      "\(times), readers: [{ at: site, share: 60 % }, { at: §home, share: 40 % }]"),
    reading(
      "shares of readers",
      "\(times), readers: [{ at: site, share: §60 % }, { at: main, share: 30 % }]"),
    reading(
      "ages that do not rise",
      "\(times), priors: { per-study: 2, ages-cumulative: §{ 3 months: 60 %, 12 months: 50 % } }"),
    reading(
      "age without a unit",
      "\(times), priors: { per-study: 2, ages-cumulative: { §12: 50 % } }"),
    reading("views without a time", "\(times), clinical-views: §{ per-study: 3 }"),
    BrokenInput(
      "display without reading", streams,
      "service-levels: [{ id: quick, measure: §time-to-display, target: 90 %, within: 5 s }]\nstreams:"
    ),
    BrokenInput(
      vendor: "way back beyond the line", storage,
      "retrieve: [{ stage: down, link: wan }, { stage: §fetch, at: core, rate: 200 MB/s }]\nstorage:"
    ),
    BrokenInput(
      vendor: "two lines back", storage,
      "retrieve: [\(fetch), { stage: down, link: wan }, { stage: §again, link: wan }]\nstorage:"),
    BrokenInput(
      vendor: "way back without time", storage,
      "retrieve: [§{ stage: fetch, at: core }]\nstorage:"),
    BrokenInput(
      vendor: "streams more than all", storage,
      "retrieve: [{ stage: down, link: wan, streams: §120 % }]\nstorage:"),
    BrokenInput(
      vendor: "rate of a line back", storage,
      "retrieve: [{ stage: down, link: wan, rate: §1 MB/s }]\nstorage:"),
  ]
}
