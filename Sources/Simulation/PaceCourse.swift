import PlanModel
import Quantities

/// At which pace a queue works, over the plan: by the hour of the week, and not at all in outages.
struct PaceCourse: Sequence {
  /// By hour of the week, Monday 0:00 first, against the rate of its stage; nil is always 1.
  let ofWeek: [Double]?
  /// When it stands still, in seconds since the start of the plan; in order and apart.
  let stands: [Range<Double>]
  private let timeline: Timeline

  /// - Parameters:
  ///   - ofWeek: By hour of the week, against the rate of the stage; nil is always 1.
  ///   - stands: In any order; they may overlap.
  ///   - timeline: The plan's.
  init(ofWeek: [Double]?, stands: [Range<Double>], _ timeline: Timeline) {
    self.ofWeek = ofWeek
    self.timeline = timeline
    self.stands = stands.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { apart, next in
      if let last = apart.last, next.lowerBound <= last.upperBound {
        apart[apart.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, next.upperBound)
      } else {
        apart.append(next)
      }
    }
  }

  func makeIterator() -> Iterator { Iterator(course: self) }

  /// Stretches of even pace, one after the other; the last, after the plan, has no end and the full
  /// pace.
  struct Iterator: IteratorProtocol {
    let course: PaceCourse
    private var time = 0.0
    private var stand = 0

    init(course: PaceCourse) { self.course = course }

    mutating func next() -> (begin: Double, end: Double, pace: Double)? {
      guard time < .infinity else { return nil }
      let begin = time
      let horizon = Double(course.timeline.hours) * 3600
      if stand < course.stands.count, course.stands[stand].lowerBound <= begin {
        time = course.stands[stand].upperBound
        stand += 1
        return (begin, time, 0)
      }
      guard begin < horizon else {
        time = .infinity
        return (begin, time, 1)
      }
      let most = stand < course.stands.count ? course.stands[stand].lowerBound : .infinity
      guard let ofWeek = course.ofWeek else {
        time = Swift.min(most, horizon)
        return (begin, time, 1)
      }
      var hour = Int(begin / 3600)
      let pace = ofWeek[Int(course.timeline.hourOfWeek[hour])]
      while hour < course.timeline.hours, Double(hour) * 3600 < most,
        ofWeek[Int(course.timeline.hourOfWeek[hour])] == pace
      {
        hour += 1
      }
      time = Swift.min(most, Double(hour) * 3600)
      return (begin, time, pace)
    }
  }
}

/// Where a vendor's queues do not work as they should, in one future.
///
/// What fails at random is drawn for each line and each vendor by itself, so that a line of the hospital
/// fails at the same times whatever offer uses it.
struct PaceDraw {
  private let scenario: Scenario
  private let calendar: PlanCalendar
  private let timeline: Timeline
  private let philox: Philox
  private let replication: UInt32

  init(
    _ scenario: Scenario, _ calendar: PlanCalendar, _ timeline: Timeline, seed: UInt64,
    replication: UInt32
  ) {
    self.scenario = scenario
    self.calendar = calendar
    self.timeline = timeline
    philox = Philox(seed: seed)
    self.replication = replication
  }

  /// The hour of the plan with which a day begins; the day after the last is the plan's end.
  func firstHour(of day: Int) -> Int {
    day < calendar.days.count ? calendar.hours(of: day).lowerBound : calendar.hours
  }

  /// How a queue's pace changes; nil is never.
  func course(of queue: PipelineLayout.Queue, _ vendor: VendorProfile) -> PaceCourse? {
    var ofWeek: [Double]?
    var stands: [Range<Double>] = []
    if let line = queue.line, case .link(let use) = queue.stage.place {
      if !line.shares.isEmpty { ofWeek = Self.paces(of: line, use) }
      stands = self.stands(.line(line.id), line.reliability)
    } else if queue.stage.place == .core, !queue.isCopy {
      stands = self.stands(.vendor(vendor.id), vendor.reliability)
    }
    if ofWeek == nil, stands.isEmpty { return nil }
    return PaceCourse(ofWeek: ofWeek, stands: stands, timeline)
  }

  /// The dated outages of what a queue is a part of, in the order of the scenario.
  func outages(of queue: PipelineLayout.Queue, _ vendor: VendorProfile) -> [Range<Double>] {
    scenario.outages(of: queue, vendor).map { calendar.seconds(of: $0) }
  }

  /// What a vendor's software reaches on a line in each hour of the week, against its usual rate.
  static func paces(of line: NetworkLink, _ use: LinkUse) -> [Double] {
    let usual = StageService.rate(of: line, use).value
    var paces = [Double](repeating: 1, count: 168)
    for window in line.shares {
      var narrowed = line
      narrowed.share = window.share
      let pace = StageService.rate(of: narrowed, use).value / usual
      for (hour, isOpen) in window.window.hoursOfWeek.enumerated() where isOpen {
        paces[hour] = pace
      }
    }
    return paces
  }

  private func stands(_ target: Outage.Target, _ reliability: Reliability?) -> [Range<Double>] {
    planned(target) + (reliability?.maintenance ?? []).flatMap(maintenance)
      + failures(target, reliability)
  }

  /// The dated outages of something, in the order of the scenario.
  private func planned(_ target: Outage.Target) -> [Range<Double>] {
    scenario.outagesInPlan.filter { $0.target == target }.map { calendar.seconds(of: $0) }
  }

  private func maintenance(_ work: Maintenance) -> [Range<Double>] {
    calendar.days.indices.compactMap { day in
      let weekday = (calendar.firstDay.weekday + day) % 7
      let week = (calendar.firstDay.weekday + day) / 7
      guard work.window.days.contains(weekday), week % work.everyWeeks == 0 else { return nil }
      let begin = calendar.seconds(ofDay: day, time: work.window.from)
      return begin..<begin + Double(work.window.length)
    }
  }

  /// Failures at random: times between them and times to repair are exponential.
  private func failures(_ target: Outage.Target, _ reliability: Reliability?) -> [Range<Double>] {
    guard let reliability, reliability.availability < 1 else { return [] }
    let key =
      switch target {
      case .line(let id): StreamKey.of("failures of line \(id)")
      case .vendor(let id): StreamKey.of("failures of vendor \(id)")
      }
    let repair = reliability.repair.value
    let between = repair * reliability.availability / (1 - reliability.availability)
    let end = Double(timeline.hours) * 3600
    var failures: [Range<Double>] = []
    var time = 0.0
    for index in UInt32(0)... {
      let random = philox.block(
        Philox.counter(.failures, index: index, hour: 0, stream: key, replication: replication))
      time -= between * Elementary.log(Philox.uniform(random.x, random.y))
      guard time < end else { break }
      let begin = time
      time -= repair * Elementary.log(Philox.uniform(random.z, random.w))
      failures.append(begin..<time)
    }
    return failures
  }
}

extension PlanCalendar {
  /// When a dated outage begins and ends, in seconds since the start of the plan.
  func seconds(of outage: Outage) -> Range<Double> {
    let begin = seconds(ofDay: outage.day.dayNumber - firstDay.dayNumber, time: outage.time)
    return begin..<begin + outage.duration.value
  }

  /// When clocks on the wall show a time of a day, in seconds since the start of the plan; the next
  /// time that they do show where they are put forward.
  ///
  /// - Parameters:
  ///   - day: Of the plan.
  ///   - time: Seconds from midnight.
  /// - Returns: Seconds.
  func seconds(ofDay day: Int, time: Int) -> Double {
    let hours = hours(of: day)
    let wanted = time / 3_600
    let hour = hours.first { Int(hourOfWeek[$0]) % 24 >= wanted } ?? hours.upperBound
    let isShown = hour < hours.upperBound && Int(hourOfWeek[hour]) % 24 == wanted
    return Double(hour) * 3600 + (isShown ? Double(time % 3_600) : 0)
  }
}
