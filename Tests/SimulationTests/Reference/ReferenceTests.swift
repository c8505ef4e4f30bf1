import Foundation
import Testing

@testable import Simulation

struct ReferenceTests {
  /// How many scenarios; `PACSPLAN_TRIALS=5000` asks for more.
  static let trials =
    ProcessInfo.processInfo.environment["PACSPLAN_TRIALS"].flatMap { Int($0) } ?? 1_000

  @Test func `the engine agrees with a plain replay, study by study`() {
    var counts: [Feature: Int] = [:]
    var skipped: [String: Int] = [:]
    var (studies, accesses, figures, exact) = (0, 0, 0, 0)
    var failures = 0
    for seed in 0..<UInt64(Self.trials) {
      let result = ReferenceComparison.result(of: TrialGenerator.trial(seed))
      for feature in result.features { counts[feature, default: 0] += 1 }
      if let reason = result.skipped { skipped[reason, default: 0] += 1 }
      studies += result.studies
      accesses += result.accesses
      figures += result.figures
      exact += result.exactFigures
      guard !result.differences.isEmpty else { continue }
      failures += 1
      if failures <= 8 {
        print("seed \(seed): \(result.differences.count)")
        for line in result.differences.prefix(4) { print("   ", line) }
      }
    }
    print("\(Self.trials) trials, \(failures) failures, skipped \(skipped)")
    print("\(studies) studies, \(accesses) accesses, \(figures) figures, \(exact) to the bit")
    for feature in Feature.allCases {
      print(feature.rawValue, counts[feature] ?? 0)
    }
  }
}
