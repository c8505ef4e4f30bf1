package import Evaluation
import PlanModel
import Quantities

/// What is asked of one vendor, to be given to that vendor: nothing in it comes from another's offer, nor from
/// what this one costs beside others.
package struct VendorPage: Sendable {
  private let negotiation: Negotiation
  private let offer: Negotiation.Offer
  private let scenario: Scenario
  private let profile: VendorProfile

  package init(_ negotiation: Negotiation, vendor: Int) {
    self.negotiation = negotiation
    scenario = negotiation.scenario
    offer = negotiation.offers[vendor]
    profile = scenario.vendors[vendor]
  }

  /// Its heading.
  package var title: String { "\(scenario.name): our requests to \(profile.name.onOneLine)" }

  /// Every piece in order.
  package var blocks: [ReportBlock] {
    loads + prices + requests + missing
  }

  private var loads: [ReportBlock] {
    let years = scenario.shownYears
    return [
      .paragraph(
        "Please base your answer on these loads, those of our plan with every input at its mean. All prices are without taxes."
      ),
      .table(
        ReportTable(
          columns: [.init("", isNumeric: false)] + years.map { .init(scenario.yearLabel($0)) },
          rows: [
            [.text("Studies")] + years.map { .count(negotiation.loads[$0 - 1].studies) },
            [.text("As acquired")] + years.map { .bytes(negotiation.loads[$0 - 1].bytes) },
          ])),
    ]
  }

  /// The lines that can be talked about, with the vendor's own prices.
  private var prices: [ReportBlock] {
    let lines = profile.prices.filter(\.isNegotiable)
    guard !lines.isEmpty else { return [] }
    return [
      .subheading("Prices"),
      .paragraph("We ask for your best price of each of these items, and of the offer as a whole."),
      .table(
        ReportTable(
          columns: [
            .init("Item", isNumeric: false), .init("As offered"),
            .init("Your best price", isNumeric: false),
          ],
          rows: lines.map { line in
            [.text(line.item.onOneLine), .text(words(line)), .empty]
          } + [
            [
              .text("Discount on the whole offer"),
              .text(NumberText.share(profile.discount.nearest)), .empty,
            ]
          ])),
    ]
  }

  private func words(_ line: PriceLine) -> String {
    let code = profile.exchange?.currency.code ?? scenario.currency.code
    let unit =
      line.meter.rhythm == .bought && line.meter.unitName == "payment"
        || line.meter.share != nil ? "" : " for one \(line.meter.unitName)"
    return line.bands.map { band in
      let price = band.price.amount
      let text =
        line.meter.share != nil
        ? NumberText.written(share: price.nearest)
        : NumberText.fixed(
          price.nearest, decimals: max(scenario.currency.digits, price.decimals)) + " \(code)"
      return band.upTo.map { "\(text) up to \(NumberText.written($0.nearest))" } ?? text
    }.joined(separator: ", then ") + unit
  }

  private var requests: [ReportBlock] {
    let requests = offer.concessions.map {
      ReportText(ConcessionRegistry.all[$0.concession].request)
    }
    guard !requests.isEmpty else { return [] }
    return [
      .subheading("Terms"),
      .paragraph("Please say of each whether you agree, and if not, how far you can go."),
      .list(requests),
    ]
  }

  private var missing: [ReportBlock] {
    let missing = negotiation.missing[offer.vendor]
    guard !missing.isEmpty else { return [] }
    return [
      .subheading("Not quoted"),
      .paragraph(
        "We find no price for these items. Please quote each, or say in which price it is included, or that it "
          + "is not needed."),
      .list(missing.map { ReportText($0.title) }),
    ]
  }
}
