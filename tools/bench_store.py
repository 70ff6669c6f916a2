"""The work of bench-store: asks a server over a made store, one request at a time."""
import json
import os
import random
import sys
import time
import urllib.parse

from served import Server

WINNOW, DATA = sys.argv[1], sys.argv[2]
REQUESTS = int(os.environ.get("REQUESTS", 300))
DEEP = int(os.environ.get("DEEP", 10_000))


class Asked(Server):
    """A server asked over one connection."""

    def __init__(self):
        super().__init__(WINNOW, DATA)
        self.connection = self.client()

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"bench-store: {path}: {answer.status} {body[:300]!r}")
        return json.loads(body)


def measure(server, name, paths):
    """Prints a line: latencies as the client has them, and the server's CPU for each request."""
    server.get(paths[0])
    times, before = [], server.cpu()
    for path in paths:
        start = time.perf_counter()
        server.get(path)
        times.append((time.perf_counter() - start) * 1000)
    cpu = (server.cpu() - before) * 1000 / len(paths)
    times.sort()
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, len(times) * 99 // 100)]
    print(f"{name:34} p50 {p50:8.2f} ms   p99 {p99:8.2f} ms   CPU {cpu:7.2f} ms", flush=True)


def query(**parameters):
    return "/v1/articles?" + urllib.parse.urlencode(parameters)


def main():
    with open(f"{DATA}/made.json") as file:
        made = json.load(file)
    server, pick = Asked(), random.Random(5)
    newest = server.get(query(limit=200))["articles"]
    middle = server.get(query(limit=200, ingested_to="2023-11-14T22:30:00Z"))["articles"]
    sample = newest + middle
    words = made["words"]

    def some(make):
        return [make(pick.choice(sample)) for _ in range(REQUESTS)]

    print(f"{made['count']} articles, {REQUESTS} requests each")
    measure(server, "list, newest", [query(limit=20)] * REQUESTS)
    measure(server, "list, by time of publishing", [query(sort="-published_at")] * REQUESTS)
    measure(server, "by id", some(lambda a: f"/v1/articles/{a['id']}"))
    measure(server, "by URL", some(lambda a: query(url=a["url"])))
    measure(server, "host", some(lambda a: query(host=a["url"].split("/")[2])))
    measure(server, "language", some(lambda a: query(language=a["language"])))
    measure(server, "author", some(lambda a: query(author=a["authors"][0])))
    measure(server, "source", some(lambda a: query(source=a["source"])))
    measure(server, "keyword", some(lambda a: query(keyword=a["keywords"][0])))
    measure(server, "keyword, by time of publishing",
            some(lambda a: query(keyword=a["keywords"][0], sort="-published_at")))
    measure(server, "a span of publishing",
            [query(published_from=f"20{16 + n % 9}-03-01", published_to=f"20{16 + n % 9}-03-08",
                   sort="published_at") for n in range(REQUESTS)])
    measure(server, "a span of ingest", some(lambda a: query(ingested_to=a["ingested_at"])))
    measure(server, "without duplicates", [query(duplicates="exclude")] * REQUESTS)
    measure(server, "similar", some(lambda a: f"/v1/articles/{a['id']}/similar"))
    copies = [a for a in sample if a["near_duplicate_of"]]
    if copies:
        measure(server, "similar, of copies",
                [f"/v1/articles/{pick.choice(copies)['id']}/similar" for _ in range(REQUESTS)])
    for name in ("han", "rare", "frequent", "common"):
        measure(server, f"search, {name}",
                [query(q=pick.choice(words[name])) for _ in range(REQUESTS)])
    measure(server, "search, common, newest first",
            [query(q=words["common"][0], sort="-ingested_at")] * REQUESTS)
    measure(server, "search, common in a rare host",
            some(lambda a: query(q=words["common"][0], host=a["url"].split("/")[2])))
    for letters in (1, 2, 3):
        starts = sorted({word[:letters] for word in words["frequent"]})
        measure(server, f"search, prefix of {letters}",
                [query(q=pick.choice(starts) + "*") for _ in range(REQUESTS)])
    measure(server, "search, without a word", [query(q="-" + words["common"][0])] * REQUESTS)
    measure(server, "search, without a prefix", [query(q="-" + words["common"][0][0] + "*")] * REQUESTS)
    measure(server, "search, two frequent words",
            [query(q=" ".join(pick.sample(words["frequent"], 2))) for _ in range(REQUESTS)])

    path, depth = query(limit=10, fields="id"), 0
    while depth < DEEP:
        answer = server.get(path)
        if answer["next"] is None:
            break
        path, depth = query(limit=10, fields="id", cursor=answer["next"]), depth + 1
    measure(server, f"a cursor {depth} pages deep", [path] * REQUESTS)
    server.stop()


main()
