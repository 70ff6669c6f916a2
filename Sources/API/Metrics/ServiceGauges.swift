import Domain
import HTTPServer

extension PrometheusRegistry {
  /// Says with each exposition what a store holds; a store that does not answer says nothing new,
  /// for which `/ready` has the reason.
  public func watch(_ store: any StatisticsStore) {
    beforeExposition { registry in
      guard let tally = try? store.tally() else { return }
      registry.set("winnow_store_pages", to: Double(tally.pages))
      registry.set("winnow_store_articles", to: Double(tally.articles))
      registry.set("winnow_store_revisions", to: Double(tally.revisions))
      registry.set("winnow_store_raw_bytes", to: Double(tally.rawBytes))
      registry.set("winnow_store_database_bytes", to: Double(tally.databaseBytes))
      registry.set("winnow_store_free_disk_bytes", to: Double(tally.freeDiskBytes))
      registry.set("winnow_store_memory_bytes", to: Double(tally.memoryBytes))
    }
  }
}

extension PrometheusRegistry {
  /// Says with each exposition how busy a server is.
  public func watch(_ server: Server) {
    beforeExposition { [weak server] registry in
      guard let server else { return }
      registry.set("winnow_http_connections", to: Double(server.connections))
      registry.set("winnow_http_requests_waiting", to: Double(server.waiting))
    }
  }
}
