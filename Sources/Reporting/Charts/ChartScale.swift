import Foundation

/// A straight scale from values to pixels, with round ticks.
struct ChartScale {
  /// The values that get a tick, 0 first.
  var ticks: [Double]
  private let lower: Double
  private let upper: Double
  private let start: Double
  private let end: Double

  /// A scale from 0 to a round value at or above the greatest.
  ///
  /// - Parameters:
  ///   - greatest: The greatest value shown.
  ///   - start: The pixel of the least value.
  ///   - end: The pixel of the greatest tick.
  init(to greatest: Double, from start: Double, to end: Double) {
    let span = greatest > 0 && greatest.isFinite ? greatest : 1
    let rough = span / 4
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999_999 } ?? rough
    let count = Int((span / step - 1e-9).rounded(.up))
    ticks = (0...max(1, count)).map { Double($0) * step }
    lower = 0
    upper = ticks[ticks.count - 1]
    self.start = start
    self.end = end
  }

  /// A scale between two values without ticks of its own.
  init(from lower: Double, to upper: Double, pixels start: Double, _ end: Double) {
    ticks = []
    self.lower = lower
    self.upper = upper > lower ? upper : lower + 1
    self.start = start
    self.end = end
  }

  /// Where a value stands.
  func callAsFunction(_ value: Double) -> Double {
    start + (end - start) * (value - lower) / (upper - lower)
  }

  /// How many decimals the ticks need.
  var decimals: Int {
    guard ticks.count > 1 else { return 0 }
    return (0...3).first { places in
      ticks.allSatisfy { tick in
        let scaled = tick * [1, 10, 100, 1_000][places]
        return abs(scaled - scaled.rounded()) < 1e-6
      }
    } ?? 3
  }
}

/// The unit in which an axis of money is shown.
struct MoneyUnit {
  /// As the axis says it: `million USD`.
  var name: String
  /// How many major units one is.
  var size: Double

  /// The unit that keeps the greatest value short.
  init(for greatest: Double, currency: String) {
    switch abs(greatest) {
    case 1e9...: (name, size) = ("billion \(currency)", 1e9)
    case 1e6...: (name, size) = ("million \(currency)", 1e6)
    case 1e3...: (name, size) = ("thousand \(currency)", 1e3)
    default: (name, size) = (currency, 1)
    }
  }
}
