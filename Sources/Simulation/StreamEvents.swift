import PlanModel
import Quantities

/// What the plan's events do to one stream in one future, day by day.
///
///     level(day) = max(0, 1 + Σ additions) × Π starts,   0 while no scanner works
///     addition   = ramp(day) × studies ÷ (studies-per-year × (1 + growth)^t)
///
/// with t the years from the start of the plan to the event. An addition that does not grow has the
/// stream's own rate of the day in the denominator instead, spread over the year as the stream's
/// studies are without their growth, so that a whole year of it is the stated number.
struct StreamEvents: Sendable {
  /// From nothing to all between two days, in a straight line.
  struct Ramp: Sendable {
    let begin: Int
    let end: Int

    /// The part that has come by noon of a day.
    func reached(_ day: Int) -> Double {
      if day < begin { return 0 }
      if day >= end { return 1 }
      return (Double(day - begin) + 0.5) / Double(end - begin)
    }
  }

  private struct Addition: Sendable {
    let ramp: Ramp
    /// A year.
    let studies: Double
    /// What one study a year is against the stream's own; nil where the addition does not grow.
    let relative: Double?
  }

  /// The studies of year 1 that levels are relative to: the stream's own, or 1 where it has none but
  /// gets some.
  let reference: Double
  /// The level without additions: 1, or 0 where the stream has no studies of its own.
  private let own: Double
  private var additions: [Addition] = []
  private var starts: [Ramp] = []
  private var sizes: [(day: Int, factor: Double)] = []
  /// The stream's scanners, where the plan names them.
  let fleet: ScannerFleet?

  /// Picks a stream's events.
  ///
  /// - Parameters:
  ///   - scenario: The plan.
  ///   - place: The stream's index.
  ///   - draws: The values of everything uncertain.
  ///   - studies: The stream's own of year 1 in this future.
  ///   - growth: Of the stream in this future.
  init(
    _ scenario: Scenario, stream place: Int, _ draws: ParameterDraws, studies: Double,
    growth: Double
  ) {
    let first = scenario.start.firstDay.dayNumber
    func day(_ month: CalendarMonth) -> Int { month.firstDay.dayNumber - first }
    func ramp(_ event: ExpansionEvent, _ months: Int) -> Ramp {
      Ramp(begin: day(event.on), end: day(event.on.adding(months)))
    }
    let stream = scenario.streams[place]
    // Events of one month keep their order.
    let events = scenario.events.enumerated().sorted {
      ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
    }.map(\.element)
    let adds = events.contains {
      if case .volume(let it) = $0.change { it.stream == place } else { false }
    }
    reference = studies > 0 || !adds ? studies : 1
    own = studies > 0 ? 1 : 0
    var steps: [(day: Int, step: ScannerFleet.Step)] = []
    for event in events {
      switch event.change {
      case .volume(let change) where change.stream == place:
        let years = Double(event.on.index - scenario.start.index) / 12
        additions.append(
          Addition(
            ramp: ramp(event, change.rampMonths), studies: draws.value(change.studiesPerYear),
            relative: change.grows
              ? 1 / (reference * Elementary.pow(1 + growth, years)) : nil))
        if change.scanners != 0 { steps.append((day(event.on), .add(change.scanners))) }
      case .studySize(stream: place, let factor):
        sizes.append((day(event.on), draws.value(factor)))
      case .replaceScanner(let change) where change.stream == place:
        steps.append(
          (
            day(event.on),
            .replace(
              count: change.scanners, sizeFactor: draws.value(change.sizeFactor),
              minutes: change.minutesPerStudy, closedDays: change.closedDays)
          ))
      case .goLive(stream: place, let months): starts.append(ramp(event, months))
      case .openSite(site: stream.site, let months): starts.append(ramp(event, months))
      case .volume, .studySize, .replaceScanner, .goLive, .openSite, .retention: break
      }
    }
    fleet = stream.scanners.map { ScannerFleet($0, steps: steps) }
  }

  /// Whether nothing happens to the stream.
  var isEmpty: Bool {
    additions.isEmpty && starts.isEmpty && sizes.isEmpty && (fleet?.phases.count ?? 1) == 1
  }

  /// What the stream's rates are multiplied with on a day.
  ///
  /// - Parameters:
  ///   - day: Of the plan.
  ///   - even: One study a year, evenly spread, against the stream's own rate of the day.
  /// - Returns: 0 or more.
  func level(on day: Int, even: Double) -> Double {
    var level = own
    for addition in additions {
      level += addition.ramp.reached(day) * addition.studies * (addition.relative ?? even)
    }
    level = max(0, level)
    for start in starts { level *= start.reached(day) }
    if let fleet, fleet.phase(on: day).working == 0 { level = 0 }
    return level
  }

  /// What the sizes of all the stream's studies are multiplied with on a day.
  func size(on day: Int) -> Double {
    var size = 1.0
    for change in sizes where change.day <= day { size *= change.factor }
    guard let phase = fleet?.phase(on: day), phase.mixture == nil else { return size }
    return size * phase.sizeFactor
  }

  /// How sizes differ between scanners on a day; nil where they do not.
  func mixture(on day: Int) -> ScannerMixture? { fleet?.phase(on: day).mixture }
}
