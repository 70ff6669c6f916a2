import Domain
import Ingest
import Restoration
import Storage
import TextAnalysis

/// Opens the store in a folder for this process alone.
///
/// - Throws: `ExitCode` after saying why it cannot be had.
func openStore(_ folder: String) throws -> SQLiteArticleStore {
  do throws(StoreError) {
    return try SQLiteArticleStore(folder: folder, folding: searchFolding())
  } catch {
    complain(
      "the store cannot be opened: \(error.reason). --data or store.data names another folder.")
    throw Exit.cannotCreate
  }
}

/// Opens the store in a folder to read it, also while a server has it.
///
/// - Throws: `ExitCode` after saying why it cannot be had.
func openToRead(_ folder: String) throws -> SQLiteArticleStore {
  guard FolderLock.holder(of: folder) != nil else {
    guard SQLiteArticleStore.isThere(in: folder) else {
      complain("there is no store in \(folder). --data or store.data names another folder.")
      throw Exit.noInput
    }
    return try openStore(folder)
  }
  do throws(StoreError) {
    return try SQLiteArticleStore(reading: folder, folding: searchFolding())
  } catch {
    complain(
      "the store cannot be read: \(error.reason). --data or store.data names another folder.")
    throw Exit.cannotCreate
  }
}

/// Gives what a store has learnt of hosts while `body` runs; nil where no store is named.
func withLearner<Result>(
  _ folder: String?, _ body: (FurnitureLearner?) throws -> Result
) throws -> Result {
  guard let folder else { return try body(nil) }
  let store = try openToRead(folder)
  defer { store.close() }
  return try body(FurnitureLearner(store: store))
}

/// Traditional and simplified script find each other.
private func searchFolding() -> Folding { Folding(simplified: RepairTables().folding) }
