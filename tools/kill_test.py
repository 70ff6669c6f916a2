"""The work of kill-test.sh: posts from several clients, kills, and the reckoning."""
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

WINNOW = sys.argv[1]
POSTS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
CLIENTS = 8
SEED = int(os.environ.get("SEED", time.time()))


def page(number):
    """An ordinary page, its text unlike any other's; sizes from 1 to 100 KB."""
    made = random.Random(number)
    words = [format(made.getrandbits(48), "x") for _ in range(made.choice([60, 600, 6000]))]
    body = "".join(f"<p>{' '.join(words[i:i + 60])}.</p>" for i in range(0, len(words), 60))
    return f"<!doctype html><title>Page {number}</title><article><h1>Page {number}</h1>{body}</article>".encode()


class Server:
    def __init__(self, data):
        self.process = subprocess.Popen(
            [WINNOW, "serve", "--port", "0", "--data", data], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.port = None
        for line in self.process.stderr:
            found = re.search(rb'"address":"[^"]*:(\d+)"', line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            sys.exit("kill-test: the server did not start")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def post(port, numbers, acknowledged, lock):
    """Posts until the numbers are used up or the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while True:
        with lock:
            if not numbers:
                return
            number = numbers.pop()
        try:
            connection.request(
                "POST", f"/v1/articles?url=https://example.org/{number}", page(number),
                {"Content-Type": "text/html"})
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return
        if answer.status == 201:
            with lock:
                acknowledged[number] = json.loads(body)["id"]
        else:
            print(f"page {number}: {answer.status} {body[:200]!r}", file=sys.stderr)


def main():
    random.seed(SEED)
    data = tempfile.mkdtemp(prefix="winnow-kill-")
    numbers = list(range(POSTS, 0, -1))
    acknowledged, lock, kills = {}, threading.Lock(), 0
    while numbers:
        server = Server(data)
        clients = [
            threading.Thread(target=post, args=(server.port, numbers, acknowledged, lock))
            for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(random.uniform(0.02, 0.4))
        server.kill()
        kills += 1
        for client in clients:
            client.join()

    server = Server(data)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def get(path):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()

    lost = 0
    for number, name in sorted(acknowledged.items()):
        status, body = get(f"/v1/articles/{name}")
        raw_status, raw = get(f"/v1/articles/{name}/raw")
        if status != 200 or json.loads(body)["title"] != f"Page {number}":
            print(f"page {number}: its article is not there: {status} {body[:200]!r}", file=sys.stderr)
            lost += 1
        elif raw_status != 200 or raw != page(number):
            print(f"page {number}: its bytes are not whole: {raw_status}, "
                  f"{hashlib.sha256(raw).hexdigest()}", file=sys.stderr)
            lost += 1
    server.kill()
    shutil.rmtree(data)
    print(f"kill-test: seed {SEED}: {POSTS} posts, {kills} kills, {len(acknowledged)} acknowledged, "
          f"{lost} lost")
    sys.exit(1 if lost or not acknowledged else 0)


main()
