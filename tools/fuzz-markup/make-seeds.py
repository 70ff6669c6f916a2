#!/usr/bin/env python3
"""Writes seeds and a dictionary for the fuzzer of the HTML parser: make-seeds.py FOLDER

The seeds are made here: each strings pieces together that trouble parsers. Pages of a folder that
WINNOW_FUZZ_CORPUS names come beside them, cut to 64 KiB.
"""
import os
import pathlib
import random
import sys

TAGS = """a b i p div span table tbody tr td th caption colgroup col select option optgroup input button
form template svg math foreignObject mi mtext annotation-xml desc title style script noscript iframe
frameset frame head body html h1 li ul dl dd dt ruby rt rp pre textarea plaintext nobr font br hr
marquee object applet image listing xmp noembed noframes menuitem""".split()
ATTRIBUTES = ["class=a", "id=b", "style='display:none'", "hidden", "aria-hidden=true", "type=hidden",
              "href=x", "encoding=text/html", "definitionurl=q", "xlink:href=z", "color=white",
              "bgcolor=#fff", "a='&amp;'", "b=&notit;", "media=print"]
TEXTS = ["text", "&amp;", "&#x80;", "&#55296;", "&notit;", "&ngE;", "\0", "\r\n", "é", "中文。", "<!--",
         "-->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "<!doctype html public '-//w3c//dtd html 3.2'>",
         "<?x", "</", "<", "\ufeff"]
STYLES = [".a .b{display:none}", "#b>p.c{visibility:hidden}", "@media screen and (min-width:1px){*{opacity:0}}",
          "@media print{", "}", "/*", "*/", "a[href^='x' i]:not(.d){clip:rect(0,0,0,0)}", "p{font:0/0 a",
          "color:#fff;background:rgb(255 255 255/1)", "text-indent:-9999px!important", "\\31 a{left:-99em}",
          "@supports(a:b){", "@import 'x';", "width:1px;overflow:hidden", "<!--", ":root{top:-999px}"]


def seed(random):
    parts = []
    for _ in range(random.randrange(1, 40)):
        kind = random.random()
        if kind < 0.45:
            tag = random.choice(TAGS)
            attributes = " ".join(random.sample(ATTRIBUTES, random.choice([0, 0, 1, 2])))
            parts.append(f"<{tag} {attributes}>" if attributes else f"<{tag}>")
        elif kind < 0.65:
            parts.append(f"</{random.choice(TAGS)}>")
        elif kind < 0.75:
            parts.append("<style>" + "".join(random.choices(STYLES, k=3)) + "</style>")
        else:
            parts.append(random.choice(TEXTS))
    return "".join(parts)


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
random.seed(20261125)
for number in range(400):
    mode = bytes([random.randrange(256) & ~8])
    (folder / f"made-{number:03}").write_bytes(mode + seed(random).encode(errors="replace"))
for number in range(100):
    sheet = "".join(random.choices(STYLES, k=random.randrange(1, 9)))
    (folder / f"sheet-{number:03}").write_bytes(b"\x08" + sheet.encode())
if os.environ.get("WINNOW_FUZZ_CORPUS"):
    for name in sorted(pathlib.Path(os.environ["WINNOW_FUZZ_CORPUS"]).rglob("*")):
        if name.is_file() and name.suffix in (".html", ".htm", ".dat"):
            (folder / f"page-{name.name}").write_bytes(b"\0" + name.read_bytes()[:65536])

words = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ATTRIBUTES + TEXTS + STYLES
lines = []
for word in words:
    text = "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode())
    lines.append(f'"{text}"\n')
(folder.parent / "words.dict").write_text("".join(lines))
