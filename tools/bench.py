"""The work of bench: feeds pages to `winnow batch` and reads the process's own accounts.

With CORPUS, a folder of sets with pages/*.html.gz, every eighth of its pages; else the fixtures, many times. Where
resiliparse and trafilatura can be imported (`make bench-peers` puts them into .venv), they do the same pages in the same
run, behind the same protocol, the order alternated.
"""
import base64
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time

STEP = 8
ROUNDS = 3
HERE = os.path.dirname(os.path.abspath(__file__))
winnow = sys.argv[1]
corpus = os.environ.get("CORPUS", "")


def pages():
    """The raw pages and what they are."""
    names = sorted(glob.glob(os.path.join(corpus, "*", "pages", "*.html.gz")))[::STEP] if corpus else []
    if names:
        return [gzip.open(name).read() for name in names], f"every {STEP}th page of {corpus}"
    names = [name for name in sorted(glob.glob("Tests/Fixtures/*")) if name.endswith((".txt", ".html"))]
    return [open(name, "rb").read() for name in names] * 2000, "the fixtures, 2000 times"


def run(command, rows):
    """CPU seconds, peak MiB and standard error of a command fed with rows."""
    rows.seek(0)
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=rows, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        errors.seek(0)
        text = errors.read().decode()
    if status:
        sys.exit(f"{command[0]} ended with {status}: {text}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def peer(name):
    """The command of a peer, None where it is not installed."""
    for python in (".venv/bin/python", sys.executable):
        if os.path.exists(python) and not subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode:
            return [python, os.path.join(HERE, "peer_batch.py"), name]
    return None


bodies, what = pages()
size = sum(map(len, bodies))
rows, one = tempfile.TemporaryFile(), tempfile.TemporaryFile()
for number, body in enumerate(bodies):
    rows.write(json.dumps({"ref": number, "body_base64": base64.b64encode(body).decode()}).encode() + b"\n")
one.write(b'{"ref": 1, "body_base64": "PHA+YTwvcD4="}\n')

commands = {"winnow": [winnow, "batch", "--workers", "1"]}
for name in ("resiliparse", "trafilatura"):
    command = peer(name)
    if command:
        commands[name] = command
    else:
        print(f"{name} is not installed (make bench-peers): left out")
best = {}
for number in range(ROUNDS):
    # Trafilatura takes long; once is enough.
    names = [name for name in commands if name != "trafilatura" or number == 0]
    for name in names if number % 2 == 0 else reversed(names):
        start, _, _ = run(commands[name], one)
        cpu, peak, _ = run(commands[name], rows)
        if name not in best or cpu < best[name][0]:
            best[name] = (cpu, start, peak)
print(f"{len(bodies)} pages, {size / 1e6:.1f} MB: {what}; CPU time, best of {ROUNDS}")
print(f"{'':12} {'CPU s':>7} {'of it start':>12} {'pages/s':>9} {'MB/s':>7} {'without start':>14} {'peak MiB':>9}")
for name, (cpu, start, peak) in best.items():
    rest = max(cpu - start, 1e-6)
    print(f"{name:12} {cpu:7.2f} {start:12.2f} {len(bodies) / cpu:9.0f} {size / 1e6 / cpu:7.1f} {size / 1e6 / rest:14.1f} {peak:9.0f}")
cpus = str(os.cpu_count())
start = time.time()
cpu, peak, _ = run([winnow, "batch", "--workers", cpus], rows)
wall = time.time() - start
print(f"on {cpus} threads: {len(bodies) / wall:.0f} pages/s by the clock, {cpu:.2f} CPU s, peak {peak:.0f} MiB\n")
_, _, text = run(commands["winnow"] + ["--timings"], rows)
print(re.sub("^winnow: ", "", text))
