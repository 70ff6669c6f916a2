"""The work of bench-ingest: cleaning alone and ingest with storing in turns, over the same pages."""
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

WINNOW = sys.argv[1]
CONNECTIONS, ROUNDS = 16, int(os.environ.get("ROUNDS", 3))
SECONDS = float(os.environ.get("SECONDS", 10))
TICK = os.sysconf("SC_CLK_TCK")


def pages(folder):
    found = []
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith((".html", ".txt")):
                with open(os.path.join(root, name), "rb") as file:
                    found.append(file.read())
    return found or sys.exit(f"bench-ingest: no pages in {folder}")


def start(data):
    server = subprocess.Popen(
        [WINNOW, "serve", "--port", "0", "--data", data], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for line in server.stderr:
        if found := re.search(rb'"address":"[^"]*:(\d+)"', line):
            subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
            return server, int(found.group(1))
    sys.exit("bench-ingest: the server did not start")


def cpu(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Load:
    """Posts from all connections until the time is up."""

    number = 0

    def __init__(self, port, path, bodies):
        self.port, self.path, self.bodies = port, path, bodies
        self.done, self.bytes, self.lock = 0, 0, threading.Lock()

    def run(self):
        self.end = time.time() + SECONDS
        clients = [threading.Thread(target=self.post) for _ in range(CONNECTIONS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    def post(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
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
    with tempfile.TemporaryDirectory() as data:
        server, port = start(data)
        for turn in range(ROUNDS):
            ways = [("cleaning alone", "/v1/clean?"), ("with storing", "/v1/articles?")]
            for name, path in ways if turn % 2 == 0 else reversed(ways):
                load, before, began = Load(port, path, bodies), cpu(server.pid), time.time()
                load.run()
                seconds, used = time.time() - began, cpu(server.pid) - before
                print(f"{name:16} {load.done / seconds:8.1f} pages/s  {used * 1000 / load.done:7.2f} ms CPU a page"
                      f"  {load.bytes / load.done / 1024:6.1f} KB a page", flush=True)
        server.terminate()
        server.wait()


main()
