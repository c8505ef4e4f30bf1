extension BrokenInput {
  /// A scenario that is based on others; marks show where in it something is wrong.
  private init(
    _ name: String, variant: String, base: String = "base.yaml", _ others: [String: String]
  ) {
    self.init(name, Sound.scenario, variant)
    self.others = others
    if self.others[base] == nil { self.others[base] = Sound.scenario }
  }

  private static let head = "pacsplan: 1\nbased-on: base.yaml\n"

  /// Scenarios that say what differs from another.
  static let variants: [BrokenInput] = [
    BrokenInput("base that is not there", variant: "pacsplan: 1\nbased-on: §bsae.yaml\n", [:]),
    BrokenInput("base on itself", variant: "pacsplan: 1\nbased-on: §clinic.yaml\n", [:]),
    BrokenInput(
      "bases in a circle", variant: head,
      [
        "base.yaml": "pacsplan: 1\nbased-on: last.yaml\n",
        "last.yaml": "pacsplan: 1\nbased-on: clinic.yaml\n",
      ]),
    BrokenInput("base that is a vendor", variant: head, ["base.yaml": Sound.cloud]),
    BrokenInput("base that is no scenario", variant: "pacsplan: 1\nbased-on: §data.csv\n", [:]),
    BrokenInput("absolute base", variant: "pacsplan: 1\nbased-on: §/base.yaml\n", [:]),
    BrokenInput(
      "base at the root",
      variant: "pacsplan: 1\nbased-on: §\(String(repeating: "../", count: 60))a.yaml\n",
      [:]),
    BrokenInput("nothing to be based on", variant: "pacsplan: 1\n§based-on: ~\n", [:]),
    BrokenInput("list of bases", variant: "pacsplan: 1\nbased-on: §[base.yaml]\n", [:]),
    BrokenInput("variant without a version", variant: "§based-on: base.yaml\nyears: 7\n", [:]),
    BrokenInput("slip in a variant", variant: head + "§yaers: 7\nfinance: { §timng: mid }\n", [:]),
    BrokenInput(
      "mistakes in a variant and its base",
      variant: head + "years: §0\nsites: { §main: §{ name: Main } }\n",
      ["base.yaml": Sound.scenario.replacing("modality: CT", with: "modality: CTT")]),
    BrokenInput(
      "stream at a site that the base lacks",
      variant: head
        + "streams:\n  - { id: new-ct, site: §mian, modality: CT, studies-per-year: 10 }\n", [:]),
    BrokenInput(
      "stream of the base at a site that the variant renames", variant: head + "start: 2028-01\n",
      ["base.yaml": Sound.scenario.replacing("site: main", with: "site: mian")]),
    BrokenInput(
      "key in neither file",
      variant: "§pacsplan: 1\nbased-on: base.yaml\nfinance: §{ timing: mid }\n",
      [
        "base.yaml": Sound.scenario.replacing("currency: USD\n", with: "").replacing(
          "finance: { discount-rate: 6 % }", with: "finance: { inflation: 2 % }")
      ]),
    BrokenInput(
      "one name twice in a variant",
      variant: head
        + "streams:\n  - { id: main-ct, site: main, modality: CT, studies-per-year: 10 }\n"
        + "  - { id: §main-ct, site: main, modality: CT, studies-per-year: 10 }\n", [:]),
    BrokenInput(
      "profile beside the variant that lies beside the base",
      variant:
        "pacsplan: 1\nbased-on: plans/base.yaml\nvendors: [§cloud.yaml]\n", base: "plans/base.yaml",
      ["plans/vendors/cloud.yaml": Sound.cloud]),
    BrokenInput(
      "vendor of the base out of its folder", variant: "pacsplan: 1\nbased-on: plans/base.yaml\n",
      base: "plans/base.yaml",
      [
        "plans/base.yaml": Sound.scenario.replacing(
          "vendors/cloud.yaml", with: "../../vendors/cloud.yaml")
      ]),
  ]
}
