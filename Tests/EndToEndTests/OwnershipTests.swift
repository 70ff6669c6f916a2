import Foundation
import TestSupport
import Testing

/// One process owns a data folder, and says where commands of the machine reach it.
@Suite struct OwnershipTests {
  private func notice(_ folder: TemporaryFolder) -> [String: Any]? {
    let file = folder.file("data").appendingPathComponent("server.json")
    guard let data = try? Data(contentsOf: file) else { return nil }
    return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }

  @Test func `a server says in its folder where it listens, to its own user alone`() throws {
    let service = try Service()
    #expect(eventually { notice(service.folder) != nil })

    let posted = try #require(self.notice(service.folder))
    #expect(posted["port"] as? Int == Int(service.port))
    #expect(posted["process"] as? Int32 == service.processID)
    let file = service.folder.file("data").appendingPathComponent("server.json").path
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `a server that stops takes its notice away`() throws {
    let service = try Service()

    service.send(signal: SIGTERM)

    #expect(service.awaitEnd() == 0)
    #expect(notice(service.folder) == nil)
  }

  @Test func `a second server is told who has the folder`() throws {
    let service = try Service()

    let second = try Program.run(
      "serve", "--port", "0", "--data", service.folder.file("data").path)

    #expect(second.status == 73)
    #expect(second.complaint.contains("in use by process \(service.processID)"))
  }

  @Test func `a notice that a killed server left behind stands in nobody's way`() throws {
    let service = try Service()
    #expect(eventually { notice(service.folder) != nil })
    let folder = service.folder
    service.killHard()
    #expect(notice(folder) != nil)

    let next = try Service(over: folder)

    #expect(eventually { notice(folder)?["port"] as? Int == Int(next.port) })
  }
}
