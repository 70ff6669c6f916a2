"""A day's mixed traffic in a short time: posts, reads, lists, searches, changes, deletes, pages for people, exports,
changes, jobs, feeds, aborted ones.

day.py WINNOW [SECONDS [CLIENTS]]

At the end: no answer that was not provoked (5xx, or a status that the request does not ask for), memory
flat after warm-up but for the database library's caches, which have bounds of their own and say in /metrics
what they hold (the last third's median against the second third's), no descriptor left. Exits 1 where
one does not hold. The program may be one built with a sanitiser: what it says is looked for on standard
error.
"""

import collections
import http.client
import json
import random
import re
import statistics
import sys
import threading
import time
import urllib.parse

from served import served

WORDS = ("harbour ferry channel storm noon passenger quay spring northern report pier captain lantern market"
         " river bridge council winter school museum 港口 渡轮 春天 市场 学校").split()


class Client(threading.Thread):
    def __init__(self, server, number, end):
        super().__init__()
        self.server = server
        self.random = random.Random(number)
        self.number, self.end = number, end
        self.ids, self.counts, self.wrong, self.since = [], collections.Counter(), [], 0

    def page(self):
        sentence = lambda: " ".join(self.random.choices(WORDS, k=30)).capitalize() + "."
        body = "".join(f"<p>{sentence()}</p>" for _ in range(self.random.randint(3, 12)))
        return f"<html><body><article><h1>{sentence()[:60]}</h1>{body}</article></body></html>".encode()

    def run(self):
        self.connection = self.server.client()
        acts = [self.post] * 8 + [self.get] * 40 + [self.list] * 8 + [self.search] * 8 + [self.explain] * 3 \
            + [self.raw] * 5 + [self.patch] * 3 + [self.delete] * 4 + [self.abort] * 4 + [self.wrongly] * 3 \
            + [self.batch] * 1 + [self.people] * 6 + [self.export] * 1 + [self.changes] * 3 + [self.job] * 2 \
            + [self.similar] * 2 + [self.feed] * 1
        while time.monotonic() < self.end:
            act = self.random.choice(acts)
            try:
                act()
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{act.__name__}: {error!r}")
                self.connection.close()
            self.counts[act.__name__] += 1

    def ask(self, expected, method, path, body=None, headers={}):
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status not in expected:
            self.wrong.append(f"{method} {path}: {answer.status} {content[:200]!r}")
        return answer, content

    def some(self):
        return self.random.choice(self.ids) if self.ids else "01nobody"

    def post(self):
        url = urllib.parse.quote(f"https://example.org/{self.number}/{self.random.randint(1, 200)}", safe="")
        answer, content = self.ask(
            {200, 201}, "POST", f"/v1/articles?url={url}", self.page(),
            {"Content-Type": "text/html; charset=utf-8"})
        if answer.status in (200, 201):
            self.ids.append(json.loads(content)["id"])

    def get(self):
        form = self.random.choice(["", "?format=text", "?format=html", "?fields=title,text"])
        coding = self.random.choice([{}, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "br, zstd"}])
        answer, _ = self.ask({200, 404}, "GET", f"/v1/articles/{self.some()}{form}", None, coding)
        if tag := answer.getheader("ETag"):
            self.ask({200, 304, 404}, "GET", f"/v1/articles/{self.some()}{form}", None,
                     {**coding, "If-None-Match": tag})

    def list(self):
        _, content = self.ask({200}, "GET", "/v1/articles?limit=50")
        if following := json.loads(content)["next"]:
            self.ask({200}, "GET", f"/v1/articles?limit=50&cursor={urllib.parse.quote(following)}")

    def search(self):
        self.ask({200}, "GET", "/v1/articles?q=" + urllib.parse.quote(self.random.choice(WORDS)))

    def explain(self):
        self.ask({200, 404}, "GET", f"/v1/articles/{self.some()}/explain")

    def raw(self):
        self.ask({200, 206, 404, 416}, "GET", f"/v1/articles/{self.some()}/raw", None,
                 self.random.choice([{}, {"Range": "bytes=100-300"}, {"Range": "bytes=0-9, 20-29"}]))

    def patch(self):
        self.ask({200, 404, 412}, "PATCH", f"/v1/articles/{self.some()}", b'{"metadata":{"seen":true}}',
                 {"Content-Type": "application/merge-patch+json"})

    def delete(self):
        # What is kept stays as much as it is, so that memory that grows is no cache of more.
        for _ in range(max(len(self.ids) > 20, len(self.ids) - 100)):
            self.ask({204, 404}, "DELETE", f"/v1/articles/{self.ids.pop(0)}")

    def batch(self):
        lines = "\n".join(json.dumps({"html": self.page().decode(), "ref": n}) for n in range(20))
        self.ask({200}, "POST", "/v1/articles/batch?store=false", lines.encode(),
                 {"Content-Type": "application/x-ndjson"})

    def people(self):
        self.ask({200}, "GET", "/")
        self.ask({200}, "GET", "/?q=" + urllib.parse.quote(self.random.choice(WORDS)))
        self.ask({200, 404}, "GET", f"/articles/{self.some()}", None, {"Accept-Encoding": "gzip"})

    def export(self):
        """What was taken in lately, in every form; one in three goes away in the middle."""
        form = self.random.choice(["jsonl", "jsonl", "markdown", "epub"])
        since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 10))
        path = f"/v1/export?format={form}&ingested_from={since}"
        if self.random.randint(0, 2):
            self.ask({200}, "GET", path)
        else:
            other = self.server.client()
            other.request("GET", path)
            other.getresponse().read(1000)
            other.close()

    def changes(self):
        _, content = self.ask({200}, "GET", f"/v1/changes?limit=100&since={self.since}")
        self.since = json.loads(content)["next"]

    def job(self):
        """A page taken in behind the answer, and asked after until it is done."""
        answer, content = self.ask(
            {202}, "POST", "/v1/articles", self.page(),
            {"Content-Type": "text/html; charset=utf-8", "Prefer": "respond-async"})
        if answer.status != 202:
            return
        id = json.loads(content)["id"]
        for _ in range(600):
            _, content = self.ask({200}, "GET", f"/v1/jobs/{id}")
            if json.loads(content)["state"] not in ("queued", "running"):
                break
            time.sleep(0.1)
        else:
            self.wrong.append(f"job {id} never ended")
        _, content = self.ask({200}, "GET", f"/v1/jobs/{id}/results")
        self.ids.append(json.loads(content)["id"])
        self.ask({204}, "DELETE", f"/v1/jobs/{id}")

    def similar(self):
        self.ask({200, 404}, "GET", f"/v1/articles/{self.some()}/similar")
        self.ask({200, 404}, "GET", f"/v1/articles/{self.some()}/revisions")

    def feed(self):
        answer, _ = self.ask({200}, "GET", "/v1/feed.atom")
        self.ask({200, 304}, "GET", "/v1/feed.atom", None, {"If-None-Match": answer.getheader("ETag")})
        self.ask({200}, "GET", "/v1/stats")
        self.ask({200}, "GET", "/metrics")

    def abort(self):
        """Goes away at some moment of an exchange."""
        other = self.server.client()
        stage = self.random.randint(0, 2)
        if stage == 0:
            other.request("GET", f"/v1/articles?limit=200")
        elif stage == 1:
            other.putrequest("POST", "/v1/articles")
            other.putheader("Content-Length", "100000")
            other.endheaders(b"<p>and then")
        else:
            other.request("POST", "/v1/clean", self.page(), {"Content-Type": "text/html"})
        other.close()

    def wrongly(self):
        self.ask({400}, "GET", "/v1/articles?colour=red")
        self.ask({404}, "GET", "/v1/articles/nobody")
        self.ask({415}, "POST", "/v1/articles", b"x", {"Content-Type": "image/png"})


def main():
    winnow = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 1200
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 16
    with served(winnow, WINNOW_LOG_LEVEL="warning") as server:
        faults = run(server, seconds, clients)
        ended = server.stop()
        said = server.said()
    reports = [line for line in said.splitlines() if "Sanitizer" in line or "WARNING: Thread" in line]
    if reports or ended:
        faults.append(f"ended with {ended}; {reports[:5]}")
    print("; ".join(faults) or "held")
    sys.exit(bool(faults))


def sockets(server):
    return sum("socket" in one for one in server.descriptors())


def library_memory(server):
    """MiB that the database library holds, as /metrics has it."""
    _, _, text = server.ask("/metrics")
    return float(re.search(r"^winnow_store_memory_bytes (\S+)", text, re.M)[1]) / (1 << 20)


def run(server, seconds, clients):
    end = time.monotonic() + seconds
    crowd = [Client(server, number, end) for number in range(clients)]
    for client in crowd:
        client.start()
    memory, caches, busiest = [], [], 0
    while time.monotonic() < end:
        time.sleep(min(1, seconds / 60))
        memory.append(server.memory())
        caches.append(library_memory(server))
        busiest = max(busiest, len(server.descriptors()))
    for client in crowd:
        client.join()
        client.connection.close()
    counts = sum((client.counts for client in crowd), collections.Counter())
    wrong = [fault for client in crowd for fault in client.wrong]
    # The last of the open connections are closed, and the store's readers stay.
    for _ in range(100):
        left = sockets(server)
        if left <= 1:
            break
        time.sleep(0.1)
    third = len(memory) // 3
    middle, last = statistics.median(memory[third:2 * third]), statistics.median(memory[2 * third:])
    print(f"{sum(counts.values())} exchanges in {seconds:.0f} s: {dict(sorted(counts.items()))}")
    print(f"memory {memory[0]:.0f} MiB at first, {middle:.0f} in the second third, {last:.0f} in the last;"
          f" up to {busiest} descriptors, {left} sockets left")
    twentieths = [memory[len(memory) * n // 20] for n in range(20)]
    print("memory by the twentieth: " + " ".join(f"{one:.0f}" for one in twentieths))
    own = [one - cache for one, cache in zip(memory, caches)]
    print("without the database's caches: " + " ".join(f"{own[len(own) * n // 20]:.0f}" for n in range(20)))
    middle, last = statistics.median(own[third:2 * third]), statistics.median(own[2 * third:])
    faults = []
    if wrong:
        faults.append(f"{len(wrong)} answers that nothing provoked: {wrong[:5]}")
    if last > middle * 1.15 + 5:
        faults.append("memory grows")
    if left > 1:
        faults.append(f"{left} sockets left")
    return faults


main()
