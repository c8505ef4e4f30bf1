/// What a complete PACS offer is made of: the items that offers are compared by.
///
/// The list is the union of published line items of such offers: archive costing (SCAR/Plasmon 2006), hospital
/// budgets (Sim, Budgeting for PACS, 2008) and business cases.
public enum CostPart: String, CaseIterable, Sendable {
  case licence, subscription, modules, maintenance, upgrade
  case systemSoftware = "system-software"
  case servers, gateways
  case testSystem = "test-system"
  case workstations
  case storage, archive
  case secondCopy = "second-copy"
  case backup, retrieval
  case lines, egress
  case rooms
  case installation, interfaces, acceptance, migration, training, support, contingency
  case administrators
  case dataReturn = "data-return"

  /// As reports name it.
  public var title: String {
    switch self {
    case .licence: "Licence"
    case .subscription: "Subscription or service"
    case .modules: "Modules"
    case .maintenance: "Software maintenance"
    case .upgrade: "Upgrade at mid-term"
    case .systemSoftware: "Database and operating systems"
    case .servers: "Servers"
    case .gateways: "Gateways at the sites"
    case .testSystem: "Test system"
    case .workstations: "Workstations and displays"
    case .storage: "Storage"
    case .archive: "Archive storage"
    case .secondCopy: "Second copy"
    case .backup: "Backup"
    case .retrieval: "Requests and retrieval"
    case .lines: "Lines and ports"
    case .egress: "Egress"
    case .rooms: "Rooms, power and cooling"
    case .installation: "Installation and project management"
    case .interfaces: "Interfaces"
    case .acceptance: "Acceptance tests"
    case .migration: "Migration in"
    case .training: "Training"
    case .support: "Support and operation"
    case .contingency: "Contingency"
    case .administrators: "Administrators"
    case .dataReturn: "Return of the data"
    }
  }

  /// What it is for.
  public var category: CostCategory {
    switch self {
    case .licence, .subscription, .modules, .maintenance, .upgrade, .systemSoftware: .software
    case .servers, .gateways, .testSystem, .workstations: .hardware
    case .storage, .archive, .secondCopy, .backup, .retrieval: .storage
    case .lines, .egress: .network
    case .rooms: .facilities
    case .installation, .interfaces, .acceptance, .migration, .training, .support, .contingency:
      .services
    case .administrators: .staff
    case .dataReturn: .exit
    }
  }
}
