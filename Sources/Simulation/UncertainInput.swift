public import PlanModel

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

    /// Makes a value.
    public init(field: Field, estimate: Estimate) {
      self.field = field
      self.estimate = estimate
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
    func add(_ field: UncertainInput.Field, _ estimate: Estimate) {
      guard estimate.isUncertain else { return }
      let part = UncertainInput.Part(field: field, estimate: estimate)
      guard let place = inputs.firstIndex(where: { $0.group == estimate.group }) else {
        inputs.append(UncertainInput(group: estimate.group, parts: [part]))
        return
      }
      if !inputs[place].parts.contains(part) { inputs[place].parts.append(part) }
    }
    for stream in streams {
      // Recorded studies are as they were; what grows from them may be uncertain.
      if stream.trace == nil { add(.studiesPerYear, stream.studiesPerYear) }
      add(.growth, stream.growth)
      add(.sizeGrowth, stream.sizeGrowth)
      switch stream.size {
      case .catalogue: add(.sizeFactor, stream.modality.siteFactor)
      case .mean(let mean): add(.studySize, mean)
      default: break
      }
      if !stream.isStoredSize { add(.losslessRatio, stream.modality.losslessRatio) }
    }
    for event in events {
      switch event.change {
      case .volume(let change): add(.eventStudies, change.studiesPerYear)
      case .studySize(_, let factor): add(.eventSizeFactor, factor)
      case .replaceScanner(let change): add(.eventSizeFactor, change.sizeFactor)
      default: break
      }
    }
    return inputs
  }
}
