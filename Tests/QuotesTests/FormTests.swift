import Costing
import PlanModel
import Testing

@testable import Quotes

struct FormTests {
  @Test func `each meter is explained in plain words`() {
    for meter in MeterRegistry.all { #expect(MeterWords.words[meter.name] != nil, "\(meter.name)") }
    #expect(MeterWords.words.count == MeterRegistry.all.count)
  }

  @Test func `each column has a head of its own`() {
    #expect(Set(PriceColumn.allCases.map(\.head)).count == PriceColumn.allCases.count)
  }
}
