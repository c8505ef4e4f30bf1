import Evaluation
import Quantities

extension ReportCell {
  /// The cell as a person reads it.
  package var text: String {
    if let number, !number.isFinite { return NumberText.none }
    return switch self {
    case .empty: ""
    case .text(let text), .strong(let text): text.onOneLine
    case .money(let amount, let currency): "\(NumberText.whole(amount)) \(currency.code)"
    case .price(let amount, let currency):
      "\(NumberText.fixed(amount, decimals: currency.digits)) \(currency.code)"
    case .bytes(let bytes): NumberText.bytes(bytes)
    case .bitRate(let rate): NumberText.bitRate(rate)
    case .duration(let seconds): NumberText.duration(seconds)
    case .share(let share): NumberText.share(share)
    case .count(let count): NumberText.whole(count)
    case .date(let date): date?.iso ?? NumberText.afterPlan
    case .mean(let band, let currency): NumberText.mean(band, currency)
    case .band(let band, let measure, let middle): measure.text(of: band, middle: middle.path)
    }
  }

  /// The one number that it shows.
  private var number: Double? {
    switch self {
    case .money(let number, _), .price(let number, _), .bytes(let number), .bitRate(let number),
      .duration(let number), .share(let number), .count(let number):
      number
    case .empty, .text, .strong, .date, .mean, .band: nil
    }
  }

  /// Whether it stands out.
  package var isStrong: Bool { if case .strong = self { true } else { false } }
}

extension ReportCell.Middle {
  fileprivate var path: KeyPath<Band, Double> { self == .mean ? \.mean : \.p50 }
}

extension ReportCell.Measure {
  /// A band with its unit; the unit follows from its greatest value, so that one cell has one.
  fileprivate func text(of band: Band, middle: KeyPath<Band, Double>) -> String {
    let greatest = band.finite(middle).map { abs($0) }.max() ?? 0
    return switch self {
    case .money(let currency):
      NumberText.whole(band, middle: middle, unit: currency.code)
    case .price(let currency):
      NumberText.band(band, middle: middle, decimals: currency.digits, unit: currency.code)
    case .bytes:
      NumberText.band(
        band, middle: middle, scale: Double(NumberText.byteUnit(for: greatest).bytes),
        unit: NumberText.byteUnit(for: greatest).rawValue)
    case .bitRate:
      NumberText.band(
        band, middle: middle, scale: NumberText.bitUnit(for: greatest).size,
        unit: NumberText.bitUnit(for: greatest).name)
    case .duration:
      NumberText.band(
        band, middle: middle, scale: NumberText.timeUnit(for: greatest).size,
        unit: NumberText.timeUnit(for: greatest).name)
    case .share: NumberText.shares(band, middle: middle)
    case .count: NumberText.whole(band, middle: middle, unit: "")
    }
  }
}
