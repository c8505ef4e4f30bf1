import Foundation
import PlanModel
import Quantities
import Reporting

/// A cell of a returned workbook.
struct Origin: Hashable {
  var sheet: String
  var row: Int
  var column: Int
}

/// A line of a profile, and the cell that it says.
struct ProfileLine: Hashable {
  var text: String
  var origin: Origin?

  init(_ text: String, _ origin: Origin? = nil) {
    self.text = text
    self.origin = origin
  }
}

/// Writes values as YAML.
enum Written {
  /// Text in quotes. It comes from outside: no character of it may end the quotes, begin something else,
  /// or hide.
  static func text(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      default:
        result +=
          isPlain(scalar)
          ? String(Character(scalar)) : String(format: "\\U%08X", scalar.value)
      }
    }
    return result + "\""
  }

  /// Text for a comment: on one line, without what cannot be shown.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.onOneLine.unicodeScalars.filter(isPlain)))
  }

  /// A share as files write it: 0.05 is `5 %`.
  static func share(_ share: Decimal) -> String { "\(share * 100) %" }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}

extension String.UnicodeScalarView {
  /// These scalars.
  fileprivate init(_ scalars: [Unicode.Scalar]) {
    self.init()
    append(contentsOf: scalars)
  }
}

/// An offer as it was filled in.
struct Quote {
  /// The id of the profile.
  var id = ""
  /// Whether it is a bidder's who has no profile yet.
  var isNew = false
  var bidder = ""
  var contact: String?
  var dated: CalendarDate?
  var valid: CalendarDate?
  var currency = ""
  /// The new lines of the profile's keys; none takes a key away.
  var prices: [ProfileLine] = []
  var contract: [ProfileLine] = []
  var discount: ProfileLine?
  var requirements: [ProfileLine] = []
  var notNeeded: [(part: CostPart, origin: Origin)] = []

  /// Titles of the items by what was said of them.
  var quoted: [String] = []
  var further: [String] = []
  var included: [String] = []
  var notOffered: [String] = []
  var empty: [String] = []
  /// Notes that no line of the profile has room for.
  var remarks: [String] = []
  var terms = 0
  var answers: [RequirementAnswer.Answer: Int] = [:]
  var unanswered: [String] = []
  /// The first cell of the loads that is not as the plan has it today; nil is none.
  var changedLoads: String?
}
