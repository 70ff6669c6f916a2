"""Whether any search is an error: random strings of operators, words and characters of any plane, over HTTP.

    random_queries.py WINNOW FOLDER [COUNT]

Each is answered 200, or 400 with a reason; none 500, none in SQLite's words. Says how many, and the slowest.
"""
import collections
import json
import random
import sys
import time
import urllib.parse

from served import Server

PIECES = [
    '"', "(", ")", "*", "AND", "OR", "NOT", "-", "title:", "Title:", "NEAR", "^", "{", "}", ":", "+", "'", ";",
    "\\", "%", " ", "\x1e", "\x1f", "\x00", "tea", "the", "r", "r*", "ta*", "中国", "中", "東京タワー", "ﾀ", "🍵", "e\u0301",
    "не", "host", "language*", "search", "rowid", "NULL", "--", "/*",
]
WORDS = ["sqlite", "fts5", "syntax error", "malformed"]


def text(chosen):
    pieces = []
    for _ in range(chosen.randint(1, 12)):
        if chosen.random() < 0.15:
            code = chosen.randrange(0x11_0000)
            pieces.append("?" if 0xD800 <= code < 0xE000 else chr(code))
        else:
            pieces.append(chosen.choice(PIECES))
        if chosen.random() < 0.5:
            pieces.append(" ")
    return "".join(pieces)


def main():
    winnow, folder = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    server, chosen = Server(winnow, folder), random.Random(7)
    connection = server.client()
    statuses, faults, times = collections.Counter(), 0, []
    for _ in range(count):
        query = text(chosen)
        order = chosen.choice(["", "&sort=-ingested_at", "&sort=published_at"])
        start = time.perf_counter()
        connection.request("GET", f"/v1/articles?q={urllib.parse.quote(query, safe='')}&fields=id{order}")
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - start, query))
        statuses[answer.status] += 1
        said = json.loads(body).get("detail", "").lower()
        if answer.status not in (200, 400) or any(word in said for word in WORDS):
            faults += 1
            print(f"random-queries: {query!r}: {answer.status} {body[:300]!r}", file=sys.stderr)
    server.stop()
    times.sort()
    print(dict(statuses), "faults", faults)
    for place in (0.5, 0.99, 0.999, 1):
        seconds, query = times[min(count - 1, int(count * place))]
        print(f"{place:6.1%} {seconds * 1000:8.1f} ms  {query[:60]!r}")
    sys.exit(1 if faults else 0)


main()
