import Evaluation
import PlanModel
import Quantities

/// What the sheet says of the run itself and cannot be changed: factors of storage, signs.
extension InputsSheet {
  /// What turns the bytes of one copy into those of a tier. It cannot be changed here, since the
  /// replay buys and fills by it.
  mutating func storage(of vendor: VendorResult) {
    heading("Storage of \(vendor.name): fixed, since purchases follow from it in the replay")
    tiers.append(
      vendor.profile.storage.tiers.map { tier in
        let name = tier.id.onOneLine
        let path = "\(vendor.profile.id).storage.tiers.\(tier.id)"
        return Tier(
          copies: fixed(
            "\(name): copies", "copies", Double(tier.copies), .whole, path: "\(path).copies"),
          protection: fixed(
            "\(name): raw bytes for a usable byte", "factor", tier.protection,
            .quantity(decimals: 3), path: "\(path).protection"),
          threshold: tier.capacity.map { capacity in
            fixed(
              "\(name): may be filled to", "of capacity", capacity.fillThreshold.value, .percent,
              path: "\(path).fill-threshold")
          })
      })
  }

  /// A value of the run with its source.
  private mutating func fixed(
    _ label: String, _ unit: String, _ number: Double, _ format: CellStyle.Number, path: String
  ) -> String {
    if let assumption = comparison.scenario.assumptions.first(where: { $0.path == path }) {
      note(assumption)
    }
    return value(label, unit, .number(number), Looks.value(format))
  }

  /// What the signs mean that stand in a column of their own on the sheets with times.
  mutating func signs() {
    heading("Signs on the other sheets")
    for sign in Sign.allCases {
      draft.put(
        sign == .none ? "empty" : sign.rawValue, row, Column.item,
        Looks.plain.with { $0.indent = 1 })
      draft.put(sign.meaning, row, Column.category, Looks.note)
      row += 1
    }
  }
}
