extension BrokenInput {
  /// An event, or several, in the sound plan, which runs from 2027-01 to 2031-12.
  private static func event(_ name: String, _ events: String...) -> BrokenInput {
    BrokenInput(
      name, "years: 5",
      "years: 5\nevents:" + events.map { "\n  - { \($0) }" }.joined())
  }

  /// The same, where the stream has scanners.
  private static func scanners(_ name: String, _ keys: String, _ events: String...) -> BrokenInput {
    BrokenInput(
      name, "streams:",
      (events.isEmpty ? "" : "events:\n" + events.map { "  - { \($0) }\n" }.joined()) + "streams:"
    ).marking("modality: CT", "modality: CT\n    \(keys)")
  }

  private static let ct = "stream: main-ct"
  private static let more = "on: 2028-07, change: volume, stream: main-ct, studies-per-year"

  static let events: [BrokenInput] = [
    event("unknown change", "on: 2028-07, change: §volum, \(ct), studies-per-year: +9000"),
    event("outage of nothing", "on: 2030-03-14 02:00, change: §outage, for: 8 h"),
    event("outage in a month", "on: §2030-03, change: outage, link: main.wan, for: 8 h"),
    event("outage without a length", "on: 2030-03-14 02:00, change: §outage, link: main.wan"),
    event("outage of no line", "on: 2030-03-14 02:00, change: outage, link: §mian.wan, for: 8 h"),
    event("outage of no offer", "on: 2030-03-14 02:00, change: outage, vendor: §clod, for: 8 h"),
    event(
      "outage of two things",
      "on: 2030-03-14 02:00, change: §outage, link: main.wan, vendor: cloud, for: 8 h"),
    event(
      "outage after the plan", "on: §2032-01-01 00:00, change: outage, link: main.wan, for: 8 h"),
    event("outage at no time", "on: §2030-03-14 25:00, change: outage, link: main.wan, for: 8 h"),
    event(
      "size on a day with a time", "on: §2028-07-01 10:00, change: study-size, \(ct), factor: 1.6"),
    event("event without a date", "change: study-size, \(ct), factor: 1.6").marking(
      "- { change", "- §{ change"),
    event("event on a day", "on: §2028-07-01, change: study-size, \(ct), factor: 1.6"),
    event("event before the plan", "on: §2026-12, change: study-size, \(ct), factor: 1.6"),
    event("event after the plan", "on: §2032-01, change: study-size, \(ct), factor: 1.6"),
    event("event without what it needs", "on: 2028-07, change: §volume, \(ct)"),
    event(
      "key of another change", "\(more): +9000, size-factor: §1.6, site: §main"),
    event("event of no stream", "on: 2028-07, change: go-live, stream: §main-tc"),
    event("event of no site", "on: 2028-07, change: open-site, site: §mian"),
    event("addition without a sign", "\(more): §9000"),
    event(
      "additions without a sign", "\(more): { low: §5000, likely: +9000, high: §12000 }"),
    event("addition in per cent", "\(more): §+10 %"),
    event("more lost than there is", "\(more): -20000", "\(more): §-40000"),
    event(
      "retention of no rule",
      "on: 2030-01, change: retention, modality: §MG-*, keep: 10 years",
      "on: 2030-01, change: retention, modality: §defualt, keep: 10 years"),
    event(
      "retention without a unit", "on: 2030-01, change: §retention, modality: default, keep: §7"),
    event("retention for no time", "on: 2030-01, change: §§retention, modality: default"),
    event(
      "retention by half a rule",
      "on: 2030-01, change: §retention, modality: default, keep: §{ rolling: 5 years, returns: 7 % }"
    ),
    event("ramp without a unit", "\(more): +9000, ramp: §6"),
    event("ramp in parts of a month", "\(more): +9000, ramp: §1.5 months"),
    event("factor in per cent", "on: 2029-01, change: study-size, \(ct), factor: §160 %"),
    event("factor beyond reach", "on: 2029-01, change: study-size, \(ct), factor: §160"),
    event(
      "factors beyond reach", "on: 2029-01, change: study-size, \(ct), factor: 10",
      "on: 2029-02, change: study-size, \(ct), factor: 10",
      "on: 2029-03, change: study-size, \(ct), factor: 10",
      "on: 2029-04, change: study-size, \(ct), factor: §2"),
    event("addition beyond reach", "\(more): +99999000").marking(
      "studies-per-year: 41000", "studies-per-year: §41000"),
    event(
      "stream that begins twice", "on: 2028-07, change: go-live, \(ct)",
      "on: 2029-07, change: §go-live, \(ct)"),
    event(
      "scanner of a stream without", "on: 2029-03, change: replace-scanner, \(ct), scanners: §1"),
    scanners("minutes without scanners", "minutes-per-study: §15"),
    scanners("hours without minutes", "scanners: 2\n    open-hours: §60 h"),
    scanners(
      "more hours than a week has", "scanners: 2\n    minutes-per-study: 15\n    open-hours: §169 h"
    ),
    scanners(
      "more scanners than there are", "scanners: 2",
      "on: 2029-03, change: replace-scanner, \(ct), scanners: §3"),
    scanners(
      "no scanner replaced", "scanners: 2",
      "on: 2029-03, change: replace-scanner, \(ct), scanners: §0"),
    scanners("no scanner left", "scanners: 2", "\(more): -9000, scanners: §-2"),
    scanners(
      "scanners closed twice", "scanners: 2",
      "on: 2029-03, change: replace-scanner, \(ct), scanners: 1, closed: 20 weeks",
      "on: 2029-05, change: replace-scanner, \(ct), scanners: §2"
    ),
    scanners(
      "minutes with nothing to compare", "scanners: 2",
      "on: 2029-03, change: replace-scanner, \(ct), scanners: 1, minutes-per-study: §10"),
    scanners(
      "closed for part of a day", "scanners: 2",
      "on: 2029-03, change: replace-scanner, \(ct), scanners: 1, closed: §36 h"),
  ]
}
