import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a run writes: filled beside its place, then swapped in whole.
///
/// A reader sees the earlier folder or the new one, never a mixture, and a run that fails leaves the
/// earlier one as it was. The staging folder stands in the same parent, so that both are on one
/// file system; it is locked while its run lives, so that a later run can tell that one is dead and
/// clear it away.
final class OutputFolder: Sendable {
  /// Where the run's files are written until ``commit()``.
  let staging: String
  /// Where they will be.
  let target: String
  private let lock: Int32
  /// Whoever takes this away, ``commit()`` or ``discard()``, has the staging folder to itself.
  private let isOpen = Atomic<Bool>(true)

  /// Checks the place and makes the staging folder, before any work is done.
  ///
  /// - Throws: ``OutputFolderError/cannotCreate(_:hint:)`` where the folder cannot be made or replaced.
  init(at path: String) throws(OutputFolderError) {
    target = try OutputPlace.resolve(path)
    try OutputPlace.checkReplaceable(target)
    let (parent, name) = OutputPlace.split(target)
    OutputFolder.clearStale(in: parent, name: name)
    var made: (path: String, lock: Int32)?
    // A run that starts at the same moment may clear the folder between its making and its locking.
    for attempt in 0..<100 where made == nil {
      let candidate =
        OutputPlace.join(parent, OutputFolder.prefix(name) + "\(getpid())-\(attempt)")
      guard mkdir(candidate, 0o777) == 0 else {
        if errno == EEXIST { continue }
        throw .cannotCreate("cannot create a folder in '\(parent)': \(OutputFolderError.reason())")
      }
      let descriptor = open(candidate, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor >= 0, OutputFolder.lock(descriptor), OutputPlace.isSame(descriptor, candidate) {
        made = (candidate, descriptor)
      } else {
        if descriptor >= 0 { close(descriptor) }
        rmdir(candidate)
      }
    }
    guard let made else {
      throw .cannotCreate("cannot lock a folder in '\(parent)'", hint: "try again")
    }
    staging = made.path
    lock = made.lock
  }

  deinit { discard() }

  /// Lists what was written, forces it to the disk, and puts it in the place of the earlier folder.
  ///
  /// - Throws: ``OutputFolderError/cannotWrite(_:)`` where the disk fails, and
  ///   ``OutputFolderError/cannotCreate(_:hint:)`` where the earlier folder has meanwhile got files that
  ///   are not ours. The staging folder is gone then, and the earlier one untouched.
  func commit() throws(OutputFolderError) {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else {
      throw .cannotWrite("'\(staging)' was given up")
    }
    // After the exchange what stands there is the earlier output.
    defer { clear() }
    try OutputManifest.write(in: staging)
    try OutputPlace.synchronize(staging)
    try swap()
    // The folder is in place: a parent that cannot be synchronised is no reason to call it failed.
    try? OutputPlace.synchronize(directory: OutputPlace.split(target).parent)
  }

  /// Removes the staging folder; from any thread, and once.
  func discard() {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
    clear()
  }

  private func clear() {
    OutputPlace.remove(staging)
    close(lock)
  }

  private func swap() throws(OutputFolderError) {
    // A second run may make or remove the target between the look and the leap, so look again.
    for _ in 0..<10 {
      if OutputPlace.kind(of: target) == .nothing {
        if rename(staging, target) == 0 { return }
        guard errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR else {
          throw .cannotWrite("cannot move the output to '\(target)': \(OutputFolderError.reason())")
        }
      } else {
        try OutputPlace.checkReplaceable(target)
        if FileSystemExchange.exchange(staging, target) { return }
        guard errno == ENOENT else {
          throw .cannotWrite("cannot replace '\(target)': \(OutputFolderError.reason())")
        }
      }
    }
    throw .cannotWrite("cannot replace '\(target)': another run keeps writing it")
  }

  /// Locks an open folder, where the file system can lock at all; where it cannot, no run clears
  /// another's away either.
  private static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
      || [ENOLCK, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno)
  }

  private static func prefix(_ name: String) -> String { ".\(name).pacsplan-" }

  /// Removes what runs that were killed have left beside the target.
  private static func clearStale(in parent: String, name: String) {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for entry in entries where entry.hasPrefix(prefix(name)) {
      // Ours end with process and number; anything else is somebody's own.
      guard entry.dropFirst(prefix(name).count).wholeMatch(of: /[0-9]+-[0-9]+/) != nil else {
        continue
      }
      let path = OutputPlace.join(parent, entry)
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { OutputPlace.remove(path) }
      close(descriptor)
    }
  }
}

/// Why an output folder could not be written.
enum OutputFolderError: Error, Equatable {
  /// Found before any work, or when the place changed under the run.
  case cannotCreate(String, hint: String? = nil)
  /// The disk failed.
  case cannotWrite(String)

  /// The system's words for the last failure.
  static func reason() -> String { String(cString: strerror(errno)) }
}

/// Swaps folders in one step.
enum FileSystemExchange {
  /// Swaps two folders; both names are valid at every moment, where the file system can do that.
  ///
  /// - Returns: Whether it worked; `errno` says why not.
  static func exchange(_ a: String, _ b: String) -> Bool {
    if exchangeInOneStep(a, b) { return true }
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { return false }
    // Some network file systems know no exchange: three steps, the first undone if the second fails.
    // The earlier output stays in sight, so that no later run clears it away should this one be killed.
    let aside = b + ".earlier"
    guard rename(b, aside) == 0 else { return false }
    guard rename(a, b) == 0 else {
      let failure = errno
      _ = rename(aside, b)
      errno = failure
      return false
    }
    return rename(aside, a) == 0
  }

  #if canImport(Glibc)
    private typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    private static func exchangeInOneStep(_ a: String, _ b: String) -> Bool {
      // Glibc declares renameat2 only for GNU sources, which Swift's module of it is not.
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "renameat2") else {
        errno = ENOSYS
        return false
      }
      let exchange: UInt32 = 2  // RENAME_EXCHANGE of linux/fs.h
      return unsafeBitCast(symbol, to: RenameAt2.self)(AT_FDCWD, a, AT_FDCWD, b, exchange) == 0
    }
  #else
    private static func exchangeInOneStep(_ a: String, _ b: String) -> Bool {
      renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
    }
  #endif
}
