import Dispatch
import Synchronization

/// What is under way and how far it has come, on a terminal and only once the work takes longer than a
/// second.
final class ProgressLine: Sendable {
  /// What is shown.
  private struct State {
    var work: String
    var total: String?
    var done = 0
    var isShown = false
    let began = ContinuousClock.now
  }

  private let state: Mutex<State>
  /// Writes in order; a terminal that stands still holds up nobody but it.
  private let queue = DispatchQueue(label: "pacsplan.progress")
  private let timer: Timer

  /// Dispatch does not declare its timers `Sendable`; any thread may call a constant one's functions.
  private struct Timer: @unchecked Sendable {
    let source: any DispatchSourceTimer
  }

  /// Starts a line.
  ///
  /// - Parameters:
  ///   - work: What is under way first, in words.
  ///   - isWanted: False shows nothing.
  init(_ work: String, isWanted: Bool) {
    state = Mutex(State(work: work))
    timer = Timer(source: DispatchSource.makeTimerSource(queue: queue))
    guard isWanted else {
      timer.source.resume()
      return
    }
    timer.source.schedule(deadline: .now() + 1, repeating: .milliseconds(200))
    timer.source.setEventHandler { [weak self] in self?.draw() }
    timer.source.resume()
  }

  deinit { timer.source.cancel() }

  /// Goes on to other work.
  ///
  /// - Parameters:
  ///   - work: What it is: `second plays`.
  ///   - total: Of how many steps, in words; nil is work whose steps are not told.
  func begin(_ work: String, of total: String? = nil) {
    state.withLock {
      $0.work = work
      $0.total = total
      $0.done = 0
    }
  }

  /// Takes note of how many steps are done; from any thread.
  func show(_ count: Int) { state.withLock { $0.done = count } }

  /// Takes the line away.
  func finish() {
    timer.source.cancel()
    queue.sync {
      let isShown = state.withLock { state in
        defer { state.isShown = false }
        return state.isShown
      }
      if isShown { Console.redraw("") }
    }
  }

  private func draw() {
    guard !timer.source.isCancelled else { return }
    Console.redraw(
      state.withLock {
        $0.isShown = true
        return Self.line(
          $0.work, done: $0.done, of: $0.total, after: ContinuousClock.now - $0.began)
      })
  }

  /// The line: `base case, 3 s`, or `replications: 12 of 200, 31 s`.
  ///
  /// - Parameters:
  ///   - work: What is under way.
  ///   - done: Its steps so far.
  ///   - total: Of how many, in words; nil leaves the steps out.
  ///   - time: Since all work began.
  /// - Returns: It, without an end of line.
  static func line(
    _ work: String, done: Int, of total: String?, after time: Duration
  ) -> String {
    work + (total.map { ": \(done) of \($0)" } ?? "") + ", \(time.components.seconds) s"
  }
}
