public import PlanModel
import Quantities
import Simulation

/// Finds how much bandwidth keeps the promises until some year.
///
/// For each offer every line that its studies cross is made as wide as the ladder goes. What is not kept
/// then, no bandwidth keeps. For the rest each line is narrowed by bisection while all others stay wide,
/// so that no line is judged with another one full. At the answers all lines are then played together,
/// and widened where that is not enough (two lines in a row must share one promise). At last each is
/// narrowed by one rung, with the others at their answers: that must not be enough.
///
/// A promise is judged for the studies of each site by itself, and for readers by where they sit: over
/// all studies, a small site could miss it always without anybody noticing. All trials replay the same
/// futures, with fresh queues.
public struct WanSizing: Sendable {
  /// What is asked.
  public struct Question: Sendable, Hashable {
    /// The last planning year, from 1, in which the promises have to be kept.
    public var until: Int
    /// The share of the futures, more than 0 and at most 1, in which each promise has to be kept in
    /// each year.
    public var share: Double
    /// How many futures are played, from index 0; at least 1.
    public var replications: Int
    /// What random numbers are keyed by.
    public var seed: UInt64
    /// The bandwidths that are tried.
    public var ladder: BandwidthLadder

    /// Makes a question.
    public init(
      until: Int, share: Double, replications: Int, seed: UInt64,
      ladder: BandwidthLadder = .plain
    ) {
      precondition(until >= 1 && replications >= 1, "there is a year and a future to judge")
      precondition(share > 0 && share <= 1, "a share of the futures is more than none of them")
      self.until = until
      self.share = share
      self.replications = replications
      self.seed = seed
      self.ladder = ladder
    }

    /// The futures in which a promise may be missed: of 16 with a share of 90 %, one.
    public var allowedMisses: Int {
      // 0.9 × 10 is a hair more than 9 in floating point.
      replications - Int((share * Double(replications) - 1e-9).rounded(.up))
    }
  }

  /// How many futures are played unless told otherwise: one block of draws that are evenly spread. Of
  /// 16 one may miss a promise at 90 %; more futures tell the same rung in nearly all cases, since rungs
  /// are 1.5 to 2 times apart, and take proportionally longer.
  public static let usualReplications = 16

  private let scenario: Scenario
  private let question: Question

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - scenario: The hospital and its offers.
  ///   - question: Its last year is at most the scenario's.
  public init(_ scenario: Scenario, _ question: Question) {
    precondition(question.until <= scenario.years, "the plan has the year that is asked about")
    self.scenario = scenario
    self.question = question
  }

  /// Solves the offers.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - vendors: The offers, as places in the scenario; nil are all.
  ///   - threads: How many futures are played at a time, at least 1.
  ///   - progress: Told what is tried, in words.
  ///   - isCancelled: Asked before each future.
  /// - Returns: nil when cancelled.
  public func solve(
    _ vendors: [Int]? = nil, threads: Int,
    progress: @escaping @Sendable (String) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async -> WanSizes? {
    var offers: [WanSizes.Offer] = []
    for vendor in vendors ?? Array(scenario.vendors.indices) {
      do throws(CancellationError) {
        offers.append(
          try await offer(
            vendor, threads: threads, progress: progress, isCancelled: isCancelled))
      } catch {
        return nil
      }
    }
    return WanSizes(scenario: scenario, question: question, offers: offers)
  }

  private func offer(
    _ vendor: Int, threads: Int, progress: @escaping @Sendable (String) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) async throws(CancellationError) -> WanSizes.Offer {
    let profile = scenario.vendors[vendor]
    guard profile.contract.goLive <= question.until * 12 else {
      return WanSizes.Offer(name: profile.name, id: profile.id, isLate: true)
    }
    let bench = WanBench(
      scenario, vendor: vendor, question, threads: threads, isCancelled: isCancelled)
    guard !bench.lines.isEmpty else {
      return WanSizes.Offer(name: profile.name, id: profile.id)
    }
    return try await WanSearch(bench) { progress("\(profile.name), \($0)") }.run()
  }
}
