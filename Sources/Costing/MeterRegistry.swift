public import PlanModel

/// Every way of charging, in the order of the manual.
public enum MeterRegistry {
  /// The registered meters: one file in `Meters/` and one line here.
  public static let all: [any Meter.Type] = [
    OnceMeter.self,
    MonthMeter.self,
    YearMeter.self,
    StudyMeter.self,
    IngestedMeter.self,
    StoredMonthMeter.self,
    RequestsMeter.self,
    SiteMeter.self,
    InterfaceMeter.self,
    FullTimeEquivalentMeter.self,
    PurchasedCapacityMeter.self,
  ]
}
