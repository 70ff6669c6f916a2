"""Pages made to be slow, through the whole of `winnow batch`: CPU seconds and peak memory by size.

    bench_linear.py WINNOW [NAME ...]

A line a kind of page: CPU ms per MB at 1, 4 and 16 MB less the program's start, the greatest of them by that at 1 MB (by
5 ms, where it is less), and peak memory in times the page, 60 MB aside.
"""
import json
import os
import subprocess
import sys
import tempfile

# CPU ms per MB below which a ratio says nothing but how small the page was.
LEAST = 5
SIZES = [1_000_000, 4_000_000, 16_000_000]


def repeated(unit):
    return lambda size: unit * max(size // len(unit.encode()), 1)


def numbered(unit):
    def make(size):
        parts, length, number = [], 0, 0
        while length < size:
            parts.append(unit.format(number))
            length += len(parts[-1])
            number += 1
        return "".join(parts)
    return make


SENTENCE = "The rain came over the hills again, and nobody in the village said a word. "
KINDS = {
    "prose": repeated("<p>" + SENTENCE * 4 + "</p>"),
    "one text": repeated(SENTENCE),
    "one text of Han": lambda size: "中文的一段话没有任何标点而且很长" * (size // 48),
    "one word": repeated("a"),
    "<div> in each other": repeated("<div>"),
    "<b> in each other": repeated("<b>"),
    "<font color=N><p>": numbered("<font color={}><p>"),
    "<div>x in each other": repeated("<div>x "),
    "attributes": lambda size: "<p " + numbered("a{}=1 ")(size) + ">" + SENTENCE * 20,
    "elements of 9 attributes": repeated("<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 id=8 class=9>x</p>"),
    "long class": lambda size: "<p class='" + "word " * (size // 5) + "'>" + SENTENCE * 20,
    "unknown tags": numbered("<x{0}>a</x{0}>"),
    "unclosed tables": repeated("<table><tr><td>a"),
    "cells": repeated("<tr><td>a<td>b"),
    "cells in a table": lambda size: "<table>" + "<tr><td>a<td>b" * (size // 14),
    "tiny blocks": repeated("<p>a"),
    "tiny links": repeated("<a href=/a>b</a> "),
    "links": numbered("<li><a href='/news/2021/story-{}.html'>A story of some words</a>"),
    "headings": repeated("<h2>Heading</h2><p>" + SENTENCE),
    "images": numbered("<img src='/pictures/{}.jpg' alt='a picture'>"),
    "line breaks": repeated("a<br>"),
    "definition lists": repeated("<dl><dd><dt>"),
    "options": repeated("<select><option>a"),
    "comments": repeated("<!-- -"),
    "references": repeated("&amp;&nbsp;&#65;&notit;"),
    "JSON-LD, one string": lambda size: '<script type=application/ld+json>{"@type":"Article","articleBody":"'
    + SENTENCE * (size // len(SENTENCE)) + '"}</script><p>' + SENTENCE,
    "JSON-LD, arrays in each other": lambda size: "<script type=application/ld+json>" + "[" * size + "</script><p>" + SENTENCE,
    "JSON-LD, many nodes": lambda size: '<script type=application/ld+json>{"@graph":['
    + '{"@type":"Person","name":"A B"},' * (size // 31) + "{}]}</script><p>" + SENTENCE,
    "JSON-LD scripts": repeated('<script type=application/ld+json>{"@type":"Article","headline":"x"}</script>'),
    "script": lambda size: "<script>" + "var a=(b)?c:'d';" * (size // 16) + "</script><p>" + SENTENCE,
    "style rules": lambda size: "<style>" + numbered(".a{} .b{{left:0}}")(size) + "</style><p class=b>" + SENTENCE,
    "style declarations": lambda size: "<style>.a{" + "display:none;" * (size // 13) + "}</style><p class=a>" + SENTENCE,
    "@scope that opens nothing": lambda size: "<style>" + "@scope(];" * (size // 9) + "</style><p>" + SENTENCE,
    "variables without an end": repeated("<p style='display:var(--q,'>x"),
    "sums without an end": lambda size: "<style>" + "a{left:calc(calc(calc(calc(}" * (size // 28) + "</style><p>" + SENTENCE,
    "one rule, many elements": lambda size: "<style>.a{" + "top:-999px;" * (size // 22) + "}</style>"
    + "<p class=a>x" * (size // 24),
    "metas": numbered("<meta name=k{} content=v>"),
    "dates": repeated("<p>12 March 2020</p>"),
    "bylines": repeated("<p class=author>By Jane Doe</p>"),
    "readings": repeated("<p>中國(guó)的經(jīng)濟(jì)發(fā)展</p>"),
    "broken pairs": repeated("<p>经?济，发?展。的?了</p>"),
    "noise": repeated("<p>a\u0001b\u200b\ue000中\u200b文</p>"),
    "pre": lambda size: "<pre>" + "  code\n" * (size // 7) + "</pre>",
    "ruby": repeated("<ruby>漢<rt>kan</rt></ruby>"),
    "lines of text": repeated("One line of text.\n"),
}


def write(path, page):
    with open(path, "wb") as file:
        file.write(json.dumps({"ref": 1, "content_type": "text/html", "html": page}).encode() + b"\n")


def run(winnow, path):
    """CPU seconds and peak MB; from a small process, for a child's peak counts what it was forked from."""
    with open(path, "rb") as source:
        process = subprocess.Popen([winnow, "batch", "--workers", "1"], stdin=source, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{winnow} ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


if sys.argv[1] == "--write":
    write(sys.argv[2], KINDS[sys.argv[3]](int(sys.argv[4])))
    sys.exit()
winnow = sys.argv[1]
path = os.path.join(tempfile.mkdtemp(), "page")
write(path, "<p>a</p>")
start, idle = min(run(winnow, path) for _ in range(9))
print(f"start {start * 1000:.0f} ms, {idle:.0f} MB; CPU ms per MB of page")
print(f"{'':32} {'1 MB':>7} {'4 MB':>7} {'16 MB':>7} {'worst':>6}   {'times the page':>14}")
for name in KINDS:
    if sys.argv[2:] and name not in sys.argv[2:]:
        continue
    speeds, times = [], []
    for wanted in SIZES:
        subprocess.run([sys.executable, __file__, "--write", path, name, str(wanted)], check=True)
        size = wanted
        cpu, peak = min(run(winnow, path) for _ in range(3 if wanted == SIZES[0] else 1))
        speeds.append(max(cpu - start, 0.001) * 1000 / (size / 1e6))
        times.append(max(peak - 60, 0) / (size / 1e6))
    worst = max(speeds) / max(speeds[0], LEAST)
    marks = (" slow" if worst > 2 else "") + (" memory" if max(times) > 8 else "")
    print(f"{name:32} {speeds[0]:7.1f} {speeds[1]:7.1f} {speeds[2]:7.1f} {worst:6.2f}   "
          + " ".join(f"{each:4.1f}" for each in times) + marks, flush=True)
os.remove(path)
os.rmdir(os.path.dirname(path))
