import Costing
import Evaluation
import PlanModel
import Quantities

extension Comparison {
  /// The discount rates at which an offer costs what the cheapest does.
  func turningWords(of vendor: VendorResult) -> String {
    let least = byCost.first?.profile.id
    let pair = pairs.first {
      vendors[$0.first].profile.id == least && vendors[$0.second].profile.id == vendor.profile.id
    }
    let rates = pair?.turningRates ?? []
    return rates.isEmpty
      ? NumberText.none
      : rates.map { "\(NumberText.fixed($0 * 100, decimals: 1)) %" }.joined(separator: ", ")
  }
}

extension Scenario {
  /// A fiscal year as reports head it.
  func fiscalLabel(_ year: Int) -> String {
    finance.fiscalYearStart == 1 ? "\(year)" : "\(year)/\(String(year + 1).suffix(2))"
  }
}
