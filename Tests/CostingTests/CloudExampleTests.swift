import Costing
import Foundation
import PlanModel
import Quantities
import Testing

/// What public price lists charge for quantities that their own pages, or short arithmetic, give: one month.
struct CloudExampleTests {
  private static let gibibyte = 1_073_741_824.0

  /// The bill of a month with so much of everything, in cents.
  private func month(
    _ meter: any Meter.Type, _ options: (inout MeterOptions) -> Void = { _ in },
    price: String? = nil, bands: [(Decimal?, String)] = [], stored: Double = 0,
    egress: Double = 0, instances: Int = 0, free: Decimal? = nil
  ) -> Int64 {
    var fee = line(meter, options, price: price, bands: bands)
    fee.free = free
    var month = MonthlyUsage(
      studies: 0, instances: instances, ingested: 0,
      tiers: [TierUsage(average: stored, peak: stored, end: stored, overhead: 1)],
      purchased: [.zero])
    month.egress = egress
    let usage = PlanUsage(
      months: [MonthlyUsage](repeating: month, count: 12), initialCapacity: [nil],
      sites: [Int](repeating: 1, count: 12))
    return Biller(prices: [fee], finance: someFinance, currency: dollars, months: 12)
      .ledger(for: usage).lines[0].amounts[1].minorUnits
  }

  private func stored(_ gibibytes: Double, price: String? = nil, bands: [(Decimal?, String)] = [])
    -> Int64
  {
    month(
      StoredMonthMeter.self,
      {
        $0.tier = 0
        $0.unit = .GiB
      }, price: price, bands: bands, stored: gibibytes * Self.gibibyte)
  }

  /// AWS HealthImaging, us-east-1, read 2026-10-07: 1 TiB is 1,024 GiB, 107.52 in Frequent Access and
  /// 6.144 in Archive Instant Access, 17.5 times less.
  @Test func `an imaging cloud's terabyte`() {
    #expect(stored(1_024, price: "0.105") == 107_52)
    #expect(stored(1_024, price: "0.006") == 6_14)
    #expect(stored(1_000_000, price: "0.105") * 2 == stored(1_000_000, price: "0.006") * 35)
  }

  /// Google Cloud Healthcare: 0.000328767, 0.000260274 and 0.000027397 a GiB and hour are 0.24, 0.19 and 0.02 a
  /// month of 730 hours; 1,024 GiB at the first price less the first GiB, which is free, and 500 at the second:
  /// 1,023 × 0.24 + 500 × 0.19 = 245.52 + 95.00.
  @Test func `structured storage by the hour`() {
    for (hour, month) in [
      ("0.000328767", "0.24"), ("0.000260274", "0.19"), ("0.000027397", "0.02"),
    ] {
      var (product, rounded) = (exact(hour) * 730, Decimal())
      NSDecimalRound(&rounded, &product, 4, .plain)
      #expect(rounded == exact(month))
    }
    #expect(
      stored(1_524, bands: [(1, "0"), (1_024, "0.24"), (nil, "0.19")]) == 340_52)
  }

  /// Azure Blob Hot LRS, westus, 2024-07-01: 600,000 GB are 51,200 × 0.0208 + 512,000 × 0.019968
  /// + 36,800 × 0.019136 = 1,064.96 + 10,223.616 + 704.2048.
  @Test func `slices end at binary edges`() {
    #expect(
      stored(600_000, bands: [(51_200, "0.0208"), (563_200, "0.019968"), (nil, "0.019136")])
        == 11_992_78)
  }

  /// AWS data transfer out, us-east-1, 2024-07-01: 10,240 GB at 0.09, 40,960 at 0.085, 102,400 at 0.07, and 0.05
  /// beyond. 200,000 GB are 921.60 + 3,481.60 + 7,168.00 + 46,400 × 0.05 = 2,320.00.
  @Test func `egress is billed in four slices`() {
    let bill = month(
      EgressMeter.self, { $0.unit = .GiB },
      bands: [(10_240, "0.09"), (51_200, "0.085"), (153_600, "0.07"), (nil, "0.05")],
      egress: 200_000 * Self.gibibyte)
    #expect(bill == 13_891_20)
  }

  /// A lifecycle rule that moves 100 million objects to Glacier Deep Archive at 0.05 a thousand costs 5,000.
  @Test func `small objects cost by their number`() {
    #expect(
      month(
        RequestsMeter.self, { $0.requestsPerInstance = 1 }, price: "0.05",
        instances: 100_000_000) == 5_000_00)
  }

  /// Google Healthcare requests: 25,000 are free, then 0.39 for 100,000, which is 0.0039 a thousand. A million
  /// cost 975 × 0.0039 = 3.8025.
  @Test func `a free quota comes off first`() {
    #expect(
      month(
        RequestsMeter.self, { $0.requestsPerInstance = 1 }, price: "0.0039",
        instances: 1_000_000, free: 25) == 3_80)
  }
}
