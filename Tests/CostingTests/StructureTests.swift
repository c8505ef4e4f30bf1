import Costing
import Foundation
import PlanModel
import Quantities
import Testing

/// What lines may have besides a price, by hand. Hundreds of random ones stand against a plain program in
/// `Tests/Bills`.
struct StructureTests {
  private func studies(
    _ period: PricePeriod = .month, price: String = "2", _ change: (inout PriceLine) -> Void
  ) -> [Int64] {
    var fee = line(StudyMeter.self, price: price, period: period)
    change(&fee)
    return amounts(fee)
  }

  /// 10,000 a month less 2,000 that are free: 8,000 × 2. By the year 50,000 are free: nothing in the first five
  /// months, then 20,000 a month, and again from month 13.
  @Test func `what is free costs nothing`() {
    #expect(studies { $0.free = 2_000 }[1] == 16_000_00)
    let yearly = studies(.year) { $0.free = 50_000 }
    #expect(yearly[1...5].allSatisfy { $0 == 0 } && yearly[6...12].allSatisfy { $0 == 20_000_00 })
    #expect(yearly[13] == 0)
  }

  /// 120,000 studies a year, and 150,000 are paid at least: the last month pays for 30,000 more.
  @Test func `a commitment is due in the last month of its year`() {
    let bill = studies(.year) { $0.minimum = 150_000 }
    #expect(bill[11] == 20_000_00 && bill[12] == 80_000_00 && bill[13] == 20_000_00)
  }

  /// From month 7 on six months are left of the year: 75,000 are due, 60,000 are there.
  @Test func `a commitment of a year that is cut short is due in part`() {
    let bill = studies(.year) {
      $0.minimum = 150_000
      $0.firstMonth = 7
    }
    #expect(bill[7] == 20_000_00 && bill[12] == 50_000_00 && bill[24] == 80_000_00)
  }

  /// The contract's years begin in month 7: the first ends with month 18, the second is cut short after
  /// month 24, with 60,000 of 75,000.
  @Test func `contract years begin with go-live`() {
    var contract = Contract.standard
    contract.goLive = 7
    var fee = line(StudyMeter.self, price: "2", period: .contractYear)
    fee.minimum = 150_000
    let bill = amounts(fee, contract: contract)
    #expect(bill[6] == 0 && bill[12] == 20_000_00)
    #expect(bill[18] == 80_000_00 && bill[24] == 50_000_00)
  }

  /// 10,000 a month in blocks of 7,500: 2 a month; over a year 16 blocks for 120,000, the first month 2,
  /// the second 1 (20,000 are 3). Over the plan 240,000 are 32.
  @Test func `what is begun of a block is paid`() {
    #expect(studies(price: "500") { $0.block = 7_500 }[1] == 1_000_00)
    let yearly = studies(.year, price: "500") { $0.block = 7_500 }
    #expect(yearly[1] == 1_000_00 && yearly[2] == 500_00)
    #expect(yearly[1...12].reduce(0, +) == 16 * 500_00)
    #expect(studies(.plan, price: "500") { $0.block = 7_500 }.reduce(0, +) == 32 * 500_00)
  }

  /// All 120,000 at 1.80 once 100,000 are passed: 20,000 a month until then, and in month 11 the price of
  /// all falls: 110,000 × 1.80 − 100,000 × 2 = −2,000.
  @Test func `volume bands set the price of all`() {
    var fee = line(
      StudyMeter.self, bands: [(100_000, "2"), (nil, "1.80")], period: .year)
    fee.scheme = .volume
    let bill = amounts(fee)
    #expect(bill[10] == 20_000_00 && bill[11] == -2_000_00 && bill[12] == 18_000_00)
    #expect(bill[1...12].reduce(0, +) == 216_000_00)
  }

  /// 20,000 a month: between 25,000 and 30,000 it is 25,000; at most 150,000 a year leave nothing from the
  /// eighth month on, of which 10,000 are left.
  @Test func `floor and cap limit what a period costs`() {
    #expect(studies { $0.floor = 25_000 }[1] == 25_000_00)
    #expect(studies { $0.cap = 15_000 }[1] == 15_000_00)
    let yearly = studies(.year) { $0.cap = 150_000 }
    #expect(yearly[7] == 20_000_00 && yearly[8] == 10_000_00 && yearly[9] == 0)
    #expect(studies(.year) { $0.floor = 300_000 }[12] == 80_000_00)
  }

  /// 180,000 at go-live, again after 12 months; and as big as the studies have become, which do not grow here.
  @Test func `what was bought is bought anew`() {
    var servers = line(OnceMeter.self, price: "180000")
    servers.refresh = Refresh(months: 12, isResized: true)
    #expect(amounts(servers)[0] == 180_000_00 && amounts(servers)[13] == 180_000_00)
    // 250 TB and the 50 of month 7 are 300 TB.
    var disks = line(
      PurchasedCapacityMeter.self,
      {
        $0.tier = 0
        $0.unit = .TB
      }, price: "900")
    disks.refresh = Refresh(months: 12, isResized: true)
    #expect(amounts(disks)[13] == 300 * 900_00)
    disks.refresh = Refresh(months: 12, isResized: false)
    #expect(amounts(disks)[13] == 250 * 900_00)
  }

  /// 1.08 dollars for a euro: 20,000 euro are 21,600 dollars.
  @Test func `another currency is exchanged before amounts are rounded`() {
    let fee = line(StudyMeter.self, price: "2")
    let biller = Biller(
      prices: [fee], finance: someFinance, currency: dollars, months: 24,
      offer: OfferTerms(exchangeRate: exact("1.08")))
    #expect(biller.ledger(for: usage()).lines[0].amounts[1].minorUnits == 21_600_00)
  }
}

/// Lines that take a share of others.
struct ShareTests {
  private func bills(_ share: (inout MeterOptions) -> Void, rate: String) -> [Int64] {
    var licence = line(OnceMeter.self, price: "380000", discount: "0.1")
    licence.id = "licence"
    var fee = line(MonthMeter.self, price: "1000", discount: "0.2")
    fee.id = "fee"
    var support = line(PercentMeter.self, share, price: rate)
    support.id = "support"
    support.period =
      support.meter.isStanding ? .year : .month
    return Biller(
      prices: [support, licence, fee], finance: someFinance, currency: dollars, months: 24
    ).ledger(for: usage()).lines[0].amounts.map(\.minorUnits)
  }

  /// 18 % of 380,000 are 68,400 a year, 5,700 a month from go-live.
  @Test func `a year's share of what was bought is paid in twelfths`() {
    let bill = bills(
      {
        $0.share = ShareOfLines(
          lines: ["licence"], isBeforeDiscounts: true, isOfPurchases: true)
      }, rate: "0.18")
    #expect(bill[0] == 0 && bill[1...24].allSatisfy { $0 == 5_700_00 })
  }

  /// 10 % of 342,000 and of 800: 34,200 at go-live, then 80 a month.
  @Test func `a share follows what lines cost`() {
    let bill = bills(
      {
        $0.share = ShareOfLines(
          lines: ["licence", "fee"], isBeforeDiscounts: false, isOfPurchases: false)
      }, rate: "0.1")
    #expect(bill[0] == 34_200_00 && bill[1...24].allSatisfy { $0 == 80_00 })
  }
}

/// Meters that count what the usage of the other tests does not have.
struct FurtherMeterTests {
  /// Two streams: 6,000 and 4,000 studies a month, the second of outside studies and examined once and a half.
  private var scoped: PlanUsage {
    var usage = usage()
    for month in usage.months.indices {
      usage.months[month].streams = [
        StreamUsage(
          studies: 6_000, byClass: [1_000, 2_000, 3_000], instances: 1_200_000, ingested: 1e12),
        StreamUsage(studies: 4_000, byClass: [0, 0, 4_000], instances: 800_000, ingested: 0.5e12),
      ]
      usage.months[month].reads = [ReadUsage(studies: 500, instances: 100_000, bytes: 0.2e12)]
      usage.months[month].egress = 0.07e12
      usage.months[month].migrated = 6.4e12
      usage.months[month].migratedStudies = 42_000
    }
    return usage
  }

  private func bill(
    _ meter: any Meter.Type, _ options: (inout MeterOptions) -> Void = { _ in }, price: String,
    period: PricePeriod = .month
  ) -> [Int64] {
    Biller(
      prices: [line(meter, options, price: price, period: period)], finance: someFinance,
      currency: dollars, months: 24
    ).ledger(for: scoped).lines[0].amounts.map(\.minorUnits)
  }

  /// 1,000 emergency and 2,000 inpatient studies of the first stream at 1.00.
  @Test func `only the studies that a line applies to count`() {
    let bill = bill(
      StudyMeter.self, { $0.scope = MeterScope(weights: [1, 0], classes: [true, true, false]) },
      price: "1")
    #expect(bill[1] == 3_000_00)
  }

  /// 6,000 + 4,000 × 1.5 examinations.
  @Test func `examinations are counted by the study`() {
    let bill = bill(
      StudyMeter.self, { $0.scope = MeterScope(weights: [1, exact("1.5")]) }, price: "1")
    #expect(bill[1] == 12_000_00)
  }

  @Test func `images, reads and what is moved are counted`() {
    #expect(bill(InstanceMeter.self, price: "0.0002")[1] == 400_00)  // 2,000,000
    #expect(
      bill(ImportedStudyMeter.self, { $0.scope = MeterScope(weights: [0, 1]) }, price: "1.20")[1]
        == 4_800_00)
    #expect(bill(EgressMeter.self, { $0.unit = .GB }, price: "0.09")[1] == 6_30)  // 70 GB
    #expect(
      bill(
        RetrievalMeter.self,
        {
          $0.tier = 0
          $0.unit = .GB
        }, price: "0.01")[1] == 2_00)  // 200 GB
    #expect(
      bill(RequestsMeter.self, { $0.requestsPerReadInstance = 1 }, price: "0.01")[1] == 1_00)
    #expect(bill(MigratedBytesMeter.self, { $0.unit = .TB }, price: "45")[1] == 288_00)
    #expect(bill(MigratedStudyMeter.self, price: "0.35")[1] == 14_700_00)
  }

  /// 60 people at 240 a year are 1,200 a month; bought once 14,400.
  @Test func `licences are rented or bought`() {
    let rented = bill(NamedUserMeter.self, { $0.count = 60 }, price: "240", period: .year)
    #expect(rented[0] == 0 && rented[1] == 1_200_00)
    let bought = bill(
      ConcurrentUserMeter.self,
      {
        $0.count = 60
        $0.isBought = true
      }, price: "240", period: .plan)
    #expect(bought[0] == 14_400_00 && bought.reduce(0, +) == 14_400_00)
  }

  /// 120 hours at first, 32 a year later.
  @Test func `who is new is trained later`() {
    let bill = bill(
      TrainingHourMeter.self,
      {
        $0.count = 20
        $0.hours = 6
        $0.refresherHours = 1
        $0.turnover = exact("0.1")
      }, price: "95")
    #expect(bill[0] == 120 * 95_00 && bill[13] == 32 * 95_00 && bill.reduce(0, +) == 152 * 95_00)
  }

  /// 8 × 730 = 5,840 kWh at 0.12.
  @Test func `power is always on`() {
    #expect(bill(KilowattHourMeter.self, { $0.kilowatts = 8 }, price: "0.12")[1] == 700_80)
  }

  /// 100,000 at first; the first year needs 120,000, the second no more: 20,000 are bought at its end. In blocks of
  /// 15,000 over the plan: 7 and then 1 more.
  @Test func `licences for studies follow the high-water mark`() {
    let plain = bill(LicensedStudiesMeter.self, { $0.count = 100_000 }, price: "2")
    #expect(plain[0] == 200_000_00 && plain[12] == 40_000_00 && plain[24] == 0)
    var blocks = line(
      LicensedStudiesMeter.self, { $0.count = 100_000 }, price: "21000", period: .plan)
    blocks.block = 15_000
    let bought = amounts(blocks)
    #expect(bought[0] == 7 * 21_000_00 && bought[12] == 21_000_00 && bought[24] == 0)
    let yearly = bill(LicensedStudiesMeter.self, { $0.isHighWater = false }, price: "2")
    #expect(yearly[12] == 240_000_00 && yearly[24] == 240_000_00)
  }
}
