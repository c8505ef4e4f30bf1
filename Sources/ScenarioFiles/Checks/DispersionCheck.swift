import PlanModel
import Quantities

/// A stream's dispersion is one that its number of studies a day can have.
struct DispersionCheck: FileCheck {
  /// The greatest variance of the factor that days differ by: most of such days have next to nothing.
  private static let variance = 10.0

  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.scenario.sections("streams").compactMap { stream in
      guard let dispersion = stream.number("dispersion"), dispersion > 1,
        let studies = stream.estimate("studies-per-year", group: "")
      else { return nil }
      guard studies.mean > 0 else {
        return stream.error(
          "no-average-day", "'dispersion' says nothing where 'studies-per-year' is 0",
          at: "dispersion", hint: "delete it, or give the stream studies of its own")
      }
      let most = 1 + Self.variance * studies.mean / 366
      guard dispersion > most else { return nil }
      let written = stream.plain("dispersion")?.text ?? ""
      return stream.error(
        "out-of-range",
        "'dispersion' (\(written)) is more than so few studies can have", at: "dispersion",
        hint:
          "with \(NumberText.whole(studies.mean)) studies a year it may reach \(NumberText.fixed((most * 100).rounded(.down) / 100, decimals: 2))"
      )
    }
  }
}
