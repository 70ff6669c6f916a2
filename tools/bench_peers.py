"""The work of bench-peers: the same pages through each extractor, CPU ms a page and characters out."""
import base64
import glob
import json
import re
import resource
import subprocess
import sys
import time

import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding

ROUNDS = 20
pages = {}
for name in sorted(glob.glob("Tests/Fixtures/*")):
    if not name.endswith((".html", ".txt")):
        continue
    raw = open(name, "rb").read()
    if name.endswith(".html"):
        pages[name] = raw
    elif name.endswith(".txt"):
        # Peers take HTML alone: each line of the text becomes a paragraph.
        lines = raw.decode(errors="replace").splitlines()
        pages[name] = ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


def text_of(html):
    return re.sub(r"<[^>]+>", "", html or "")


def decode(raw):
    return raw.decode(detect_encoding(raw), errors="replace")


peers = {
    "trafilatura": lambda raw: trafilatura.extract(raw) or "",
    "readability-lxml": lambda raw: text_of(readability.Document(decode(raw)).summary()),
    "resiliparse": lambda raw: extract_plain_text(decode(raw), main_content=True),
}
print(f"{'extractor':18} CPU ms a page   characters of each page")
for name, extract in peers.items():
    lengths, start = [], time.process_time()
    for _ in range(ROUNDS):
        lengths = []
        for raw in pages.values():
            try:
                lengths.append(len(extract(raw)))
            except Exception as error:  # a peer that fails on a page is a result too
                lengths.append(type(error).__name__)
    cpu = (time.process_time() - start) / ROUNDS / len(pages)
    print(f"{name:18} {cpu * 1000:13.2f}   {lengths}")

rows = b"".join(
    json.dumps({"ref": name, "body_base64": base64.b64encode(raw).decode()}).encode() + b"\n"
    for name, raw in pages.items())


def run(rounds):
    """The CPU seconds of a batch over the pages so many times, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.argv[1], "batch", "--workers", "1"], input=rows * rounds, stdout=subprocess.PIPE,
        check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


# A run over the pages once takes the start out of the account.
start_up, output = run(1)
total, _ = run(ROUNDS * 50)
articles = [json.loads(line).get("article") or {} for line in output.splitlines()]
cpu = (total - start_up) / (ROUNDS * 50 - 1) / len(pages)
print(f"{'winnow':18} {cpu * 1000:13.2f}   {[len(article.get('text') or '') for article in articles]}")
