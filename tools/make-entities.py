#!/usr/bin/env python3
"""Writes the named character references into Sources/Markup/Tokenization.

Source: the table of the HTML standard ("Named character references"), as Python's
`html.entities.html5` carries it.

    python3 tools/make-entities.py
"""

import pathlib
from html.entities import html5

entries = []
for name, text in sorted(html5.items()):
    if not name.endswith(";"):
        assert html5[name + ";"] == text, name
        continue
    mark = "+" if name[:-1] in html5 else "="
    entries.append(name[:-1] + mark + ",".join(f"{ord(c):X}" for c in text))

lines, line = [], ""
for entry in entries:
    if line and len(line) + 1 + len(entry) > 96:
        lines.append(line)
        line = ""
    line = f"{line} {entry}" if line else entry
lines.append(line)

target = (pathlib.Path(__file__).resolve().parent.parent
          / "Sources/Markup/Tokenization/NamedCharacterReferences.swift")
target.write_text(
    "// Made by tools/make-entities.py: edit that.\n\n"
    f"/// The {len(entries)} named character references, sorted: name, `=` or `+`, code points.\n"
    "///\n"
    "/// `+` marks the names that also stand without a semicolon. Source: the HTML standard, \"Named\n"
    "/// character references\", by way of Python's `html.entities.html5`.\n"
    'let namedCharacterReferences: StaticString = """\n'
    + "\n".join("  " + each for each in lines) + '\n  """\n')
