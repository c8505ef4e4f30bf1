import PlanModel

/// The scanners of one stream as they change: which of them work from which day on, and how big the
/// studies are that they make.
///
/// The oldest are replaced and given up first. Who comes for a closed scanner goes to the others;
/// all that work make the same share of the stream's studies.
struct ScannerFleet: Sendable {
  /// A time without change.
  struct Phase: Sendable {
    /// Its first day in the plan; the first phase has always been.
    var from: Int
    /// How many work.
    var working: Int
    /// How many studies they can make in an hour; nil where that is unknown.
    var studiesPerHour: Double?
    /// How big their studies are in the mean, against those of the scanners at the start.
    var sizeFactor: Double
    /// How the studies differ by scanner; nil where all scanners are alike.
    var mixture: ScannerMixture?
  }

  /// A change of the scanners on a day of the plan.
  enum Step: Sendable {
    case replace(count: Int, sizeFactor: Double, minutes: Double?, closedDays: Int)
    /// Less than 0 are given up.
    case add(Int)
  }

  /// In order of time.
  let phases: [Phase]

  /// Scanners that were bought together.
  fileprivate struct Batch {
    var count: Int
    var sizeFactor: Double
    var minutes: Double?
    var opens: Int
  }

  /// Follows the scanners through the plan.
  ///
  /// - Parameters:
  ///   - scanners: Those at the start.
  ///   - steps: In order of time.
  init(_ scanners: Scanners, steps: [(day: Int, step: Step)]) {
    var batches = [
      Batch(
        count: scanners.count, sizeFactor: 1, minutes: scanners.minutesPerStudy, opens: .min)
    ]
    var states = [(day: Int.min, batches: batches)]
    for (day, step) in steps {
      switch step {
      case .replace(let count, let sizeFactor, let minutes, let closedDays):
        Self.take(count, from: &batches)
        batches.append(
          Batch(
            count: count, sizeFactor: sizeFactor, minutes: minutes ?? scanners.minutesPerStudy,
            opens: day + closedDays))
      case .add(let count) where count > 0:
        batches.append(
          Batch(
            count: count, sizeFactor: 1, minutes: scanners.minutesPerStudy, opens: day))
      case .add(let count): Self.take(-count, from: &batches)
      }
      states.append((day, batches))
    }
    let days = Set(states.flatMap { [$0.day] + $0.batches.map(\.opens) })
    phases = days.sorted().map { day in
      let state = states.last { $0.day <= day } ?? states[0]
      return Phase(from: day, batches: state.batches.filter { $0.opens <= day })
    }
  }

  private static func take(_ count: Int, from batches: inout [Batch]) {
    var left = count
    while left > 0, let oldest = batches.first {
      let taken = min(left, oldest.count)
      batches[0].count -= taken
      left -= taken
      if batches[0].count == 0 { batches.removeFirst() }
    }
    precondition(left == 0, "no more scanners are taken away than there are")
  }

  /// The phase that holds a day of the plan.
  func phase(on day: Int) -> Phase {
    phases.last { $0.from <= day } ?? phases[0]
  }
}

extension ScannerFleet.Phase {
  fileprivate init(from day: Int, batches: [ScannerFleet.Batch]) {
    from = day
    let count = batches.reduce(0) { $0 + $1.count }
    working = count
    studiesPerHour = batches.reduce(0.0) { sum, batch in
      guard let sum, let minutes = batch.minutes else { return nil }
      return sum + Double(batch.count) * 60 / minutes
    }
    let factors = Set(batches.map(\.sizeFactor))
    guard factors.count > 1 else {
      sizeFactor = factors.first ?? 1
      mixture = nil
      return
    }
    sizeFactor =
      batches.reduce(0) { $0 + Double($1.count) * $1.sizeFactor } / Double(count)
    var before = 0
    mixture = ScannerMixture(
      batches.map { batch in
        before += batch.count
        return (Double(before) / Double(count), batch.sizeFactor)
      })
  }
}

/// Which share of a stream's studies comes from which scanners, and how big their studies are.
struct ScannerMixture: Sendable {
  /// Up to which share of the studies each factor holds, rising to 1.
  let steps: [(limit: Double, factor: Double)]

  init(_ steps: [(limit: Double, factor: Double)]) { self.steps = steps }
}
