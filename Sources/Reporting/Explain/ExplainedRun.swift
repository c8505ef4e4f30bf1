import Costing
import Foundation
import Quantities

/// What a run's `results.json` says of how its costs come about.
///
/// The keys are those of ``ResultsDocument``.
struct ExplainedRun: Decodable, Sendable {
  struct Scenario: Decodable, Sendable {
    struct Finance: Decodable, Sendable {
      var discountRateShare: Double
      var discountBasis: String
      var inflationShare: Double
      var paymentTiming: String
    }
    var name, currency, start: String
    var currencyDigits: Int
    var years: Int
    var finance: Finance
  }

  struct Step: Decodable, Sendable {
    var title: String
    /// nil is money.
    var unit: String?
    /// How it follows from others; nil is given by the replay.
    var how: String?
    var yearly: [Double]
    /// What a year's figure says of its months.
    var yearlyIs: String

    /// Whether it is a factor that is always 1.
    var isNeutral: Bool { unit == "factor" && yearly.allSatisfy { $0 == 1 } }
  }

  struct Input: Decodable, Sendable {
    var name: String
    var value: Double
    var isShare: Bool
  }

  struct Line: Decodable, Sendable {
    var id, item, category, kind, meter, unit, file: String
    var line: Int
    var isOldSystem: Bool
    var amountsMinorUnits: [Int64]
    var source, dated: String?
    var steps: [Step]
    var inputs: [Input]
    /// Where the amount stands in the workbook.
    var workbook: String?
  }

  struct Cost: Decodable, Sendable {
    var netPresentCostBaseMajorUnits: Double
    var nominalBaseMinorUnits: Int64
    var equivalentAnnualCostBaseMajorUnits: Double
    var costPerStudyBaseMajorUnits: Double
    var costPerTerabyteYearBaseMajorUnits: Double
    var discountFactors: [Double]
    var yearlyBaseMinorUnits: [Int64]
  }

  struct Vendor: Decodable, Sendable {
    var id, name: String
    var cost: Cost
    var ledger: [Line]
  }

  struct Demand: Decodable, Sendable {
    var monthlyStudiesBase: [Double]
  }

  var scenario: Scenario
  var demand: Demand
  var vendors: [Vendor]
  var pacsplan: String
  var seed: UInt64
}

extension ExplainedRun {
  /// The planning year that begins in the calendar year, or has this number; 0 is up to go-live.
  func year(_ text: String) -> Int? {
    if text == "go-live" { return 0 }
    guard let number = Int(text), let first = Int(scenario.start.prefix(4)) else { return nil }
    if (1...scenario.years).contains(number) { return number }
    let year = number - first + 1
    return (1...scenario.years).contains(year) ? year : nil
  }

  /// A planning year as reports head it.
  func label(_ year: Int) -> String {
    guard year > 0, let first = Int(scenario.start.prefix(4)) else { return "Up to go-live" }
    let begins = first + year - 1
    return scenario.start.hasSuffix("-01")
      ? "\(begins)" : "\(begins)/\(String(begins + 1).suffix(2))"
  }

  /// An amount of minor units in words.
  func money(_ minorUnits: Int64) -> String {
    money(Money(minorUnits: minorUnits).major(digits: scenario.currencyDigits))
  }

  /// An amount of major units in words.
  func money(_ amount: Double) -> String {
    "\(NumberText.fixed(amount, decimals: scenario.currencyDigits)) \(scenario.currency)"
  }
}

extension ExplainedRun.Line {
  /// Whether a value changes nothing: a discount or a rise of 0, or when such a rise begins.
  func isNeutral(_ input: ExplainedRun.Input) -> Bool {
    let rise = BillInput.escalation.title
    if input.name == BillInput.escalationYear.title {
      return inputs.first { $0.name == rise }?.value == 0
    }
    return input.isShare && input.value == 0
  }

  /// Its amounts by planning year, year 0 first.
  var yearly: [Int64] {
    var sums = [Int64](repeating: 0, count: (amountsMinorUnits.count + 10) / 12 + 1)
    for (period, amount) in amountsMinorUnits.enumerated() { sums[(period + 11) / 12] += amount }
    return sums
  }
}
