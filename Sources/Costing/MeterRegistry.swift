public import PlanModel

/// Every way of charging, in the order of the manual.
public enum MeterRegistry {
  /// The registered meters: one file in `Meters/` and one line here.
  public static let all: [any Meter.Type] = [
    OnceMeter.self,
    MonthMeter.self,
    YearMeter.self,
    StudyMeter.self,
    ImportedStudyMeter.self,
    LicensedStudiesMeter.self,
    InstanceMeter.self,
    IngestedMeter.self,
    StoredMonthMeter.self,
    EgressMeter.self,
    RetrievalMeter.self,
    RequestsMeter.self,
    NamedUserMeter.self,
    ConcurrentUserMeter.self,
    SiteMeter.self,
    InterfaceMeter.self,
    ScannerMeter.self,
    FullTimeEquivalentMeter.self,
    TrainingHourMeter.self,
    MigratedBytesMeter.self,
    MigratedStudyMeter.self,
    PurchasedCapacityMeter.self,
    KilowattHourMeter.self,
    PercentMeter.self,
  ]
}
