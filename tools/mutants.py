"""Damaged pages through cleaning that is built with the address sanitiser (`make mutants`).

    mutants.py CLEAN-MUTANTS PAGES [--mutants N] [--truncated N] [--styles N] [--seed N] [--seconds N]

PAGES holds sets with pages/*.html.gz, or pages themselves. N mutants of windows of the pages: parts cut out, doubled and
replaced, bytes set at random, markup put in. Then N pages, each cut at 50 places, and N pages of tools/fuzz_styles.py. Fails where the process ends otherwise
than well (a trap, a finding of the sanitiser, a leak), answers fewer pages than it was given, or takes 60 s for one.
"""
import argparse
import glob
import gzip
import os
import random
import select
import struct
import subprocess
import sys
import threading
import time

import fuzz_styles

PIECES = [
    b"<table>", b"<tr>", b"</table>", b"<template>", b"</template>", b"<svg>", b"<math>", b"<![CDATA[", b"]]>", b"<!--",
    b"-->", b"<select>", b"<option>", b"</p>", b"<b>", b"</b>", b"<a href=//e.org/a>", b"<form>", b"<script>",
    b"<script type=application/ld+json>", b"</script>", b"<style>", b".a{display:none}", b"</style>", b"&", b"&#x", b"\0",
    b"\r", b"<", b"=\"", b"'", b"{", b"}", b"[", b"\\u", b"<title>", b"<plaintext>", b"<body x=1>", b"<meta charset=gbk>",
    b"<article>", b"<h1>", b"<time datetime=2021-01-01>", b"<img src=a.png>", b"<pre>", b"<td>", b"<li>", b"<ruby><rt>",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xe4\xb8", b"\xc0\x80", b"(y\xc3\xad)", b"\xef\xbc\x88", b"\xc2\xa0",
]
LONGEST = 60_000
PLACES = 50


def pages(folder):
    names = glob.glob(os.path.join(folder, "*", "pages", "*")) or glob.glob(os.path.join(folder, "*"))
    return sorted(name for name in names if name.endswith((".html", ".html.gz", ".txt")))


def read(name):
    return gzip.open(name).read() if name.endswith(".gz") else open(name, "rb").read()


def mutant(page, chance):
    length = min(len(page), chance.randint(1, LONGEST))
    start = chance.randint(0, len(page) - length)
    page = bytearray(page[start:start + length])
    for _ in range(chance.randint(1, 30)):
        at = chance.randint(0, len(page))
        end = min(len(page), at + chance.randint(0, 400))
        kind = chance.randint(0, 5)
        if kind == 0:
            del page[at:end]
        elif kind == 1:
            page[at:at] = page[at:end]
        elif kind == 2:
            page[at:end] = page[:end - at]
        elif kind == 3 and at < len(page):
            page[at] = chance.randint(0, 255)
        else:
            page[at:at] = chance.choice(PIECES)
    return bytes(page)


def cases(arguments, names, chance):
    for number in range(arguments.mutants):
        yield f"mutant {number}", mutant(read(chance.choice(names)) or b"<p>", chance)
    for name in chance.sample(names, min(arguments.truncated, len(names))):
        page = read(name)[:LONGEST * 4]
        for _ in range(PLACES):
            at = chance.randint(0, len(page))
            yield f"{name} cut at {at}", page[:at]
    for number in range(arguments.styles):
        yield f"styles {number}", fuzz_styles.page(arguments.seed, number)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("pages")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--truncated", type=int, default=20)
    parser.add_argument("--styles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=0, help="stop giving pages after this many")
    arguments = parser.parse_args()
    names = pages(arguments.pages)
    if not names:
        sys.exit(f"no pages in {arguments.pages}")
    chance = random.Random(arguments.seed)
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    process = subprocess.Popen(
        [arguments.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    given, sizes, start = [], [0], time.time()

    def give():
        try:
            for name, page in cases(arguments, names, chance):
                if arguments.seconds and time.time() - start > arguments.seconds:
                    break
                given.append(name)
                sizes[0] += len(page)
                process.stdin.write(struct.pack("<I", len(page)) + page)
            process.stdin.close()
        except BrokenPipeError:
            pass

    giver = threading.Thread(target=give, daemon=True)
    giver.start()
    answered, articles = 0, 0
    while True:
        if not select.select([process.stdout], [], [], 60)[0]:
            process.kill()
            sys.exit(f"60 s without an answer for {given[min(answered, len(given) - 1)]!r}, seed {arguments.seed}")
        answers = os.read(process.stdout.fileno(), 4096)
        if not answers:
            break
        answered += len(answers)
        articles += sum(answers)
    status = process.wait()
    giver.join(10)
    print(f"{answered} of {len(given)} pages answered, {articles} articles, {sizes[0] / 1e6:.1f} MB, "
          f"{time.time() - start:.0f} s, seed {arguments.seed}, status {status}")
    if status or answered != len(given):
        sys.exit(f"failed at {given[min(answered, len(given) - 1)]!r}")


main()
