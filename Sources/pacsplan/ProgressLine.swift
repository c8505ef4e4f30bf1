import Dispatch
import Synchronization

/// How far a run has come, on a terminal and only if it takes longer than a second.
///
/// Unchecked because the timer, a constant whose functions any thread may call, is not declared
/// `Sendable`.
final class ProgressLine: @unchecked Sendable {
  private let total: String
  private let done = Atomic<Int>(0)
  private let isShown = Atomic<Bool>(false)
  private let timer: any DispatchSourceTimer

  /// Starts a line.
  ///
  /// - Parameters:
  ///   - total: The number of steps, in words.
  ///   - isWanted: False shows nothing.
  init(total: String, isWanted: Bool) {
    self.total = total
    timer = DispatchSource.makeTimerSource(queue: .global())
    guard isWanted else {
      timer.resume()
      return
    }
    timer.schedule(deadline: .now() + 1, repeating: .milliseconds(200))
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
  }

  /// Takes note of how many steps are done; from any thread.
  func show(_ count: Int) { done.store(count, ordering: .relaxed) }

  /// Takes the line away.
  func finish() {
    timer.cancel()
    if isShown.load(ordering: .relaxed) { Console.redraw("") }
  }

  private func draw() {
    isShown.store(true, ordering: .relaxed)
    Console.redraw("\(done.load(ordering: .relaxed)) of \(total) replications")
  }
}
