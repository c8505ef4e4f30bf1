import Quantities
import Evaluation
import Foundation
import Reporting
import Testing

struct NumberTextTests {
  @Test(arguments: [
    (0.0, 0, "0"), (1_234_567.0, 0, "1,234,567"), (999.0, 0, "999"), (0.125, 2, "0.13"),
    (1.005, 2, "1.01"), (-1_234.5, 1, "−1,234.5"), (-0.001, 2, "0.00"), (.nan, 0, "–"),
  ])
  func `numbers have commas and round half away from zero`(
    number: Double, decimals: Int, text: String
  ) {
    #expect(NumberText.fixed(number, decimals: decimals) == text)
  }

  @Test(arguments: [
    (999.4e9, "999 GB"), (999.6e9, "1.00 TB"), (31.25e12, "31.3 TB"), (1.234e15, "1.23 PB"),
    (12.0, "12.0 B"), (0.0, "0 B"),
  ])
  func `bytes take the unit that fits`(bytes: Double, text: String) {
    #expect(NumberText.bytes(bytes) == text)
  }

  @Test(arguments: [
    (0.0, "0 s"), (0.32, "320 ms"), (12.0, "12.0 s"), (119.0, "119 s"), (120.0, "2.00 min"),
    (8_100.0, "2.25 h"), (259_200.0, "3.00 days"),
  ])
  func `times take the unit that fits`(seconds: Double, text: String) {
    #expect(NumberText.duration(seconds) == text)
  }

  @Test(arguments: [(300.0, "5 min"), (3_600.0, "1 h"), (90.0, "1.5 min"), (0.5, "500 ms")])
  func `a promise's time reads as it was written`(seconds: Double, text: String) {
    #expect(NumberText.written(duration: seconds) == text)
  }

  @Test(arguments: [
    (0.95, "95.0 %"), (1.0, "100 %"), (0.9996, "> 99.9 %"), (0.0, "0 %"), (0.00001, "< 0.01 %"),
    (0.0423, "4.23 %"),
  ])
  func `a share that is not quite all or nothing does not read so`(share: Double, text: String) {
    #expect(NumberText.share(share) == text)
  }

  /// Of 140,000 studies 56 late ones leave 99.96 %, and two of them 99.9986 %.
  @Test(arguments: [
    (0.9991, 0.9996, 0.9999, "99.96 % (99.91–99.99)"), (0.9996, 1, 1, "100.00 % (99.96–100.00)"),
    (1, 1, 1, "100 %"), (0.999986, 0.999986, 1, "99.99 % (99.99–100.00)"),
    (0, 0.00001, 0.16, "0.01 % (0.00–16.00)"), (0, 0, 0, "0 %"),
    (0.997, 1, 1, "100.00 % (99.70–100.00)"), (0.98, 0.996, 0.999, "99.6 % (98.0–99.9)"),
    (0.45, 0.5, 1, "50 % (45–100)"),
    (0.129, 0.16, 0.19, "16.0 % (12.9–19.0)"),
  ])
  func `no end of a band of shares reads as all or nothing that is not`(
    p10: Double, p50: Double, p90: Double, text: String
  ) {
    let band = Band(mean: p50, p10: p10, p50: p50, p90: p90)
    #expect(ReportCell.band(band, .share, .median).text == text)
  }

  @Test func `shares of one table have the same decimals`() {
    let kept = [0.9996, 1].map { Band(mean: $0, p10: $0, p50: $0, p90: $0) }
    #expect(
      kept.map { NumberText.shares($0, middle: \.p50, decimals: 2) } == ["99.96 %", "100.00 %"])
  }

  @Test func `a band has its unit once`() {
    let band = Band(mean: 1.3e12, p10: 1.1e12, p50: 1.23e12, p90: 1.4e12)
    #expect(ReportCell.band(band, .bytes, .median).text == "1.23 TB (1.10–1.40)")
    let even = Band(mean: 5, p10: 5, p50: 5, p90: 5)
    #expect(ReportCell.band(even, .count, .median).text == "5")
    let around = Band(mean: 0, p10: -5, p50: 1, p90: 7)
    #expect(ReportCell.band(around, .count, .median).text == "1 (−5 to 7)")
  }
}
