public import PlanModel
import Quantities

/// What of a plan is not known for sure: one value, or several that move together.
public struct UncertainInput: Sendable, Hashable {
  /// What a value says.
  public enum Field: Sendable, Hashable {
    case studiesPerYear, growth, sizeGrowth
    /// Of a study that the stream states.
    case studySize
    /// Against the sizes of the catalogue.
    case sizeFactor
    case losslessRatio
    /// Of what an event changes.
    case eventStudies, eventSizeFactor
  }

  /// One value.
  public struct Part: Sendable, Hashable {
    /// What it says.
    public var field: Field
    /// How sure it is.
    public var estimate: Estimate
    /// What the paths of assumptions begin with that say it, of the first stream that has it.
    public var path: String

    /// Makes a value.
    public init(field: Field, estimate: Estimate, path: String) {
      self.field = field
      self.estimate = estimate
      self.path = path
    }
  }

  /// As ``Estimate/group``.
  public var group: String
  /// The values that move together, each once.
  public var parts: [Part]

  /// Makes an input.
  public init(group: String, parts: [Part]) {
    self.group = group
    self.parts = parts
  }
}

extension Scenario {
  /// Every uncertain input, in the order of the streams that have it.
  public var uncertainInputs: [UncertainInput] {
    var inputs: [UncertainInput] = []
    func add(_ field: UncertainInput.Field, _ estimate: Estimate, _ path: String) {
      guard estimate.isUncertain else { return }
      let part = UncertainInput.Part(field: field, estimate: estimate, path: path)
      guard let place = inputs.firstIndex(where: { $0.group == estimate.group }) else {
        inputs.append(UncertainInput(group: estimate.group, parts: [part]))
        return
      }
      let isKnown = inputs[place].parts.contains { $0.field == field && $0.estimate == estimate }
      if !isKnown { inputs[place].parts.append(part) }
    }
    for stream in streams {
      // Recorded studies are as they were; what grows from them may be uncertain.
      let (own, shared) = ("streams.\(stream.id)", "catalogue.\(stream.modality.code)")
      if stream.trace == nil {
        add(.studiesPerYear, stream.studiesPerYear, "\(own).studies-per-year")
      }
      add(.growth, stream.growth, "\(own).growth")
      add(.sizeGrowth, stream.sizeGrowth, "\(own).size-growth")
      switch stream.size {
      case .catalogue: add(.sizeFactor, stream.modality.siteFactor, "\(shared).site-factor")
      case .mean(let mean): add(.studySize, mean, "\(own).study-size")
      default: break
      }
      if !stream.isStoredSize {
        add(.losslessRatio, stream.modality.losslessRatio, "\(shared).lossless-ratio")
      }
    }
    for event in events {
      switch event.change {
      case .volume(let change):
        add(.eventStudies, change.studiesPerYear, "events.\(event.on.iso)")
      case .studySize(_, let factor): add(.eventSizeFactor, factor, "events.\(event.on.iso)")
      case .replaceScanner(let change):
        add(.eventSizeFactor, change.sizeFactor, "events.\(event.on.iso)")
      default: break
      }
    }
    return inputs
  }
}
