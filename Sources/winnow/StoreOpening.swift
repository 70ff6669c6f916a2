import Domain
import Restoration
import Storage
import TextAnalysis

/// Opens the store in a folder for this process alone.
///
/// - Throws: `ExitCode` after saying why it cannot be had.
func openStore(_ folder: String) throws -> SQLiteArticleStore {
  do throws(StoreError) {
    // Traditional and simplified script find each other.
    let folding = Folding(simplified: RepairTables().folding)
    return try SQLiteArticleStore(folder: folder, folding: folding)
  } catch {
    let reason =
      switch error {
      case .full(let reason), .unavailable(let reason): reason
      case .conflict, .badCursor, .closed: "\(error)"
      }
    complain("the store cannot be opened: \(reason). --data or store.data names another folder.")
    throw Exit.cannotCreate
  }
}
