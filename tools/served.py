"""A server of a tool's own: `winnow serve` on a free port of loopback, and what it takes.

    with served(winnow, WINNOW_LOG_LEVEL="error") as server:
        server.post("<h1>Harbour</h1>…")
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

# A page of ordinary length, its article some 5 KB.
REPORT = "<h1>Harbour</h1>" + "".join(
    f"<p>Paragraph {n} of a report on the harbour and its ferries.</p>" for n in range(80))


@contextlib.contextmanager
def served(winnow, **settings):
    """A server over a data folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(winnow, f"{folder}/data", **settings)
        try:
            yield server
        finally:
            server.stop()


class Server:
    """A server over a data folder, ready to answer; what it says on standard error is kept."""

    def __init__(self, winnow, data, **settings):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [winnow, "serve", "--port", "0", "--data", data], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=self.log, env={**os.environ, **settings})
        self.pid = self.process.pid
        self.address = ("127.0.0.1", self.wait_for_port(pathlib.Path(data, "server.json")))
        self.port = self.address[1]
        wait_for(self.url("/ready"))

    def wait_for_port(self, notice):
        while self.process.poll() is None:
            # The notice of a server that was killed may lie there still.
            with contextlib.suppress(FileNotFoundError):
                said = json.loads(notice.read_text())
                if said["process"] == self.pid:
                    return said["port"]
            time.sleep(0.02)
        sys.exit(f"the server ended with {self.process.returncode}: {self.said()}")

    def said(self):
        # By its own offset: the server writes at the end of the file that both share.
        size = os.fstat(self.log.fileno()).st_size
        return os.pread(self.log.fileno(), size, 0).decode(errors="replace")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def connect(self):
        return socket.create_connection(self.address, timeout=10)

    def client(self):
        return http.client.HTTPConnection(*self.address, timeout=60)

    def ask(self, path, method="GET", body=None, headers={}):
        """Status, fields and text of an answer."""
        request = urllib.request.Request(self.url(path), body, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def post(self, page, query=""):
        """The path of the article that a page becomes."""
        _, _, text = self.ask(
            "/v1/articles" + query, "POST", page.encode(), {"Content-Type": "text/html; charset=utf-8"})
        return json.loads(text)["hrefs"]["self"]

    def memory(self):
        return memory(self.pid)

    def cpu(self):
        return cpu(self.pid)

    def descriptors(self):
        """What each open descriptor is; one may be closed while they are looked at."""
        found = []
        for link in pathlib.Path(f"/proc/{self.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found.append(os.readlink(link))
        return found

    def stop(self):
        """Ends it by SIGTERM, unless it has ended, and gives its status."""
        self.process.terminate()
        return self.process.wait(120)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def wait_for(url):
    """Waits until a server answers, whatever it says."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing answers at {url}")


def memory(pid):
    """MiB resident."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def cpu(pid):
    """User and system seconds so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
