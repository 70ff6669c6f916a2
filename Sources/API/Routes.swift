import HTTPServer

/// Every route of the service.
///
/// - Parameter hooks: what the program adds to each exchange: its access log, its limits.
public func makeRouter(_ service: Service, hooks: Hooks = Hooks()) -> Router {
  let meters = RequestMeters(service.metrics)
  var hooks = hooks
  hooks = service.doorkeeper.watching(hooks)
  let (observe, finish) = (hooks.observe, hooks.finish)
  hooks.observe = { exchange in
    meters.count(exchange)
    observe?(exchange)
  }
  // What strangers wrote is quoted in answers, problems too: no browser may take it for something else.
  hooks.finish = { response, request in
    finish?(&response, request)
    if !response.headers.contains("X-Content-Type-Options") {
      response.headers.append("X-Content-Type-Options", "nosniff")
    }
  }
  let routes: [Route] =
    [
      .get("/", HomePage(service: service)),
      .get("/articles/{id}", ArticlePage(service: service)),

      .get("/health", GetHealth(service: service), Route.Options(isInline: true)),
      .get("/ready", GetReadiness(service: service)),
      .get("/metrics", GetMetrics(service: service)),
      .get("/openapi.json", GetOpenAPI()),

      .post(
        "/v1/articles",
        Idempotent(service: service, handler: PostArticle(service: service))),
      .post(
        "/v1/articles/batch", PostBatch(service: service),
        Route.Options(body: .stream(limit: nil))),
      .post("/v1/clean", PostClean(service: service)),

      .get("/v1/articles", GetArticles(service: service)),
      .delete("/v1/articles", DeleteArticles(service: service)),
      .get("/v1/articles/{id}", GetArticle(service: service)),
      .patch("/v1/articles/{id}", PatchArticle(service: service)),
      .delete("/v1/articles/{id}", DeleteArticle(service: service)),
      .get("/v1/articles/{id}/raw", GetRawPage(service: service)),
      .get("/v1/articles/{id}/explain", GetExplanation(service: service)),
      .get("/v1/articles/{id}/similar", GetSimilar(service: service)),
      .post("/v1/articles/{id}/reclean", PostReclean(service: service)),

      .post("/v1/tokens", PostToken(service: service)),
      .get("/v1/tokens", GetTokens(service: service)),
      .delete("/v1/tokens/{id}", DeleteToken(service: service)),
    ] + service.jobRoutes + (service.ledger?.routes(service) ?? [])
  return Router(
    routes.map(\.inOneForm), errors: ProblemRenderer(report: service.report), hooks: hooks)
}
