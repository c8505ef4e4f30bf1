import Costing
import Foundation
import PlanModel
import Quantities
import Testing

/// Go-live with month 7; 40 % at signature and 40 % at go-live are period 0, 20 % three months later
/// month 10.
struct ContractTests {
  private let contract = Contract(
    signature: nil, goLive: 7,
    payments: [
      ContractPayment(period: 0, share: exact("0.4"), milestone: .signature),
      ContractPayment(period: 0, share: exact("0.4"), milestone: .goLive),
      ContractPayment(period: 10, share: exact("0.2"), milestone: .goLive, monthsAfter: 3),
    ])

  private func paid(_ bill: [Int64]) -> [Int: Int64] {
    Dictionary(uniqueKeysWithValues: bill.enumerated().filter { $0.element != 0 }.map { ($0, $1) })
  }

  /// 380,000 less 10 % is 342,000: 273,600 and 68,400.
  @Test func `what is paid once is paid in the contract's shares`() {
    let bill = amounts(
      line(OnceMeter.self, price: "380000", discount: "0.1"), contract: contract)
    #expect(paid(bill) == [0: 273_600_00, 10: 68_400_00])
  }

  @Test func `a first month of its own wins`() {
    let bill = amounts(line(OnceMeter.self, price: "180000", first: 3), contract: contract)
    #expect(paid(bill) == [3: 180_000_00])
    let early = amounts(line(MonthMeter.self, price: "100", first: 3, last: 8), contract: contract)
    #expect(paid(early) == [3: 100_00, 4: 100_00, 5: 100_00, 6: 100_00, 7: 100_00, 8: 100_00])
  }

  /// 250 × 900 = 225,000: 180,000 and 45,000; the increment of 50 TB in month 7 is paid as it comes.
  @Test func `the first capacity is paid in shares and an increment with its delivery`() {
    let disks = line(
      PurchasedCapacityMeter.self,
      {
        $0.tier = 0
        $0.unit = .TB
      }, price: "900")
    #expect(
      paid(amounts(disks, contract: contract)) == [0: 180_000_00, 7: 45_000_00, 10: 45_000_00])
  }

  /// 100 TB at 900 and 150 TB at 700 are 195,000 however they are paid: 80 % are 156,000, the rest 39,000.
  /// By the month the increment of 50 TB begins with the first band, 45,000; by the year too, since what is
  /// bought up to go-live is of year 0; over the plan it goes on with the second, 35,000.
  @Test(arguments: [
    (PricePeriod.month, Int64(45_000_00)), (.year, 45_000_00), (.plan, 35_000_00),
  ])
  func `what is bought once moves through the bands once`(period: PricePeriod, increment: Int64) {
    let disks = line(
      PurchasedCapacityMeter.self,
      {
        $0.tier = 0
        $0.unit = .TB
      }, bands: [(100, "900"), (nil, "700")], period: period)
    let result = ledger(disks, contract: contract)
    #expect(result.quantities[0] == 250 && result.quantities[7] == 50)
    #expect(
      paid(result.amounts.map(\.minorUnits)) == [0: 156_000_00, 7: increment, 10: 39_000_00])
  }

  /// 1,000.01 in shares of a third, a third and the rest: each is what the shares so far come to, rounded, less
  /// what was paid: 333.34 − 0, 666.67 − 333.34 and 1,000.01 − 666.67.
  @Test func `shares add up to the cent`() {
    var odd = contract
    odd.payments = [
      ContractPayment(period: 0, share: exact("0.333333"), milestone: .signature),
      ContractPayment(period: 9, share: exact("0.333333"), milestone: .month),
      ContractPayment(period: 11, share: exact("0.333334"), milestone: .month),
    ]
    let bill = amounts(
      line(InterfaceMeter.self, { $0.count = 1 }, price: "1000.01"), contract: odd)
    #expect(paid(bill) == [0: 333_34, 9: 333_33, 11: 333_34])
  }

  @Test func `what is paid again and again begins with go-live`() {
    let lines = [
      line(MonthMeter.self, price: "1"), line(SiteMeter.self, price: "1"),
      line(FullTimeEquivalentMeter.self, { $0.count = 1 }, price: "1"),
      line(StudyMeter.self, price: "1"), line(IngestedMeter.self, { $0.unit = .TB }, price: "1"),
      line(RequestsMeter.self, { $0.requestsPerStudy = 3 }, price: "1"),
      line(
        StoredMonthMeter.self,
        {
          $0.tier = 0
          $0.unit = .TB
        }, price: "1"),
    ]
    for line in lines {
      let bill = amounts(line, contract: contract)
      #expect(bill[0...6].allSatisfy { $0 == 0 } && bill[7...24].allSatisfy { $0 > 0 })
    }
  }

  /// 76,000 in month 7; month 19 is in planning year 2: 76,000 × 1.03 = 78,280.
  @Test func `a yearly line is paid on the anniversaries of go-live`() {
    let support = line(
      YearMeter.self, price: "76000",
      escalator: Escalator(rate: exact("0.03"), fromYear: 2, cap: nil))
    #expect(paid(amounts(support, contract: contract)) == [7: 76_000_00, 19: 78_280_00])
  }

  /// A line from month 4 on is paid in months 4 and 16.
  @Test func `a yearly line with a first month is paid on its anniversaries`() {
    #expect(
      paid(amounts(line(YearMeter.self, price: "100", first: 4))) == [4: 100_00, 16: 100_00])
  }
}
