import PlanModel
import Quantities

@testable import Simulation

/// Makes a failing trial smaller for as long as it still fails.
///
/// Steps are tried from the coarsest on: whole features and streams first, single studies and figures
/// last. A step that leaves no sound scenario, or one in which engine and reference agree, is undone.
struct Shrinker {
  /// What must stay true of the trial.
  let fails: (Trial) -> Bool
  /// How many trials may be run.
  var budget = 800

  func smallest(_ trial: Trial) -> Trial {
    var best = frozen(trial)
    if !fails(best) { best = trial }
    var left = budget
    var isSmaller = true
    while isSmaller, left > 0 {
      isSmaller = false
      var step = 0
      while left > 0 {
        let steps = Self.steps(best)
        guard step < steps.count else { break }
        var next = best
        steps[step](&next)
        step += 1
        guard Self.text(next) != Self.text(best), next.isSound else { continue }
        left -= 1
        if fails(next) {
          best = next
          isSmaller = true
          step = 0
        }
      }
    }
    return best
  }

  private static func text(_ trial: Trial) -> String { String(describing: trial) }

  /// The same trial with its drawn studies written down, so that they can be left out one by one.
  private func frozen(_ trial: Trial) -> Trial {
    var frozen = trial
    let marks = DrawnMarks(
      trial.scenario, trial.draws, seed: trial.seed, replication: trial.replication ?? 0)
    for place in frozen.scenario.streams.indices where frozen.scenario.streams[place].trace == nil {
      let own = marks.studies.filter { Int($0.stream) == place }
      frozen.scenario.streams[place].trace = StudyTrace(
        times: own.map(\.time), bytes: own.map(\.bytes), instances: own.map(\.instances),
        patientClasses: own.map { UInt8($0.patientClass) })
    }
    frozen.scenario.events = []
    return frozen
  }

  // MARK: - Steps

  private typealias Step = (inout Trial) -> Void

  private static func steps(_ trial: Trial) -> [Step] {
    let scenario = trial.scenario
    var steps: [Step] = [
      { $0.scenario.reading = nil }, { $0.scenario.serviceLevels = [] },
      { $0.scenario.legacy = nil }, { $0.scenario.legacy?.migration = nil },
      { $0.scenario.legacy?.migration?.window = nil },
      { $0.scenario.legacy?.migration?.rate = nil },
      { $0.scenario.legacy?.migration?.years = nil },
      { $0.scenario.legacy?.migration?.delayMonths = 0 },
      { $0.scenario.legacy?.migration?.recompression = 1 }, { $0.scenario.oldSystem = .unknown },
      { $0.scenario.retention.purges = false }, { $0.scenario.years = 1 },
      { $0.scenario.timeZone = "UTC" }, { $0.scenario.calendar = HolidayCalendar(.none) },
      { $0.replication = nil }, { $0.batching = Batching() }, { $0.scenario.reading?.priors = nil },
      { $0.scenario.reading?.views = nil }, { $0.scenario.reading?.prefetch = nil },
      { $0.scenario.reading?.readers = [ReadingPlan.Readers(place: nil, share: 1)] },
    ]
    steps += scenario.vendors.indices.reversed().map { index in
      { removeVendor(index, &$0.scenario) }
    }
    steps += scenario.outages.indices.reversed().map { index in
      { $0.scenario.outages.remove(at: index) }
    }
    steps += lineSteps(scenario) { line in line.shares = [] }
    steps += lineSteps(scenario) { line in line.reliability = nil }
    steps += lineSteps(scenario) { line in if line.shares.count > 1 { line.shares.removeFirst() } }
    steps += lineSteps(scenario) { line in if line.shares.count > 1 { line.shares.removeLast() } }
    for index in scenario.streams.indices.reversed() where scenario.streams.count > 1 {
      steps.append { $0.scenario.streams.remove(at: index) }
    }
    for index in scenario.streams.indices {
      let count = scenario.streams[index].trace?.count ?? 0
      var size = count / 2
      while size > 0 {
        for begin in stride(from: 0, to: count, by: size) {
          let range = begin..<min(count, begin + size)
          steps.append { keepStudies(&$0.scenario.streams[index]) { !range.contains($0) } }
        }
        size = size > 1 && size < 4 ? 1 : size / 2
      }
    }
    steps += scenario.links.indices.reversed().map { index in
      { $0.scenario.links.remove(at: index) }
    }
    steps += scenario.vendors.indices.flatMap { vendorSteps($0, scenario.vendors[$0]) }
    for index in scenario.streams.indices {
      steps.append { $0.scenario.streams[index].site = 0 }
      steps.append { $0.scenario.streams[index].retentionRule = 0 }
      steps.append { $0.scenario.streams[index].isStoredSize = true }
    }
    for index in scenario.retention.rules.indices {
      steps.append { $0.scenario.retention.rules[index].changes = [] }
      steps.append { $0.scenario.retention.rules[index].period = .years(nil) }
      steps.append { $0.scenario.retention.rules[index].period = .years(0.1) }
    }
    steps.append { trial in
      let used = (trial.scenario.streams.map(\.retentionRule).max() ?? 0) + 1
      trial.scenario.retention.rules = Array(trial.scenario.retention.rules.prefix(used))
    }
    steps.append { removeLastPlace(&$0.scenario) }
    steps.append { removeLastSite(&$0.scenario) }
    for index in scenario.sites.indices {
      steps.append { $0.scenario.sites[index].lan.roundTrip = Seconds(0) }
      steps.append { $0.scenario.sites[index].wan?.roundTrip = Seconds(0) }
      steps.append { $0.scenario.sites[index].wan = nil }
    }
    // Rounder figures read better, and say that it is not they that matter.
    for index in scenario.streams.indices {
      steps.append { round(&$0.scenario.streams[index], time: 3_600, bytes: 1e6) }
      steps.append { round(&$0.scenario.streams[index], time: 60, bytes: 1e6) }
      steps.append { round(&$0.scenario.streams[index], time: 1, bytes: 1) }
    }
    return steps
  }

  /// A step for each line.
  private static func lineSteps(
    _ scenario: Scenario, _ change: @escaping (inout NetworkLink) -> Void
  ) -> [Step] {
    var steps: [Step] = []
    for index in scenario.sites.indices {
      steps.append { change(&$0.scenario.sites[index].lan) }
      if scenario.sites[index].wan == nil { continue }
      steps.append { trial in
        guard var wan = trial.scenario.sites[index].wan else { return }
        change(&wan)
        trial.scenario.sites[index].wan = wan
      }
    }
    return steps
      + scenario.links.indices.map { index in
        { change(&$0.scenario.links[index].line) }
      }
  }

  private static func vendorSteps(_ index: Int, _ vendor: VendorProfile) -> [Step] {
    var steps: [Step] = [
      { $0.scenario.vendors[index].contract.goLive = 1 },
      { $0.scenario.vendors[index].copies = [] }, { $0.scenario.vendors[index].retrieve = [] },
      { $0.scenario.vendors[index].ingest = [] }, { $0.scenario.vendors[index].reliability = nil },
      { $0.scenario.vendors[index].storage.isCompressed = false },
    ]
    for place in vendor.copies.indices {
      steps.append { $0.scenario.vendors[index].copies.remove(at: place) }
      steps.append { trial in
        trial.scenario.vendors[index].copies[place].link = nil
        trial.scenario.vendors[index].copies[place].place = nil
      }
      steps.append { $0.scenario.vendors[index].copies[place].stage = nil }
      steps += stageSteps { step, trial in
        if var stage = trial.scenario.vendors[index].copies[place].stage {
          step(&stage)
          trial.scenario.vendors[index].copies[place].stage = stage
        }
        if var link = trial.scenario.vendors[index].copies[place].link {
          step(&link)
          trial.scenario.vendors[index].copies[place].link = link
        }
      }
    }
    for place in vendor.ingest.indices {
      steps.append { $0.scenario.vendors[index].ingest.remove(at: place) }
      steps += stageSteps { $0(&$1.scenario.vendors[index].ingest[place]) }
    }
    for place in vendor.retrieve.indices {
      steps.append { $0.scenario.vendors[index].retrieve.remove(at: place) }
      steps += stageSteps { $0(&$1.scenario.vendors[index].retrieve[place]) }
    }
    for place in vendor.storage.tiers.indices {
      steps.append { trial in
        trial.scenario.vendors[index].storage.tiers.remove(at: place)
        for other in trial.scenario.vendors[index].storage.tiers.indices {
          let target = trial.scenario.vendors[index].storage.tiers[other].reheatsTo
          trial.scenario.vendors[index].storage.tiers[other].reheatsTo = target.flatMap {
            $0 == place ? nil : $0 > place ? $0 - 1 : $0
          }
        }
      }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].capacity = nil }
      steps.append { trial in
        trial.scenario.vendors[index].storage.tiers[place].firstByte = Seconds(0)
        trial.scenario.vendors[index].storage.tiers[place].rate = nil
      }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].drives = nil }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].isAtSites = false }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].leavesByAccess = false }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].reheatsTo = nil }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].minimumObject = nil }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].minimumDays = 0 }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].copies = 1 }
      steps.append { $0.scenario.vendors[index].storage.tiers[place].protection = 1 }
    }
    return steps
  }

  private static func stageSteps(
    _ change: @escaping ((inout Stage) -> Void, inout Trial) -> Void
  ) -> [Step] {
    let simpler: [(inout Stage) -> Void] = [
      { $0.discipline = .fifo }, { $0.servers = 1 }, { $0.servers = min($0.servers, 2) },
      { $0.isCompressed = false }, { $0.streams = 1 }, { $0.perInstance = Seconds(0) },
      { $0.perStudy = Seconds(0) }, { $0.rate = nil },
    ]
    return simpler.map { step in { change(step, &$0) } }
  }

  private static func removeVendor(_ index: Int, _ scenario: inout Scenario) {
    scenario.vendors.remove(at: index)
    guard let old = scenario.oldSystem.vendor else { return }
    scenario.oldSystem.vendor = old == index ? nil : old > index ? old - 1 : old
  }

  private static func keepStudies(_ stream: inout StudyStream, _ isKept: (Int) -> Bool) {
    guard let trace = stream.trace else { return }
    let kept = trace.times.indices.filter(isKept)
    stream.trace = StudyTrace(
      times: kept.map { trace.times[$0] }, bytes: kept.map { trace.bytes[$0] },
      instances: trace.instances.map { column in kept.map { column[$0] } },
      patientClasses: trace.patientClasses.map { column in kept.map { column[$0] } })
  }

  private static func round(_ stream: inout StudyStream, time: Double, bytes: Double) {
    guard let trace = stream.trace else { return }
    stream.trace = StudyTrace(
      times: trace.times.map { ($0 / time).rounded() * time },
      bytes: trace.bytes.map { max(1, ($0 / bytes).rounded()) * bytes },
      instances: trace.instances, patientClasses: trace.patientClasses)
  }

  private static func removeLastPlace(_ scenario: inout Scenario) {
    let last = scenario.sites.count + scenario.places.count - 1
    guard !scenario.places.isEmpty, !uses(last, scenario) else { return }
    scenario.places.removeLast()
  }

  private static func removeLastSite(_ scenario: inout Scenario) {
    let last = scenario.sites.count - 1
    guard last > 0, scenario.places.isEmpty, !uses(last, scenario) else { return }
    scenario.sites.removeLast()
  }

  private static func uses(_ place: Int, _ scenario: Scenario) -> Bool {
    scenario.legacy?.migration?.from == place
      || scenario.links.contains { $0.from == place || $0.to == place }
      || scenario.streams.contains { $0.site == place }
      || (scenario.reading?.readers ?? []).contains { $0.place == place }
      || scenario.vendors.contains { vendor in
        vendor.core == place || vendor.copies.contains { $0.place == place }
      }
  }
}

extension Trial: CustomStringConvertible {
  /// The trial as a person reads it.
  var description: String {
    func number(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
    func place(_ index: Int?) -> String {
      index.map { scenario.placeName($0) ?? "elsewhere" } ?? "elsewhere"
    }
    func window(_ window: WeekWindow) -> String {
      "days \(window.days.sorted()) from \(window.from) s to \(window.to) s"
    }
    func maintenance(_ reliability: Reliability?) -> String {
      (reliability?.maintenance ?? []).map {
        "; maintenance every \($0.everyWeeks) weeks, \(window($0.window))"
      }.joined()
    }
    func line(_ line: NetworkLink) -> String {
      "\(line.id): up \(number(line.up.value / 8)) B/s, down \(number(line.down.value / 8)) B/s, round trip"
        + " \(line.roundTrip.value) s, share \(line.share.value)"
        + line.shares.map { "; \($0.share.value) on \(window($0.window))" }.joined()
        + maintenance(line.reliability)
    }
    func stage(_ stage: Stage) -> String {
      var text = "\(stage.name): "
      switch stage.place {
      case .eachSite: text += "at each site, \(stage.servers) servers"
      case .core: text += "\(stage.servers) servers"
      case .link(let use):
        text += "line, \(use.connections) connections, window \(use.window.count) B"
        if use.isPipelined { text += ", pipelined" }
      }
      text += ", \(stage.discipline.rawValue)"
      if let rate = stage.rate { text += ", \(number(rate.value / 8)) B/s" }
      if stage.perStudy.value > 0 { text += ", \(stage.perStudy.value) s a study" }
      if stage.perInstance.value > 0 { text += ", \(stage.perInstance.value) s an instance" }
      if stage.isCompressed { text += ", compressed" }
      if stage.streams < 1 { text += ", streams \(stage.streams)" }
      return text
    }
    var lines = [
      "plan: from \(scenario.start.iso), \(scenario.years) years, \(scenario.timeZone), seed \(seed),"
        + " draws \(replication.map { "\($0)" } ?? "means"), batches of \(batching.day) studies,"
        + " pieces of \(batching.piece)"
    ]
    for site in scenario.sites {
      lines.append("site \(site.name): LAN \(line(site.lan))")
      if let wan = site.wan { lines.append("  WAN \(line(wan))") }
    }
    for link in scenario.links {
      lines.append("link \(place(link.from)) to \(place(link.to)): \(line(link.line))")
    }
    for stream in scenario.streams {
      lines.append(
        "stream \(stream.id) at \(place(stream.site)): ratio \(stream.modality.losslessRatio.mean)"
          + "\(stream.isStoredSize ? ", as stored" : ""), rule \(stream.retentionRule)")
      guard let trace = stream.trace else {
        lines.append("  drawn, about \(stream.studiesPerYear.mean) a year")
        continue
      }
      for place in trace.times.indices {
        let kind = PatientClass(rawValue: Int(trace.patientClasses?[place] ?? 2))?.name ?? ""
        let time = trace.times[place]
        lines.append(
          "  day \(Int(time / 86_400)) + \(number(time - (time / 86_400).rounded(.down) * 86_400)) s:"
            + " \(number(trace.bytes[place])) B, \(trace.instances?[place] ?? 0) instances, \(kind)"
        )
      }
    }
    for event in scenario.events { lines.append("event \(event.on.iso): \(event.change)") }
    lines.append("purge: \(scenario.retention.purges ? "yes" : "no")")
    for rule in scenario.retention.rules where scenario.retention.purges {
      let changes = rule.changes.map { "; from \($0.on.iso): \($0.period.words)" }
      lines.append("  \(rule.modalities): \(rule.period.words)\(changes.joined())")
    }
    if let legacy = scenario.legacy {
      lines.append(
        "legacy: \(legacy.stored.count) B in \(legacy.studies) studies since \(legacy.oldest.iso),"
          + " growth \(legacy.yearlyGrowth)")
      if let migration = legacy.migration {
        var text = "  moved from \(place(migration.from))"
        if let years = migration.years { text += ", \(years) years" }
        if let open = migration.window { text += ", on \(window(open))" }
        if let rate = migration.rate { text += ", \(number(rate.value / 8)) B/s" }
        if migration.delayMonths > 0 { text += ", \(migration.delayMonths) months later" }
        if migration.recompression != 1 { text += ", \(migration.recompression) times smaller" }
        lines.append(text)
      }
    }
    if let reading = scenario.reading {
      let rule = reading.turnaround[0]
      lines.append(
        "reading: turnaround \(rule.median.value) s, 95 % \(rule.p95.value) s;"
          + " readers \(reading.readers.map { "\($0.place.map { place($0) } ?? "site"): \($0.share)" })"
          + "\(reading.priors.map { "; priors \($0.perStudy)" } ?? "")"
          + "\(reading.prefetch.map { "; fetched \($0.ahead.value) s ahead up to \($0.upTo) days, by class \($0.classes)" } ?? "")"
          + "\(reading.views.map { "; views \($0.perStudy) within \($0.within.value) s" } ?? "")")
    }
    for outage in scenario.outages {
      lines.append(
        "outage of \(outage.target): \(outage.day.iso), \(outage.time) s,"
          + " for \(number(outage.duration.value)) s")
    }
    for level in scenario.serviceLevels {
      lines.append(
        "promise: \(level.id), \(level.patientClass?.name ?? "all"), within \(level.within.value) s"
      )
    }
    for (index, vendor) in scenario.vendors.enumerated() {
      let old = scenario.oldSystem.vendor == index ? ", the old system" : ""
      lines.append(
        "vendor \(vendor.id): core at \(place(vendor.core)), go-live in month"
          + " \(vendor.contract.goLive)\(old)\(maintenance(vendor.reliability))")
      lines += vendor.ingest.map { "  ingest \(stage($0))" }
      for copy in vendor.copies {
        lines.append("  copy \(copy.name) at \(place(copy.place))")
        lines += [copy.link, copy.stage].compactMap { $0.map { "    \(stage($0))" } }
      }
      lines += vendor.retrieve.map { "  retrieve \(stage($0))" }
      if vendor.storage.isCompressed { lines.append("  stored compressed") }
      for tier in vendor.storage.tiers {
        var text = "  tier \(tier.id)\(tier.isCache ? " (cache)" : ""): \(tier.copies) copies"
        if let days = tier.leavesAfterDays {
          text += ", leaves after \(days) days\(tier.leavesByAccess ? " without access" : "")"
        }
        if tier.isAtSites { text += ", at the sites" }
        if let hot = tier.reheatsTo { text += ", lifts to tier \(hot)" }
        if tier.firstByte.value > 0 { text += ", first byte after \(tier.firstByte.value) s" }
        if let rate = tier.rate { text += ", \(number(rate.value / 8)) B/s" }
        if let drives = tier.drives { text += ", \(drives) drives" }
        if let least = tier.minimumObject {
          text += ", at least \(least.size.count) B per \(least.per.rawValue)"
        }
        if tier.minimumDays > 0 { text += ", at least \(tier.minimumDays) days" }
        if let capacity = tier.capacity {
          text += ", usable \(capacity.usable.count) B, threshold \(capacity.fillThreshold.value)"
          if let increment = capacity.increment { text += ", increment \(increment.count) B" }
          if let most = capacity.maximum { text += ", at most \(most.count) B" }
        }
        lines.append(text)
      }
    }
    return lines.joined(separator: "\n")
  }
}
