public import PlanModel
public import Quantities

/// How much bandwidth each line of each offer needs.
public struct WanSizes: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// What was asked.
  public var question: WanSizing.Question
  /// In the order of the scenario.
  public var offers: [Offer]

  /// Makes sizes.
  public init(scenario: Scenario, question: WanSizing.Question, offers: [Offer]) {
    self.scenario = scenario
    self.question = question
    self.offers = offers
  }

  /// One offer.
  public struct Offer: Sendable {
    /// As reports show it.
    public var name: String
    /// As the files refer to it.
    public var id: String
    /// Whether it goes live only after the year that is asked about.
    public var isLate = false
    /// In the order of the scenario: WANs, then links. Empty where its studies cross none.
    public var lines: [Line] = []
    /// What no bandwidth keeps.
    public var unkept: [Unkept] = []

    /// Makes an offer.
    public init(
      name: String, id: String, isLate: Bool = false, lines: [Line] = [], unkept: [Unkept] = []
    ) {
      self.name = name
      self.id = id
      self.isLate = isLate
      self.lines = lines
      self.unkept = unkept
    }
  }

  /// How wide a line is in either direction.
  public struct Bandwidth: Hashable, Sendable {
    /// From its site, or its beginning, outwards.
    public var up: BitsPerSecond
    /// Inwards.
    public var down: BitsPerSecond

    /// Makes a bandwidth.
    public init(up: BitsPerSecond, down: BitsPerSecond) {
      self.up = up
      self.down = down
    }
  }

  /// One line.
  public struct Line: Sendable {
    /// As the files refer to it: `north.wan`, or the id of a link.
    public var id: String
    /// As reports show it.
    public var name: String
    /// Its bandwidth in the scenario, outwards and inwards.
    public var today: Bandwidth
    /// The bandwidth above which the offer's software carries no more: window ÷ round trip ×
    /// connections, over the share that PACS may use; nil without a round trip.
    public var usefulUpTo: BitsPerSecond?
    /// The least bandwidth that is enough; nil where no bandwidth is enough for any promise, and where
    /// nothing needs the line.
    public var needed: Need?
    /// Whether that is more than the line would need with all others wide.
    public var isWidened: Bool
    /// Whether no study that is promised anything crosses it in the years that are asked about.
    public var isIdle: Bool

    /// Makes a line.
    public init(
      id: String, name: String, today: Bandwidth, usefulUpTo: BitsPerSecond? = nil,
      needed: Need? = nil, isWidened: Bool = false, isIdle: Bool = false
    ) {
      self.id = id
      self.name = name
      self.today = today
      self.usefulUpTo = usefulUpTo
      self.needed = needed
      self.isWidened = isWidened
      self.isIdle = isIdle
    }
  }

  /// An answer and what confirms it.
  public struct Need: Sendable {
    /// Outwards and inwards, in the proportion of today's.
    public var bandwidth: Bandwidth
    /// With all lines of the offer at their answers: the futures in which the promise of the line's that
    /// is kept least is kept.
    public var kept: Int
    /// One rung below, the other lines at their answers; nil for the lowest rung.
    public var below: Below?

    /// Makes an answer.
    public init(bandwidth: Bandwidth, kept: Int, below: Below? = nil) {
      self.bandwidth = bandwidth
      self.kept = kept
      self.below = below
    }
  }

  /// What one rung less does.
  public struct Below: Sendable {
    /// Outwards and inwards.
    public var bandwidth: Bandwidth
    /// The most futures in which what is missed could have been kept: a trial ends once too many
    /// futures miss it.
    public var keptAtMost: Int
    /// What is missed first.
    public var missed: Claim
    /// The planning year, from 1, in which it is.
    public var year: Int

    /// Makes a step.
    public init(bandwidth: Bandwidth, keptAtMost: Int, missed: Claim, year: Int) {
      self.bandwidth = bandwidth
      self.keptAtMost = keptAtMost
      self.missed = missed
      self.year = year
    }
  }

  /// Something that has to hold.
  public enum Claim: Hashable, Sendable {
    /// A service level, an index into the scenario's, at a place of the route map.
    case promise(level: Int, place: Int)
    /// Where the scenario has no service levels: that the queue of a line lets 95 % of studies wait
    /// for less than ``WanSizes/usualWait`` and is less than ``WanSizes/usualBusy`` busy in its
    /// busiest hour.
    case line(queue: Int, name: String)
  }

  /// Seconds below which the p95 wait at a line has to be where nothing was promised.
  public static let usualWait = 60.0
  /// The busy share below which the busiest hour of a line has to be where nothing was promised.
  public static let usualBusy = 0.8

  /// What no bandwidth keeps, and why.
  public struct Unkept: Sendable {
    /// What.
    public var claim: Claim
    /// The planning year, from 1, in which it is missed most.
    public var year: Int
    /// The futures in which it is kept then, every line as wide as the ladder goes.
    public var kept: Int
    /// The lines on its way, by their ids.
    public var lines: [String]
    /// Where its studies lose most time then.
    public var limit: Limit?

    /// Makes what is not kept.
    public init(claim: Claim, year: Int, kept: Int, lines: [String], limit: Limit? = nil) {
      self.claim = claim
      self.year = year
      self.kept = kept
      self.lines = lines
      self.limit = limit
    }
  }

  /// A queue on the way of a claim that no bandwidth helps, in the first future, year of the claim.
  public struct Limit: Sendable, Hashable {
    /// As reports show it.
    public var stage: String
    /// Of a line, what it carries.
    public var rate: BitsPerSecond?
    /// Whether that is window ÷ round trip × connections, so that it carries no more however wide it is.
    public var isWindowed: Bool
    /// Whether each instance waits for a round trip on it.
    public var waitsForRoundTrips: Bool
    /// The mean service of a study, in seconds.
    public var service: Double
    /// The p95 wait, in seconds; infinite where it cannot keep up.
    public var wait: Double
    /// The busy share of its busiest hour of the week.
    public var busyHour: Double

    /// Makes a limit.
    public init(
      stage: String, rate: BitsPerSecond? = nil, isWindowed: Bool, waitsForRoundTrips: Bool,
      service: Double, wait: Double, busyHour: Double
    ) {
      self.stage = stage
      self.rate = rate
      self.isWindowed = isWindowed
      self.waitsForRoundTrips = waitsForRoundTrips
      self.service = service
      self.wait = wait
      self.busyHour = busyHour
    }
  }
}
