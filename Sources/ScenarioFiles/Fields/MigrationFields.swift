/// How the present archive gets into those of the offers.
enum MigrationFields {
  static let migration = FieldTable(
    "migration", "Migration",
    "How the present archive gets into those of the offers, youngest studies first. It has the lowest priority: at each hour it gets what clinical traffic leaves of the lines and servers between the two. The system that runs today needs none.",
    [
      .required(
        "from", .identifier, "The site or place where the present archive stands.", "main"),
      .optional(
        "years", .quantity(.period, from: "1 month", to: "100 years"),
        "Of the years before go-live those that are taken along; without it, all.", "10 years",
        assumption: true),
      .optional(
        "window", .window, "When it runs; without it, always.", "19:00-06:00",
        assumption: true),
      .optional(
        "rate", .quantity(.serverRate, from: "100 kB/s", to: "100 GB/s"),
        "The most bytes a second, as the present archive keeps them: what that or the tool for the migration can do. Without it, what the way allows.",
        "40 MB/s", assumption: true),
      .optional(
        "delay", .quantity(.period, from: "0 months", to: "10 years"), default: "0 months",
        "How long after go-live it begins.", "3 months", assumption: true),
      .optional(
        "recompression", .number(0.2...10), default: "1",
        "How many times smaller bytes are in the new archive, which compresses them anew.", "1.2",
        assumption: true),
    ])
}
