import PlanModel
import Quantities
import Simulation

/// How reports name uncertain inputs and their values.
extension UncertainInput {
  /// `CT: growth a year`; what a file lets move together has the file's own name.
  var title: String {
    if group.hasPrefix("together ") {
      return "“\(group.dropFirst("together ".count))”, moved together"
    }
    var words = group.split(separator: " ").map(String.init)
    if words.first == "catalogue" { words.removeFirst() }
    if words.count > 1 { words.removeLast() }
    let subject = words.filter { $0 != "event" }.joined(separator: " ")
    guard let field = parts.first?.field else { return subject }
    return "\(subject): \(field.title)"
  }

  /// The value below which a share of the possibilities lies; several that differ are not named.
  func value(at quantile: Double) -> String {
    let texts = Set(parts.map { $0.field.text($0.estimate.quantile(quantile)) })
    guard let text = texts.first, texts.count == 1 else { return "several" }
    return text
  }
}

extension UncertainInput.Field {
  fileprivate var title: String {
    switch self {
    case .studiesPerYear: "studies a year"
    case .growth: "growth a year"
    case .sizeGrowth: "growth of size a year"
    case .studySize: "size of a study"
    case .sizeFactor: "size against the catalogue's"
    case .losslessRatio: "lossless ratio"
    case .eventStudies: "studies that an event brings"
    case .eventSizeFactor: "size after an event"
    }
  }

  fileprivate func text(_ value: Double) -> String {
    switch self {
    case .studiesPerYear, .eventStudies: NumberText.whole(value)
    case .growth, .sizeGrowth: NumberText.fixed(value * 100, decimals: 1) + " %"
    case .studySize: NumberText.bytes(value)
    case .sizeFactor, .losslessRatio, .eventSizeFactor: "× " + NumberText.fixed(value, decimals: 2)
    }
  }
}
