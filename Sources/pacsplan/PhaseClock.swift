/// How long each phase of a run takes, for `--verbose`.
struct PhaseClock {
  private let isWanted: Bool
  private let clock = ContinuousClock()
  private var began: ContinuousClock.Instant

  init(isWanted: Bool) {
    self.isWanted = isWanted
    began = clock.now
  }

  /// Ends a phase and begins the next.
  ///
  /// - Parameters:
  ///   - phase: Its name.
  ///   - studies: How many studies it replayed, where the time of one is of interest.
  ///   - threads: How many worked at a time.
  mutating func end(_ phase: String, each studies: Int = 0, threads: Int = 1) {
    let time = clock.now - began
    began = clock.now
    guard isWanted else { return }
    let seconds = PhaseClock.seconds(time)
    var line = "pacsplan: \(phase): \(PhaseClock.rounded(seconds, to: 1_000)) s"
    if studies > 0 {
      let each = seconds * 1e9 / Double(studies)
      line += ", \(studies) studies, \(PhaseClock.rounded(each, to: 10)) ns a study"
      if threads > 1 {
        line +=
          " (\(PhaseClock.rounded(each * Double(threads), to: 10)) ns on each of "
          + "\(threads) threads)"
      }
    }
    Console.note(line)
  }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private static func rounded(_ number: Double, to parts: Double) -> Double {
    (number * parts).rounded() / parts
  }
}
