"""The work of bench-ingest: cleaning alone and ingest with storing in turns, over the same pages."""
import os
import sys
import threading
import time

from served import served

WINNOW = sys.argv[1]
CONNECTIONS, ROUNDS = 16, int(os.environ.get("ROUNDS", 3))
SECONDS = float(os.environ.get("SECONDS", 10))


def pages(folder):
    found = []
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith((".html", ".txt")):
                with open(os.path.join(root, name), "rb") as file:
                    found.append(file.read())
    return found or sys.exit(f"bench-ingest: no pages in {folder}")


class Load:
    """Posts from all connections until the time is up."""

    number = 0

    def __init__(self, server, path, bodies):
        self.server, self.path, self.bodies = server, path, bodies
        self.done, self.bytes, self.lock = 0, 0, threading.Lock()

    def run(self):
        self.end = time.time() + SECONDS
        clients = [threading.Thread(target=self.post) for _ in range(CONNECTIONS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    def post(self):
        connection = self.server.client()
        while time.time() < self.end:
            with self.lock:
                Load.number += 1
                number = Load.number
            body = self.bodies[number % len(self.bodies)]
            # A comment makes other bytes, the address another page.
            connection.request(
                "POST", f"{self.path}url=https://host{number % 97}.example/{number}&fields=id",
                body + b"<!-- %d -->" % number, {"Content-Type": "text/html"})
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 500:
                sys.exit(f"bench-ingest: {answer.status}")
            with self.lock:
                self.done += 1
                self.bytes += len(body)


def main():
    bodies = pages(sys.argv[2] if len(sys.argv) > 2 else "Tests/Fixtures")
    with served(WINNOW) as server:
        for turn in range(ROUNDS):
            ways = [("cleaning alone", "/v1/clean?"), ("with storing", "/v1/articles?")]
            for name, path in ways if turn % 2 == 0 else reversed(ways):
                load, before, began = Load(server, path, bodies), server.cpu(), time.time()
                load.run()
                seconds, used = time.time() - began, server.cpu() - before
                print(f"{name:16} {load.done / seconds:8.1f} pages/s  {used * 1000 / load.done:7.2f} ms CPU a page"
                      f"  {load.bytes / load.done / 1024:6.1f} KB a page", flush=True)


main()
