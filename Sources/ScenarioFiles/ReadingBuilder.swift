import PlanModel
import Quantities

/// Makes the reading of the plan.
enum ReadingBuilder {
  /// The reading, from a scenario in which the checks found no error.
  ///
  /// - Parameters:
  ///   - section: Of the file.
  ///   - places: The ids of the sites, then of the places.
  /// - Returns: The plan of reading.
  static func reading(_ section: Section, places: [String]) -> ReadingPlan {
    let turnarounds = known(section.section("turnaround"))
    let readers = section.sections("readers")
    let shares = readers.map { known($0.number("share")) }
    // Rounded percentages need not add to 1 exactly; every study must be read.
    let sum = shares.reduce(0, +)
    var plan = ReadingPlan(
      turnaround: PatientClass.allCases.map { one in
        let times = known(turnarounds.section(one.name))
        return ReadingPlan.Turnaround(
          median: Seconds(known(times.number("median"))), p95: Seconds(known(times.number("p95"))))
      },
      readers: readers.isEmpty
        ? [ReadingPlan.Readers(place: nil, share: 1)]
        : zip(readers, shares).map { group, share in
          ReadingPlan.Readers(
            place: group.text("at").flatMap { places.firstIndex(of: $0) }, share: share / sum)
        },
      priors: section.section("priors").map { priors in
        ReadingPlan.Priors(
          perStudy: known(priors.number("per-study")),
          ages: priors.section("ages-cumulative").map { AgeDistribution(points($0)) }
            ?? .published)
      },
      views: section.section("clinical-views").map { views in
        ReadingPlan.Views(
          perStudy: known(views.number("per-study")),
          within: Seconds(known(views.number("within"))))
      })
    plan.prefetch = section.section("prefetch").map { prefetch in
      let classes = (prefetch.written("classes")?.items ?? []).compactMap(\.text)
      return ReadingPlan.Prefetch(
        classes: PatientClass.allCases.map { classes.contains($0.name) },
        ahead: Seconds(known(prefetch.number("ahead"))),
        upTo: known(prefetch.number("up-to")) * 365.25)
    }
    return plan
  }

  /// The points of a mapping of ages, by age; those that cannot be read are left out.
  static func points(_ ages: Section) -> [AgeDistribution.Point] {
    let kind = QuantityKind.period
    guard let share = ages.table.others?.kind else { return [] }
    return ages.named.compactMap { named -> AgeDistribution.Point? in
      guard let years = try? kind.value(named.entry.key, example: "12 months"),
        case .scalar(let text, let isPlain) = named.entry.value.withoutSource.content,
        case .number(let value)? = try? share.read(text, isPlain: isPlain, example: "50 %")
      else { return nil }
      return AgeDistribution.Point(days: years * 12 * AgeDistribution.month, share: value)
    }.sorted { $0.days < $1.days }
  }
}
