import CXlsxWriter
import Foundation

/// What may be typed into cells.
extension Workbook {
  /// The heading over what is said when a cell does not take what was typed.
  private static let refusal = "Not possible here"

  func apply(
    _ rule: InputRule, at place: CellReference, on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(WorkbookError) {
    try check(place)
    var words: [UnsafeMutablePointer<CChar>?] = []
    if case .oneOf(let list) = rule.limits { words = list.map { strdup($0) } + [nil] }
    defer { for word in words { free(word) } }
    var range: UnsafeMutablePointer<CChar>?
    if case .listed(let cells) = rule.limits { range = strdup("=" + cells) }
    defer { free(range) }
    let status = Self.withText(Self.refusal) { title in
      Self.withText(rule.message) { message in
        Self.withText(rule.kind) { kind in
          words.withUnsafeMutableBufferPointer { list in
            var validation = lxw_data_validation()
            validation.input_title = kind
            validation.input_message = message
            validation.error_title = title
            validation.error_message = message
            Self.limit(&validation, to: rule.limits, words: list.baseAddress, range: range)
            return worksheet_data_validation_cell(
              sheet, lxw_row_t(place.row), lxw_col_t(place.column), &validation)
          }
        }
      }
    }
    guard status == LXW_NO_ERROR else { throw failure(status) }
  }

  private static func limit(
    _ validation: inout lxw_data_validation, to limits: InputRule.Limits,
    words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    range: UnsafeMutablePointer<CChar>?
  ) {
    validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
    switch limits {
    case .from(let least):
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
      validation.value_number = least
    case .above(let limit):
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN.rawValue)
      validation.value_number = limit
    case .between(let least, let greatest):
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      validation.minimum_number = least
      validation.maximum_number = greatest
    case .wholeFrom(let least):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
      validation.value_number = Double(least)
    case .oneOf:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      validation.value_list = words
    case .listed:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.value_formula = range
    case .any: validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
  }
}
