// Made by Scenarios/data/make-requirements.py from requirements.yaml beside it; do not edit.

extension Requirement {
  /// The shipped requirements, in the order of the list.
  public static let shipped: [Requirement] = [
    Requirement(
      id: "R01",
      text:
        "Every kind of DICOM object in use at the hospital is taken in, kept and given back, with presentation states, key images and structured reports",
      category: "dicom", isGate: true,
      source:
        "Wikipedia, Vendor Neutral Archive"
    ),
    Requirement(
      id: "R02",
      text:
        "Studies are stored, found and fetched over the DICOM network services that a published conformance statement lists",
      category: "dicom", isGate: true,
      source:
        "Wikipedia, Vendor Neutral Archive"
    ),
    Requirement(
      id: "R03",
      text:
        "Enhanced multi-frame CT and MR and other unusual objects are displayed and hung as they should be",
      category: "dicom", isGate: true,
      source:
        "A Comprehensive Guide to Selecting and (Potentially) Replacing PACS"
    ),
    Requirement(
      id: "R04",
      text:
        "Studies of more than 20,000 images or 1,000 series, and patients with more than 1,000 earlier studies, are coped with",
      category: "performance", isGate: false,
      source:
        "A Comprehensive Guide to Selecting and (Potentially) Replacing PACS"
    ),
    Requirement(
      id: "R05",
      text:
        "Nothing is compressed with loss before the diagnosis is final",
      category: "dicom", isGate: true,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R06",
      text:
        "Studies are searched, fetched and stored by DICOMweb as well",
      category: "dicomweb", isGate: false,
      source:
        "AWS HealthImaging developer guide"
    ),
    Requirement(
      id: "R07",
      text:
        "Orders, worklists and status messages follow IHE Scheduled Workflow",
      category: "ihe", isGate: true,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014; SIIM, Scheduled Workflow"
    ),
    Requirement(
      id: "R08",
      text:
        "Studies of unknown patients are put right by themselves once the patient is known (IHE Patient Information Reconciliation)",
      category: "ihe", isGate: true,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014; IHE Japan, integration profiles"
    ),
    Requirement(
      id: "R09",
      text:
        "Images look the same on all calibrated displays and in print (IHE Consistent Presentation of Images)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014; IHE Japan, integration profiles"
    ),
    Requirement(
      id: "R10",
      text:
        "Identifiers of studies from elsewhere are turned into the hospital's own when they are imported (IHE Import Reconciliation Workflow)",
      category: "ihe", isGate: false,
      source:
        "IHE, Import Reconciliation Workflow"
    ),
    Requirement(
      id: "R11",
      text:
        "Studies are shared with other enterprises by registering and fetching manifests (IHE XDS-I.b)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014; IHE, mobile access to documents for imaging"
    ),
    Requirement(
      id: "R12",
      text:
        "Studies can be fetched from other communities (IHE XCA-I)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R13",
      text:
        "Deletions and corrections reach the archive and all copies (IHE Imaging Object Change Management)",
      category: "ihe", isGate: true,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R14",
      text:
        "Key image notes and evidence documents are kept (IHE KIN, ED)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R15",
      text:
        "Radiation dose objects are collected and passed on (IHE REM)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R16",
      text:
        "Mammograms are acquired and displayed as IHE's mammography profiles say",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R17",
      text:
        "Discs and other portable media are written and read (IHE PDI)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R18",
      text:
        "Teaching files and trial data leave the system without the patients' identities (IHE TCE)",
      category: "ihe", isGate: false,
      source:
        "IHE Radiology Technical Framework, vol. 1, 2014"
    ),
    Requirement(
      id: "R19",
      text:
        "The viewer opens from the patient's record with the right patient and study (IHE Invoke Image Display)",
      category: "ihe", isGate: true,
      source:
        "IHE, Invoke Image Display, 2015"
    ),
    Requirement(
      id: "R20",
      text:
        "Templates of structured reports are managed in a standard way (IHE MRRT)",
      category: "ihe", isGate: false,
      source:
        "IHE, Management of Radiology Report Templates, 2017"
    ),
    Requirement(
      id: "R21",
      text:
        "Studies can be read for other enterprises, and by them (IHE XRR-WD)",
      category: "ihe", isGate: false,
      source:
        "IHE, Cross-Enterprise Remote Read, 2017"
    ),
    Requirement(
      id: "R22",
      text:
        "HL7 v2 interfaces for admissions, orders and results come with a set of tested messages",
      category: "hl7", isGate: true,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com; Engineering Niche, PACS vendor selection and negotiation"
    ),
    Requirement(
      id: "R23",
      text:
        "A FHIR interface gives imaging studies and their events",
      category: "hl7", isGate: false,
      source:
        "Clunie and others, 2016, doi 10.1007/s10278-016-9899-4; Engineering Niche, PACS vendor selection and negotiation"
    ),
    Requirement(
      id: "R24",
      text:
        "The archive follows the master patient index, and merges and splits of studies",
      category: "hl7", isGate: true,
      source:
        "Wikipedia, Vendor Neutral Archive"
    ),
    Requirement(
      id: "R25",
      text:
        "Users sign in with more than one factor, and once for all systems",
      category: "security", isGate: true,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R26",
      text:
        "Privileged accounts of vendor and administrators are controlled and recorded",
      category: "security", isGate: true,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R27",
      text:
        "Data are encrypted on the way and at rest",
      category: "security", isGate: true,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R28",
      text:
        "Each view, export and change is recorded, and the records can be sent to the hospital's audit repository",
      category: "security", isGate: true,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R29",
      text:
        "The system works in a divided network, and remote storage is under control",
      category: "security", isGate: false,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R30",
      text:
        "Parts, weaknesses and patches are managed over the whole life of the system",
      category: "security", isGate: false,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R31",
      text:
        "Unusual behaviour can be watched for",
      category: "security", isGate: false,
      source:
        "NIST SP 1800-24, 2020"
    ),
    Requirement(
      id: "R32",
      text:
        "A hosted service is certified by somebody independent and says in which country data lie",
      category: "security", isGate: false,
      source:
        "Engineering Niche, PACS vendor selection and negotiation"
    ),
    Requirement(
      id: "R33",
      text:
        "The contract states the uptime, how it is measured, and what happens when it is missed",
      category: "availability", isGate: true,
      source:
        "Engineering Niche, PACS vendor selection and negotiation; Axis Imaging News, The New PACS Puzzle"
    ),
    Requirement(
      id: "R34",
      text:
        "Another system takes over when the first is too slow, not only when it is down",
      category: "availability", isGate: false,
      source:
        "Axis Imaging News, The New PACS Puzzle"
    ),
    Requirement(
      id: "R35",
      text:
        "There are backups, a copy at another place, and restores that have been tested",
      category: "availability", isGate: true,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3"
    ),
    Requirement(
      id: "R36",
      text:
        "Each site goes on working while its line or the cloud is down",
      category: "availability", isGate: true,
      source:
        "FutureScot, new cloud-based radiology platform"
    ),
    Requirement(
      id: "R37",
      text:
        "Speed is watched all the time, with displays and alarms for the administrator",
      category: "operations", isGate: false,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3; Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R38",
      text:
        "Times to fetch a study from short-term and long-term storage are promised for a stated load",
      category: "performance", isGate: true,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3"
    ),
    Requirement(
      id: "R39",
      text:
        "Clinicians see images in a viewer that needs no installation and no special rights",
      category: "viewer", isGate: false,
      source:
        "Roth and others, 2016, doi 10.1007/s10278-016-9887-8; Engineering Niche, PACS vendor selection and negotiation"
    ),
    Requirement(
      id: "R40",
      text:
        "The diagnostic viewer has hanging protocols for each user and opens several studies together",
      category: "viewer", isGate: false,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R41",
      text:
        "Orthopaedic and 3D measurements need no further software",
      category: "viewer", isGate: false,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R42",
      text:
        "Studies can be read at home and on mobile devices",
      category: "viewer", isGate: false,
      source:
        "Dugar, AuntMinnieEurope, 2013; Engineering Niche, PACS vendor selection and negotiation"
    ),
    Requirement(
      id: "R43",
      text:
        "The quality control of displays is supported",
      category: "display", isGate: false,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3"
    ),
    Requirement(
      id: "R44",
      text:
        "Worklists follow user, group and workstation, and a study that is open elsewhere is locked",
      category: "workflow", isGate: false,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R45",
      text:
        "Speech recognition, transcription and structured reports are part of the workflow",
      category: "workflow", isGate: false,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3; Joshi and others, 2011, doi 10.1007/s10278-010-9332-3"
    ),
    Requirement(
      id: "R46",
      text:
        "Notes, preliminary reads of the emergency department and discrepancies between reads are handled",
      category: "workflow", isGate: false,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com"
    ),
    Requirement(
      id: "R47",
      text:
        "Which earlier studies are fetched beforehand can be set; in a cloud this drives the cost",
      category: "workflow", isGate: false,
      source:
        "AWS HealthImaging developer guide"
    ),
    Requirement(
      id: "R48",
      text:
        "Results of AI reach the worklist as objects, and AI is priced apart",
      category: "workflow", isGate: false,
      source:
        "Engineering Niche, PACS vendor selection and negotiation; Medindexer, how to choose a PACS"
    ),
    Requirement(
      id: "R49",
      text:
        "Documents, photographs and videos that are not DICOM are kept with what describes them",
      category: "archive", isGate: false,
      source:
        "Wikipedia, Vendor Neutral Archive; Clunie and others, 2016, doi 10.1007/s10278-016-9899-4"
    ),
    Requirement(
      id: "R50",
      text:
        "Storage tiers, retention by kind of study and legal holds are managed; what must be kept for ever is",
      category: "archive", isGate: true,
      source:
        "Sample PACS request for proposals, health-infosys-dir.com; Dugar, AuntMinnieEurope, 2013"
    ),
    Requirement(
      id: "R51",
      text:
        "Dermatology, wound care and endoscopy can acquire images with an order and without one",
      category: "specialties", isGate: false,
      source:
        "Clunie and others, 2016, doi 10.1007/s10278-016-9899-4; Towbin and others, 2016, doi 10.1007/s10278-016-9897-6"
    ),
    Requirement(
      id: "R52",
      text:
        "Videos of surgery and endoscopy are taken in at stated bit rates",
      category: "specialties", isGate: false,
      source:
        "Clunie and others, 2016, doi 10.1007/s10278-016-9899-4"
    ),
    Requirement(
      id: "R53",
      text:
        "Whole slides of pathology are kept in DICOM, shown tile by tile, and sized apart",
      category: "specialties", isGate: false,
      source:
        "Clunie and others, 2016, doi 10.1007/s10278-016-9899-4"
    ),
    Requirement(
      id: "R54",
      text:
        "Cardiology, breast and orthopaedic modules share one worklist",
      category: "specialties", isGate: false,
      source:
        "Joshi and others, 2014, doi 10.1007/s10278-014-9682-3; FutureScot, new cloud-based radiology platform"
    ),
    Requirement(
      id: "R55",
      text:
        "Images made with a mobile device go to the patient's record, and none stays on the device",
      category: "specialties", isGate: false,
      source:
        "Towbin and others, 2016, doi 10.1007/s10278-016-9897-6"
    ),
    Requirement(
      id: "R56",
      text:
        "All data can be exported at any time in standard DICOM, with the patients' present data in it",
      category: "exit", isGate: true,
      source:
        "Medicai, conditions of a neutral archive; ScImage terms, as a warning"
    ),
    Requirement(
      id: "R57",
      text:
        "The contract fixes price, form, speed and time of the final export",
      category: "exit", isGate: true,
      source:
        "ScImage terms, as a warning"
    ),
    Requirement(
      id: "R58",
      text:
        "Nothing of the vendor's own is needed to read archived files",
      category: "exit", isGate: true,
      source:
        "Medicai, conditions of a neutral archive"
    ),
    Requirement(
      id: "R59",
      text:
        "The present archive moves in by a plan, with a trial, a report of what did not match, and a time in which both systems run",
      category: "migration", isGate: true,
      source:
        "DICOM data migration for PACS transition, 2014, doi 10.1007/s11548-014-1123-8; Healthcare Tech Solutions, DICOM migration budget"
    ),
    Requirement(
      id: "R60",
      text:
        "Imported and migrated studies cost nothing each, or their price is stated",
      category: "commercial", isGate: false,
      source:
        "Dennison, the hidden cost of importing imaging exams, 2021"
    ),
    Requirement(
      id: "R61",
      text:
        "Rises of prices are capped, bands of volume work in both directions, and a refresh at mid-term is included",
      category: "commercial", isGate: false,
      source:
        "MD Buyline in DOTmed, 2016; choice.health, tips to buy PACS"
    ),
    Requirement(
      id: "R62",
      text:
        "Prices are itemised in the buyer's form: hardware, software, options, services",
      category: "commercial", isGate: true,
      source:
        "Freeland Systems, five tips for pricing a PAC system, 2013; Diagnostic Imaging, process helps streamline selection of vendors"
    ),
    Requirement(
      id: "R63",
      text:
        "Training is offered by role, in days, with refreshers and super-users",
      category: "services", isGate: false,
      source:
        "Diagnostic Imaging, process helps streamline selection of vendors"
    ),
    Requirement(
      id: "R64",
      text:
        "There is a test system, and rules by which new releases come",
      category: "services", isGate: false,
      source:
        "NIST SP 1800-24, 2020"
    ),
  ]
}
