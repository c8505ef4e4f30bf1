import ArgumentParser
import Dispatch
import Foundation

/// Ctrl-C: the first asks the run to stop where nothing is half done, the second leaves at once.
final class Interruption {
  private let source: any DispatchSourceSignal

  /// Watches for Ctrl-C until the value is gone.
  ///
  /// - Parameters:
  ///   - stop: Called at the first.
  ///   - leave: Called at the second, before the process ends.
  init(stop: @escaping @Sendable () -> Void, leave: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)  // the source counts what the default action would not survive
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: Interruption.queue)
    let asked = Flag()
    source.setEventHandler {
      guard asked.raise() else {
        leave()
        exit(ExitStatus.interrupted.rawValue)
      }
      stop()
    }
    source.resume()
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }

  private static let queue = DispatchQueue(label: "pacsplan.interruption")

  /// Raised once; used on one queue only.
  private final class Flag: @unchecked Sendable {
    private var isRaised = false

    /// Whether this call raised it.
    func raise() -> Bool {
      defer { isRaised = true }
      return !isRaised
    }
  }
}
