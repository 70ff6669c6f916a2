"""Counts what one request allocates: calls of malloc and its kin, over 2,000 requests on one connection.

allocations.py WINNOW

What is held: a request with eleven header fields allocates as much as one with one. Exits 1 where not.
"""

import pathlib
import struct
import subprocess
import sys
import tempfile
import urllib.request

from served import REPORT, served

REQUESTS = 2000
BROWSER = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\nAccept: */*\r\n"
    "Accept-Language: en-GB,en;q=0.5\r\nCache-Control: no-cache\r\nReferer: http://127.0.0.1/\r\nCookie: a=b\r\n"
    "DNT: 1\r\nPragma: no-cache\r\nSec-Fetch-Dest: empty\r\nPriority: u=0\r\n")


class Client:
    def __init__(self, server, path, fields):
        self.socket = server.connect()
        self.file = self.socket.makefile("rb")
        self.request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{fields}\r\n".encode()

    def ask(self):
        self.socket.sendall(self.request)
        length = 0
        while (line := self.file.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.file.read(length)


def main():
    winnow, here = sys.argv[1], pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", f"{work}/count.so", f"{here}/allocations/count.c"],
                       check=True)
        counter = pathlib.Path(work, "count")
        counter.write_bytes(bytes(8))
        with served(winnow, WINNOW_LOG_LEVEL="notice", LD_PRELOAD=f"{work}/count.so",
                    ALLOCATIONS=str(counter)) as server:
            sys.exit(count(server, lambda: struct.unpack("Q", counter.read_bytes())[0]))


def count(server, now):
    article = server.post(REPORT)
    tag = urllib.request.urlopen(server.url(article)).headers["ETag"]
    fields = {"one header field": "", "eleven header fields": BROWSER, "Accept-Encoding: gzip":
              "Accept-Encoding: gzip\r\n", "If-None-Match, 304": f"If-None-Match: {tag}\r\n"}
    grows = False
    for path in (article, "/health"):
        results = {}
        for name, sent in fields.items():
            client = Client(server, path, sent)
            # The first ones fill what is kept.
            for _ in range(300):
                client.ask()
            before = now()
            for _ in range(REQUESTS):
                client.ask()
            results[name] = (now() - before) / REQUESTS
        print(("article" if path == article else path) + ": "
              + ", ".join(f"{name} {value:.1f}" for name, value in results.items()))
        # A clock of the server may allocate meanwhile.
        grows |= results["eleven header fields"] > results["one header field"] + 0.5
    return 1 if grows else 0


main()
