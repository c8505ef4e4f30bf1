import PlanModel
import Quantities
import ScenarioFiles
import Testing

struct EventTests {
  @Test func `every key of an event reaches the plan`() throws {
    let folder = try TestFolder(Complete.files)
    defer { folder.remove() }
    let plan = try #require(folder.load().scenario)
    #expect(plan.streams[0].scanners == Scanners(count: 3, minutesPerStudy: 15, openHours: 72))
    #expect(plan.streams[1].scanners == nil)
    #expect(
      plan.events.map(\.on.iso) == [
        "2028-07", "2028-10", "2029-01", "2029-03", "2029-04", "2027-04",
        "2032-01", "2031-07", "2030-01",
      ])
    #expect(plan.events[0].note == "Second emergency scanner")
    #expect(
      plan.events[0].change
        == .volume(
          VolumeChange(
            stream: 0,
            studiesPerYear: Estimate(.known(9_000), group: "CT event studies-per-year"),
            rampMonths: 6, grows: false, scanners: 1)))
    guard case .volume(let loss) = plan.events[1].change,
      case .studySize(0, let factor) = plan.events[2].change
    else {
      Issue.record("events are of another sort")
      return
    }
    #expect(loss.grows && loss.rampMonths == 0 && loss.stream == 1)
    #expect(loss.studiesPerYear.quantile(0) == -2_000)
    #expect(loss.studiesPerYear.quantile(1) == -500)
    #expect(factor.quantile(1) == 2)
    #expect(
      plan.events[3].change
        == .replaceScanner(
          ScannerReplacement(
            stream: 0, scanners: 1,
            sizeFactor: Estimate(.known(1.6), group: "CT event size-factor"),
            minutesPerStudy: 10, closedDays: 42)))
    #expect(plan.events[4].change == .goLive(stream: 4, rampMonths: 12))
    #expect(plan.events[5].change == .openSite(site: 1, rampMonths: 6))
    #expect(plan.events[7].change == .retention(rule: "MG-*", period: .years(nil)))
  }

  /// Opening hours left out are assumed, where they matter.
  @Test func `events and opening hours are listed as assumptions`() throws {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario.replacing(
        "modality: CT", with: "modality: CT\n    scanners: 3\n    minutes-per-study: 15"
      ).replacing(
        "streams:",
        with:
          "events:\n  - { on: 2028-07, change: study-size, stream: main-ct, factor: 1.6 }\nstreams:"
      )
    ])
    defer { folder.remove() }
    let plan = try #require(folder.load().scenario)
    let values = Dictionary(
      plan.assumptions.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    #expect(values["streams.main-ct.open-hours"] == "60 h (default)")
    #expect(values["events.2028-07 main-ct.factor"] == "1.6")
    let sound = try TestFolder()
    defer { sound.remove() }
    let paths = try #require(sound.load().scenario).assumptions.map(\.path)
    #expect(!paths.contains("streams.main-ct.open-hours"))
  }
}
