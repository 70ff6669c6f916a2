"""The work of kill-test.sh: posts from several clients, kills, and the reckoning after each."""
import argparse
import hashlib
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from reckoning import reckoning
from served import Server

STALL = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static void stall(void) { if (rand() % 4 == 0) usleep(rand() % 300000); }
int fdatasync(int f) { stall(); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(f); }
int fsync(int f) { stall(); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(f); }
"""


def page(number):
    """An ordinary page, its text unlike any other's; sizes from 1 to 100 KB."""
    made = random.Random(number)
    words = [format(made.getrandbits(48), "x") for _ in range(made.choice([60, 60, 600, 6000]))]
    body = "".join(f"<p>{' '.join(words[i:i + 60])}.</p>" for i in range(0, len(words), 60))
    return f"<!doctype html><title>Page {number}</title><article><h1>Page {number}</h1>{body}</article>".encode()


class Test:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.number = 0
        self.acknowledged = {}
        self.refused = {}
        self.faults = 0

    def fault(self, text):
        print(f"kill-test: {text}", file=sys.stderr)
        self.faults += 1

    def post(self, server):
        """Posts until the server is gone, or full."""
        connection = server.client()
        while True:
            with self.lock:
                self.number += 1
                number = self.number
            try:
                connection.request(
                    "POST", f"/v1/articles?url=https://example.org/{number}", page(number),
                    {"Content-Type": "text/html"})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException):
                return
            if answer.status == 201:
                with self.lock:
                    self.acknowledged[number] = json.loads(body)["id"]
                continue
            if answer.status == 422:
                continue  # Kept, and taken for no article: not every page of random words is one.
            problem = json.loads(body)
            with self.lock:
                kind = f"{answer.status} {problem.get('type')}"
                self.refused[kind] = self.refused.get(kind, 0) + 1
            if not self.options.full or answer.status != 507 or "room" not in problem["detail"]:
                self.fault(f"page {number}: {answer.status} {body[:300]!r}")
            time.sleep(0.02)

    def clients(self, server):
        clients = [threading.Thread(target=self.post, args=(server,))
                   for _ in range(self.options.clients)]
        for client in clients:
            client.start()
        return clients

    def reckon(self, data, since):
        """Looks into the files as the kill left them."""
        with reckoning(data, self.fault) as database:
            for number, name in self.acknowledged.items():
                if number < since:
                    continue
                row = database.execute(
                    """SELECT w.sha256 FROM page p JOIN article a ON a.page = p.number
                       JOIN revision r ON r.number = a.revision JOIN raw w ON w.number = r.raw
                       WHERE p.id = ?""", [name]).fetchone()
                if row is None or row[0] != hashlib.sha256(page(number)).digest():
                    self.fault(f"page {number} was acknowledged and is lost")

    def read_back(self, server):
        """Every acknowledged page, as a client has it."""
        connection = server.client()

        def get(path):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

        for number, name in sorted(self.acknowledged.items()):
            status, body = get(f"/v1/articles/{name}")
            raw_status, raw = get(f"/v1/articles/{name}/raw")
            if status != 200 or json.loads(body)["title"] != f"Page {number}":
                self.fault(f"page {number}: its article is not there: {status} {body[:200]!r}")
            elif raw_status != 200 or raw != page(number):
                self.fault(f"page {number}: its bytes are not whole: {raw_status}")

    def ready(self, server):
        status, _, text = server.ask("/ready")
        return status, json.loads(text)

    def fill(self, server):
        """Waits until the disk is full and /ready says so."""
        deadline = time.time() + 120
        while time.time() < deadline and not self.refused:
            time.sleep(0.05)
        status, answer = self.ready(server)
        if status != 503 or "room" not in str(answer) and "MiB left" not in str(answer):
            self.fault(f"/ready on a full disk: {status} {answer}")


def mount(folder, megabytes):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    with open(f"{folder}/ballast", "wb") as ballast:
        ballast.write(bytes(megabytes << 19))


def run(test, options, folder, environment):
    """One round after the other on the same data; on a full disk each on a disk of its own."""
    data = f"{folder}/data"
    for turn in range(options.rounds):
        since = test.number
        if options.full:
            mount(folder, random.randint(40, 72))
            test.acknowledged, test.refused = {}, {}
        server = Server(options.winnow, data, **environment)
        clients = test.clients(server)
        if options.full:
            test.fill(server)
        time.sleep(random.uniform(0.02, 0.4))
        server.kill()
        for client in clients:
            client.join()
        test.reckon(data, since)
        options.total += len(test.acknowledged) if options.full else 0
        if options.full:
            # With room again the store takes pages, and has all that it had.
            os.remove(f"{folder}/ballast")
            server = Server(options.winnow, data, **environment)
            status, answer = test.ready(server)
            if status != 200:
                test.fault(f"/ready with room again: {status} {answer}")
            test.read_back(server)
            server.kill()
            subprocess.run(["umount", folder], check=True)
        if (turn + 1) % 20 == 0:
            print(f"kill-test: round {turn + 1}, {len(test.acknowledged)} acknowledged", flush=True)
    if not options.full:
        server = Server(options.winnow, data, **environment)
        test.read_back(server)
        server.kill()
        options.total = len(test.acknowledged)


def main():
    parser = argparse.ArgumentParser(prog="kill-test.sh", description=__doc__)
    parser.add_argument("winnow")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--full", action="store_true",
                        help="each round on a small tmpfs that fills up (asks for root)")
    parser.add_argument("--stall", action="store_true", help="one sync in four takes up to 0.3 s")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    options.total = 0
    random.seed(options.seed)
    folder = tempfile.mkdtemp(prefix="winnow-kill-")
    environment = {"WINNOW_LOG_LEVEL": "info"}
    if options.stall:
        shim = f"{folder}/stall.so"
        with open(f"{folder}/stall.c", "w") as source:
            source.write(STALL)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source.name, "-ldl"], check=True)
        environment["LD_PRELOAD"] = shim
    test = Test(options)
    try:
        run(test, options, folder, environment)
    finally:
        if os.path.ismount(folder):
            subprocess.run(["umount", "-l", folder])
        shutil.rmtree(folder, ignore_errors=True)
    mode = " on full disks" if options.full else " with stalled syncs" if options.stall else ""
    print(f"kill-test{mode}: seed {options.seed}: {options.rounds} kills, {test.number} posts, "
          f"{options.total} acknowledged, {test.faults} faults")
    sys.exit(1 if test.faults or not options.total else 0)


main()
