import Costing
import Foundation
import PlanModel
import Quantities
import Testing

func exact(_ text: String) -> Decimal { Decimal(string: text) ?? .nan }

// swift-format-ignore: NeverForceUnwrap
let dollars = Currency(code: "USD")!

/// Two years of a small system: 10,000 studies with 2,000,000 instances and 1.5 TB a month, 90 TB in
/// the one tier at the end of month 1 and 1.5 TB more each month, with 1.25 raw bytes for each.
func usage(months: Int = 24) -> PlanUsage {
  PlanUsage(
    months: (0..<months).map { month in
      let end = 90e12 + 1.5e12 * Double(month)
      return MonthlyUsage(
        studies: 10_000, instances: 2_000_000, ingested: 1.5e12,
        tiers: [TierUsage(average: end - 0.75e12, peak: end, end: end, overhead: 1.25)],
        purchased: [month == 6 ? Bytes(50, .TB) : .zero])
    }, initialCapacity: [Bytes(250, .TB)], sites: [Int](repeating: 2, count: months))
}

let someFinance = Finance(
  discountRate: Fraction(0.06), basis: .nominal, inflation: .zero, timing: .end,
  administratorSalary: UnitPrice(84_810), onCost: exact("0.25"))

func line(
  _ meter: any Meter.Type, _ options: (inout MeterOptions) -> Void = { _ in },
  price: String? = nil, bands: [(Decimal?, String)] = [], period: PricePeriod = .month,
  discount: String = "0", escalator: Escalator? = nil, first: Int? = nil, last: Int? = nil,
  kind: CostKind = .opex, category: CostCategory = .storage
) -> PriceLine {
  var values = MeterOptions()
  options(&values)
  let single = price.map { [PriceBand(upTo: nil, price: UnitPrice(exact($0)))] } ?? []
  return PriceLine(
    id: "line", item: "Line", category: category, kind: kind, meter: meter.init(values),
    bands: bands.isEmpty
      ? single : bands.map { PriceBand(upTo: $0.0, price: UnitPrice(exact($0.1))) },
    period: period, discount: exact(discount), escalator: escalator, firstMonth: first,
    lastMonth: last, source: nil, dated: nil,
    location: SourceLocation(file: "v.yaml", line: 1, column: 1))
}

func amounts(_ line: PriceLine, months: Int = 24, contract: Contract = .standard) -> [Int64] {
  ledger(line, months: months, contract: contract).amounts.map(\.minorUnits)
}

func ledger(_ line: PriceLine, months: Int = 24, contract: Contract = .standard) -> LineLedger {
  Biller(
    prices: [line], finance: someFinance, currency: dollars, months: months,
    offer: OfferTerms(contract: contract)
  ).ledger(for: usage(months: months)).lines[0]
}

struct MeterTests {
  /// 380,000.00 less 10 % is 342,000.00, in year 0.
  @Test func `once is paid at go-live`() {
    let bill = amounts(line(OnceMeter.self, price: "380000", discount: "0.1"))
    #expect(bill[0] == 342_000_00 && bill.dropFirst().allSatisfy { $0 == 0 })
  }

  @Test func `once with a first month is paid then`() {
    let bill = amounts(line(OnceMeter.self, price: "180000", first: 13))
    #expect(bill[13] == 180_000_00 && bill.reduce(0, +) == 180_000_00)
  }

  @Test func `a monthly line is paid every month of its window`() {
    let bill = amounts(line(MonthMeter.self, price: "219", first: 3, last: 14))
    #expect(bill[0...2].allSatisfy { $0 == 0 } && bill[3...14].allSatisfy { $0 == 219_00 })
    #expect(bill[15...].allSatisfy { $0 == 0 })
  }

  /// 76,000 × 1.03 = 78,280.
  @Test func `a yearly line is paid in each year's first month and escalates`() {
    let bill = amounts(
      line(
        YearMeter.self, price: "76000",
        escalator: Escalator(rate: exact("0.03"), fromYear: 2, cap: nil)))
    #expect(bill[1] == 76_000_00 && bill[13] == 78_280_00)
    #expect(bill.reduce(0, +) == 154_280_00)
  }

  /// A month of 10,000 studies; the count of the year passes 100,000 with the tenth month. 10,000 ×
  /// 2.60 = 26,000 up to then, 10,000 × 2.10 = 21,000 in months 11 and 12, and again from month 13.
  @Test func `studies move through the year's bands and start anew`() {
    let bill = amounts(
      line(StudyMeter.self, bands: [(100_000, "2.60"), (nil, "2.10")], period: .year))
    #expect(bill[1...10].allSatisfy { $0 == 26_000_00 })
    #expect(bill[11] == 21_000_00 && bill[12] == 21_000_00 && bill[13] == 26_000_00)
  }

  /// 95,000 so far in months of 10,000 − 0.5: the month from 95,000 to 105,000 costs
  /// 5,000 × 2.60 + 5,000 × 2.10 = 23,500.
  @Test func `a month can fall into two bands`() {
    let bill = amounts(
      line(StudyMeter.self, bands: [(95_000, "2.60"), (nil, "2.10")], period: .year))
    #expect(bill[10] == 5_000 * 260 + 5_000 * 210)
  }

  /// With 25.00 up to 50 TB and 20.00 beyond, 120 TB cost 50 × 25.00 + 70 × 20.00 = 2,650.00 a month.
  @Test func `each band is charged at its own price`() {
    let stored = line(
      StoredMonthMeter.self,
      {
        $0.tier = 0
        $0.unit = .TB
        $0.basis = .end
      }, bands: [(50, "25"), (nil, "20")])
    let bill = amounts(stored)
    #expect(bill[21] == 2_650_00)  // 90 + 20 × 1.5 = 120 TB
  }

  /// 1.5 TB at 15.00.
  @Test func `bytes taken in are billed in their unit`() {
    #expect(amounts(line(IngestedMeter.self, { $0.unit = .TB }, price: "15"))[1] == 22_50)
  }

  /// Average 89.25 TB × 1.25 = 111.5625 TB = 111.5625e12/2³⁰ = 103,900.675… GiB: × 0.006 = 623.40.
  @Test func `physical bytes are billed with copies and protection`() {
    let physical = line(
      StoredMonthMeter.self,
      {
        $0.tier = 0
        $0.unit = .GiB
        $0.of = .physical
      }, price: "0.006")
    #expect(amounts(physical)[1] == 623_40)
  }

  /// (10,000 × 3 + 2,000,000 × 1)/1,000 = 2,030 thousand at 0.005: 10.15.
  @Test func `requests are counted by study and by instance`() {
    let calls = line(
      RequestsMeter.self,
      {
        $0.requestsPerStudy = 3
        $0.requestsPerInstance = 1
      }, price: "0.005")
    #expect(amounts(calls)[1] == 10_15)
  }

  /// 2 × 12,000 ÷ 12 = 2,000 a month.
  @Test func `a yearly price of sites pays for twelve months`() {
    #expect(amounts(line(SiteMeter.self, price: "12000", period: .year))[1] == 2_000_00)
    #expect(amounts(line(SiteMeter.self, price: "12000"))[1] == 24_000_00)
  }

  @Test func `a site is paid for from the month in which it opens`() {
    var usage = usage()
    usage.sites = [1, 1] + [Int](repeating: 2, count: 22)
    let meter = SiteMeter(MeterOptions())
    #expect((0...4).map { meter.quantity(usage, period: $0, first: 0) } == [0, 1, 1, 2, 2])
  }

  @Test func `interfaces are paid once`() {
    let bill = amounts(line(InterfaceMeter.self, { $0.count = 6 }, price: "4000"))
    #expect(bill[0] == 24_000_00 && bill.reduce(0, +) == 24_000_00)
  }

  /// 1.5 × 84,810 × 1.25 ÷ 12 = 13,251.5625, rounded 13,251.56.
  @Test func `people without a price cost the scenario's salary`() {
    #expect(
      amounts(line(FullTimeEquivalentMeter.self, { $0.count = Decimal(string: "1.5") }))[1]
        == 13_251_56)
  }

  /// 250 × 900 = 225,000 at go-live, 50 × 900 = 45,000 in month 7.
  @Test func `capacity is paid when it is delivered`() {
    let bill = amounts(
      line(
        PurchasedCapacityMeter.self,
        {
          $0.tier = 0
          $0.unit = .TB
        }, price: "900"))
    #expect(bill[0] == 225_000_00 && bill[7] == 45_000_00 && bill.reduce(0, +) == 270_000_00)
  }

  @Test func `every meter has a name, a meaning and an example of its own`() {
    let names = MeterRegistry.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for meter in MeterRegistry.all {
      #expect(meter.example.contains("meter: \(meter.name)"))
      #expect(meter.meaning.hasSuffix("."))
      #expect(meter.needs.isDisjoint(with: meter.accepts))
    }
  }
}

struct EscalatorTests {
  /// What 100.00 a month come to in the first month of each year.
  private func yearly(_ escalator: Escalator, _ contract: Contract = .standard) -> [Int64] {
    let bill = amounts(
      line(MonthMeter.self, price: "100", escalator: escalator), months: 48, contract: contract)
    return [1, 13, 25, 37].map { bill[$0] }
  }

  /// 3 % capped at 2 % from year 3: 100, 100, 102, 104.04.
  @Test func `an escalator is capped and starts in its year`() {
    let escalator = Escalator(rate: exact("0.03"), fromYear: 3, cap: exact("0.02"))
    #expect(yearly(escalator) == [100_00, 100_00, 102_00, 104_04])
  }

  /// 3.5 % less a point is 2.5 %: 102.50, 105.0625, 107.6890625.
  @Test func `an index is followed less what is taken off`() {
    let escalator = Escalator(rate: exact("0.035"), less: exact("0.01"), fromYear: 2, cap: nil)
    #expect(yearly(escalator) == [100_00, 102_50, 105_06, 107_69])
  }

  /// Held to year 2, the first rise is in year 3: 100, 100, 103, 106.09.
  @Test func `held prices rise after their time`() {
    var contract = Contract.standard
    contract.heldYears = 2
    let escalator = Escalator(rate: exact("0.03"), fromYear: 2, cap: nil)
    #expect(yearly(escalator, contract) == [100_00, 100_00, 103_00, 106_09])
  }

  /// A term of 2 years from go-live in month 7: month 31 is the first of the second term, and month 37
  /// costs 5 % more.
  @Test func `running prices rise with each renewal`() {
    var contract = Contract.standard
    contract.goLive = 7
    contract.renewal = Contract.Renewal(termYears: 2, uplift: exact("0.05"))
    var fee = line(MonthMeter.self, price: "100")
    #expect(amounts(fee, months: 48, contract: contract)[31] == 100_00)
    fee.takesOfferDiscount = true
    let bill = amounts(fee, months: 48, contract: contract)
    #expect(bill[30] == 100_00 && bill[31] == 105_00 && bill[48] == 105_00)
  }
}

struct LedgerTests {
  /// Over random lines the sum by category, by kind, by year and by line is the same amount.
  @Test func `every view adds up to the same total`() {
    let lines = MeterRegistry.all.enumerated().map { number, meter in
      line(
        meter,
        {
          $0.tier = 0
          $0.unit = .GiB
          $0.count = 3
          $0.requestsPerStudy = 2
        }, price: "1.2345", kind: number % 2 == 0 ? .capex : .opex,
        category: CostCategory.allCases[number % CostCategory.allCases.count])
    }
    let finance = Finance(
      discountRate: Fraction(0.06), basis: .nominal, inflation: .zero, timing: .end,
      administratorSalary: UnitPrice(84_810), onCost: 0)
    let biller = Biller(prices: lines, finance: finance, currency: dollars, months: 24)
    let ledger = biller.ledger(for: usage())
    let flow = CashFlow(
      ledger, yearlyStudies: [120_000, 120_000], finance: finance, currency: dollars)
    let total = ledger.lines.flatMap(\.amounts).reduce(.zero, +)
    #expect(total == flow.nominal && total != .zero)
    #expect(flow.byCategory.values.flatMap { $0 }.reduce(.zero, +) == total)
    #expect((flow.capex + flow.opex).reduce(.zero, +) == total)
    #expect(Ledger.yearly(biller.totals(for: usage())) == flow.total)
  }
}

struct PresentCostTests {
  private func present(
    _ timing: Finance.Timing, basis: Finance.Basis = .nominal, rate: Double = 0.06
  ) -> PresentCost {
    PresentCost(
      yearly: [100, 100, 100].map { Money(minorUnits: $0 * 100) }, yearlyStudies: [10, 20],
      finance: Finance(
        discountRate: Fraction(rate), basis: basis, inflation: Fraction(0.025), timing: timing,
        administratorSalary: UnitPrice(0), onCost: 0), currency: dollars)
  }

  /// At 6 %: 100 + 100/1.06 + 100/1.1236 = 283.3392666; at the start 100 + 100 + 94.3396226; in the
  /// middle 100 + 100/1.06^0.5 + 100/1.06^1.5 = 100 + 97.1285862 + 91.6307417.
  @Test(arguments: [
    (Finance.Timing.end, 283.3392666), (.start, 294.3396226), (.mid, 288.7593279),
  ])
  func `payments are discounted as their timing says`(timing: Finance.Timing, net: Double) {
    #expect(abs(present(timing).net - net) < 1e-7)
  }

  /// 4 % real with 2.5 % inflation is 1.04 × 1.025 = 1.066 nominal: 100 + 93.8086304 + 88.0005914.
  @Test func `a real rate deflates the flows first`() {
    #expect(abs(present(.end, basis: .real, rate: 0.04).net - 281.8092218) < 1e-6)
  }

  @Test func `a rate of zero is the plain sum`() { #expect(present(.end, rate: 0).net == 300) }

  /// 283.3392666 over 10/1.06 + 20/1.1236 = 27.2338911 discounted studies.
  @Test func `cost per study is net cost over discounted studies`() {
    #expect(abs(present(.end).perStudy - 283.3392666 / 27.2338911) < 1e-6)
  }
}
