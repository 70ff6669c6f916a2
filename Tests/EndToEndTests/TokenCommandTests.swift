import Foundation
import Testing

/// `winnow token`, with a server at work and without.
@Suite struct TokenCommandTests {
  @Test func `a running server is asked, and knows at once`() throws {
    let service = try Service()
    let data = service.folder.file("data").path
    #expect(try service.get("/v1/articles").status == 200)

    let made = try Program.run("token", "create", "reader", "--scopes", "read", "--data", data)
    #expect(made.status == 0, "\(made.complaint)")
    let secret = made.text.trimmingCharacters(in: .whitespacesAndNewlines)

    #expect(try service.get("/v1/articles").status == 401)
    let bearer = ["Authorization": "Bearer \(secret)"]
    #expect(try service.get("/v1/articles", headers: bearer).status == 200)
    let post = try service.request(
      "POST", "/v1/articles", headers: bearer, body: Fixture.page(number: 1))
    #expect(post.status == 403)

    let list = try Program.run("token", "list", "--data", data)
    let columns = list.text.trimmingCharacters(in: .newlines).components(separatedBy: "\t")
    #expect(columns.count == 5)
    #expect(columns[1] == "read" && columns[3] == "never" && columns[4] == "reader")
    #expect(!list.text.contains(secret))
    #expect(!service.logText.contains(secret))

    #expect(try Program.run("token", "revoke", columns[0], "--data", data).status == 0)
    #expect(try service.get("/v1/articles", headers: bearer).status == 401)
    #expect(try Program.run("token", "revoke", columns[0], "--data", data).status == 1)
  }

  @Test func `without a server the folder itself is changed`() throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data").path

    let made = try Program.run("token", "create", "writer", "--data", data)
    #expect(made.status == 0, "\(made.complaint)")
    let secret = made.text.trimmingCharacters(in: .whitespacesAndNewlines)

    let service = try Service(over: folder)
    #expect(try service.get("/v1/articles").status == 401)
    let bearer = ["Authorization": "Bearer \(secret)"]
    let post = try service.request(
      "POST", "/v1/articles", headers: bearer, body: Fixture.page(number: 1))
    #expect(post.status == 201)
  }

  @Test func `a token opens the door beyond loopback`() throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data").path
    let refused = try Program.run("serve", "--host", "0.0.0.0", "--port", "0", "--data", data)
    #expect(refused.status == 78)
    #expect(refused.complaint.contains("winnow token create"))

    _ = try Program.run("token", "create", "writer", "--data", data)

    let service = try Service(over: folder, arguments: ["--host", "0.0.0.0"])
    #expect(try service.get("/v1/articles").status == 401)
  }

  @Test(arguments: [("--scopes", "root"), ("--scopes", ""), ("--expires", "soon")])
  func `a wrong option makes no token`(option: String, value: String) throws {
    let folder = try TemporaryFolder()

    let made = try Program.run(
      "token", "create", "a", "--data", folder.file("data").path, option, value)

    #expect(made.status == 64)
    #expect(made.text.isEmpty)
    let nameless = try Program.run("token", "create", "", "--data", folder.file("data").path)
    #expect(nameless.status == 64)
  }
}
