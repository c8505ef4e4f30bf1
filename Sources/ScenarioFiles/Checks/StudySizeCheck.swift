import PlanModel

/// A lognormal size has its 95 % quantile above its median.
struct StudySizeCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let owners =
      files.scenario.sections("streams")
      + (files.catalogue?.section("modalities")?.named.compactMap(\.section) ?? [])
    return owners.compactMap { owner in
      guard let size = owner.section("study-size"), let median = size.number("median"),
        let p95 = size.number("p95"), p95 <= median
      else { return nil }
      return size.error(
        "quantile-order",
        "'p95' (\(size.plain("p95")?.text ?? "")) is not above 'median' (\(size.plain("median")?.text ?? ""))",
        at: "p95", hint: "95 of 100 studies are smaller than 'p95'")
    }
  }
}
