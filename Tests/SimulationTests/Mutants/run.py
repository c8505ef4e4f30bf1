#!/usr/bin/env python3
"""Seeds mistakes into a copy of the engine, one at a time, and expects the plain replay to find each.

    run.py [NAME ...]     all of them, or those named

Prints a table and each shrunk scenario; exits with 1 where a mistake was not found. A mistake is a
text and what stands in its place; where the text is no longer in the sources the mistake has to be
written anew, which is an error too.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

PACKAGE = pathlib.Path(__file__).resolve().parents[3]
SIMULATION = "Sources/Simulation/"

# Name, what it is, and the edits: file, text, text in its place.
MUTANTS = [
    ("tier-age", "a study leaves a tier one day after its limit", [
        ("VendorStorage.swift", "to: tier.leavesAfterDays)", "to: tier.leavesAfterDays.map { $0 + 1 })")]),
    ("dropped-copy", "the last further copy is not waited for", [
        ("VendorPipeline.swift", "QueueChain(queues[layout.copies])",
         "QueueChain(queues[layout.copies].dropLast())")]),
    ("stat-ties", "among emergencies the last to come is served first", [
        ("Queues/StatFirst.swift", "(emergencies.count > 0 ? emergencies : others).removeFirst()",
         "emergencies.count > 0 ? emergencies.removeLast() : others.removeFirst()"),
        ("Queues/StudyRing.swift", "  private func grow() {",
         "  func removeLast() -> Study {\n    state.pointee.count -= 1\n    let row = state.pointee\n"
         "    return row.places[(row.head + row.count) & (row.capacity - 1)]\n  }\n\n  private func grow() {")]),
    ("watermark-leak", "the study that a batch ends with is held back until the next", [
        ("Queues/ServerRow.swift",
         "while held < min(row.servers, count), row.base[count - 1 - held].time > watermark {",
         "while held < min(1, count), watermark < 1e300 {")]),
    ("early-read", "a study is read when asked for, although it has not arrived", [
        ("ArchiveLog.swift", "arrivals[Int(access.id) & mask] <= access.time || Self.isAhead(access)",
         "arrivals[Int(access.id) & mask] <= .infinity")]),
    ("merge-order", "what comes from two sites is served by site and not by time", [
        ("StudyMerge.swift", "let time = heads[input].time",
         "let time = earliest <= watermark ? Double.infinity : heads[input].time")]),
    ("slot-not-released", "a study takes the server that was free last", [
        ("Queues/ServerRow.swift", "count >= servers ? base[count - servers].time : -.infinity",
         "count >= servers ? base[count - 1].time : -.infinity")]),
    ("forgotten-share", "who comes last does not slow the others down", [
        ("Queues/EqualShares.swift", "larger(0, now - period.clock) / Double(transfers.count)",
         "larger(0, now - period.clock) / Double(max(1, transfers.count - 1))")]),
    ("wrong-hour", "busy time is booked into the hour in which the work comes", [
        ("StageMeter.swift", "close(busy: unfinished + state.pointee.arrived.x - left)",
         "close(busy: state.pointee.arrived.x)")]),
    ("early-purge", "retention ends one day early", [
        ("RetainedBytes.swift", "let through = history.day - days",
         "let through = history.day - days + 1")]),
    ("stand-skipped", "who is under way as a stand begins is through as it ends", [
        ("Queues/StageClock.swift",
         "while state.pointee.stretches[state.pointee.ending].workEnd < work {",
         "while state.pointee.stretches[state.pointee.ending].workEnd < work,"
         " state.pointee.stretches[state.pointee.ending].pace > 0 {")]),
    ("early-fetch", "what is fetched ahead waits for the study that it comes with", [
        ("ArchiveLog.swift", "arrivals[Int(access.id) & mask] <= access.time || Self.isAhead(access)",
         "arrivals[Int(access.id) & mask] <= access.time")]),
    ("shared-cache", "a cache at the sites serves readers elsewhere too", [
        ("StudyLocator.swift", "if !tier.isAtSites || isAtSite, share",
         "if !tier.isAtSites || isAtSite || note.age >= 0, share")]),
    ("last-access", "a study stays thirty days too long after its last access", [
        ("TierBoundaries.swift", "noneSince(days, age: Double(age) + 0.5, accesses)",
         "noneSince(days + 30, age: Double(age) + 0.5, accesses)")]),
    ("open-window", "a migration runs outside its window too", [
        ("MigrationRoom.swift", "open = Self.open(window)", "open = Self.open(nil)")]),
    ("least-days", "a least duration is a day longer", [
        ("TierBoundaries.swift", "let missing = tier.minimumDays - (end - begin)",
         "let missing = tier.minimumDays - (end - begin) + 1")]),
    ("first-copy", "a study is exposed until the primary copy has it", [
        ("VendorPipeline.swift", "    saturated = copies.pass(merged, through: watermark,",
         "    exposure.protect(merged)\n    saturated = copies.pass(merged, through: watermark,"),
        ("VendorPipeline.swift", "    exposure.protect(merged)\n    // What is let out", "    // What is let out")]),
]

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let settings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility")]
let optimised = settings + [.unsafeFlags(["-O"])]
let package = Package(name: "mutants", targets: [
  .target(name: "Quantities", swiftSettings: settings),
  .target(name: "PlanModel", dependencies: ["Quantities"], swiftSettings: settings),
  // Optimised, and so without assertions: it is the comparison that has to find the mistake.
  .target(name: "Simulation", dependencies: ["PlanModel", "Quantities"], swiftSettings: optimised),
  .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  .testTarget(name: "SimulationTests", dependencies: ["PlanModel", "Quantities", "Simulation",
    "TestSupport"], exclude: ["Mutants", "Reference/README.md"], swiftSettings: optimised),
])
"""


def run(folder, *command):
    return subprocess.run(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})


def copy(folder):
    """Copies what the comparison needs: the engine, its model and its tests' fixtures."""
    for name in ["Quantities", "PlanModel", "Simulation"]:
        shutil.copytree(PACKAGE / "Sources" / name, folder / "Sources" / name)
    tests = folder / "Tests" / "SimulationTests"
    shutil.copytree(PACKAGE / "Tests/SimulationTests/Reference", tests / "Reference")
    (tests / "Mutants").mkdir()
    shutil.copy(PACKAGE / "Tests/SimulationTests/Fixture.swift", tests)
    shutil.copytree(PACKAGE / "Tests/TestSupport", folder / "Tests/TestSupport")
    (folder / "Package.swift").write_text(MANIFEST)


def compare(folder):
    """Builds and compares: whether a difference was found, and what was printed."""
    built = run(folder, "swift", "build", "--build-tests")
    if built.returncode != 0:
        sys.exit("the copy does not build:\n" + built.stdout[-3000:])
    tested = run(folder, "swift", "test", "--skip-build", "--disable-xctest", "--filter",
                 "ReferenceTests")
    return tested.returncode != 0, tested.stdout


def seed(folder, edits):
    """Writes a mistake into the copy; returns what stood there before."""
    before = {}
    for name, text, other in edits:
        path = folder / SIMULATION / name
        source = path.read_text()
        before.setdefault(path, source)
        if source.count(text) != 1:
            sys.exit(f"{SIMULATION}{name} holds {source.count(text)} times what the mistake is made "
                     f"of, not once:\n{text}")
        path.write_text(source.replace(text, other))
    return before


def main(names):
    unknown = set(names) - {name for name, _, _ in MUTANTS}
    if unknown:
        sys.exit(f"no such mutant: {', '.join(sorted(unknown))}")
    rows, shrunk = [], []
    with tempfile.TemporaryDirectory(prefix="pacsplan-mutants-") as place:
        folder = pathlib.Path(place)
        copy(folder)
        for name, meaning, edits in MUTANTS:
            if names and name not in names:
                continue
            begin = time.monotonic()
            before = seed(folder, edits)
            found, output = compare(folder)
            for path, source in before.items():
                path.write_text(source)
            differences = re.findall(r"difference: (.*)", output)
            crash = re.search(r"(?:Fatal error|Assertion failed|Precondition failed).*", output)
            caught = differences[0] if differences else crash.group(0) if crash else ""
            if found and not caught:
                caught = "the test failed without a difference"
            rows.append((name, meaning, caught if found else "NOT FOUND", time.monotonic() - begin))
            trial = re.search(r"(?s)(seed \d+, shrunk to.*?difference: [^\n]*)", output)
            shrunk.append((name, trial.group(1) if trial else output[-1500:]))
            print(f"{name}: {rows[-1][2]} ({rows[-1][3]:.0f} s)", flush=True)
    for name, trial in shrunk:
        print(f"\n--- {name}\n{trial}")
    print("\n| mutant | the mistake | caught by |\n| --- | --- | --- |")
    for name, meaning, caught, _ in rows:
        print(f"| `{name}` | {meaning} | {caught} |")
    if any(row[2] == "NOT FOUND" for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
