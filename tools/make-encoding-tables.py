#!/usr/bin/env python3
"""Writes the tables of Sources/TextCoding/Tables from the data of the WHATWG Encoding Standard.

    tools/make-encoding-tables.py FOLDER

FOLDER holds `encodings.json` (labels) and `index/index-*.txt` (one line per pointer: pointer, code
point), as published at https://encoding.spec.whatwg.org/. Licence of that data: CC0, or BSD-3-Clause
where it is part of source code. Run again whenever the standard moves; the output is committed.
"""

import base64
import json
import pathlib
import struct
import sys

HEADER = """\
// Written by tools/make-encoding-tables.py; do not edit.
// Source: {source} of the WHATWG Encoding Standard,
// https://encoding.spec.whatwg.org/ (copyright WHATWG; BSD-3-Clause, the index data CC0).

"""

OUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/TextCoding/Tables"

SINGLE_BYTE = [
    "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7",
    "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
    "koi8-r", "koi8-u", "macintosh", "windows-874", "windows-1250", "windows-1251",
    "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "x-mac-cyrillic",
]

MULTI_BYTE = {
    "big5": 126 * 157, "euc-kr": 125 * 190, "gb18030": 126 * 190, "jis0208": 11280,
    "jis0212": 94 * 94,
}


def index(folder, name):
    """The pairs (pointer, code point) of one index file."""
    for line in (folder / "index" / f"index-{name}.txt").read_text().split("\n"):
        if line.strip() and not line.startswith("#"):
            pointer, code_point = line.split()[:2]
            yield int(pointer), int(code_point, 16)


def words(pairs, size):
    """Code points as little-endian 16-bit words by pointer, 0 for a hole."""
    table = [0] * size
    for pointer, code_point in pairs:
        table[pointer] = code_point & 0xFFFF
    return struct.pack(f"<{size}H", *table)


def literal(name, comment, data):
    text = base64.b64encode(data).decode()
    lines = [text[i:i + 94] for i in range(0, len(text), 94)]
    body = " \\\n".join(lines).replace(" \\\n", "\\\n    ")
    return f'  /// {comment}\n  static let {name}: StaticString = """\n    {body}\n    """\n'


def write(path, source, text):
    (OUT / path).write_text(HEADER.format(source=source) + text)


def swift(name):
    """`windows-1252` as `windows1252`, `iso-8859-8-i` as `iso8859Part8I`."""
    name = name.lower()
    if name.startswith("iso-8859-"):
        return "iso8859Part" + name[9:].replace("-", "").upper()
    head, *rest = name.replace("_", "-").split("-")
    return head + "".join(part.capitalize() for part in rest)


def main():
    folder = pathlib.Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)

    labels = []
    for group in json.loads((folder / "encodings.json").read_text()):
        for encoding in group["encodings"]:
            labels += [(label, encoding["name"].lower()) for label in encoding["labels"]]
    lines = "\n".join(f"    {label} {name}" for label, name in sorted(labels))
    write("Labels.swift", "the labels", f'''\
extension Encoding {{
  /// Every label of the standard and the name of the encoding it means, sorted.
  static let labelLines = """
{lines}
    """
}}
''')

    singles = b""
    for name in SINGLE_BYTE:
        singles += words(index(folder, name), 128)
    write("SingleByteData.swift", "the single-byte indexes",
          "enum SingleByteData {\n"
          + "  /// The encodings in the order of the tables.\n  static let order: [Encoding] = [\n"
          + "".join(f"    .{swift(n)},\n" for n in SINGLE_BYTE) + "  ]\n\n"
          + literal("tables", "128 code points for each encoding, for the bytes 0x80 to 0xFF.",
                    singles) + "}\n")

    for name, size in MULTI_BYTE.items():
        pairs = list(index(folder, name))
        kind = swift(name)[0].upper() + swift(name)[1:] + "Data"
        text = f"enum {kind} {{\n" + literal(
            "index", "The low 16 bits of the code points by pointer, 0 for a hole.",
            words(pairs, size))
        if name == "big5":
            plane = bytearray((size + 7) // 8)
            for pointer, code_point in pairs:
                assert code_point >> 16 in (0, 2)
                if code_point >> 16 == 2:
                    plane[pointer >> 3] |= 1 << (pointer & 7)
            text += "\n" + literal(
                "planeTwo", "One bit a pointer: the code point is in plane 2.", bytes(plane))
        if name == "gb18030":
            ranges = [p for p in index(folder, "gb18030-ranges") if p[1] < 0x10000]
            flat = [n for pair in ranges for n in pair]
            text += "\n" + literal(
                "ranges", "Pairs of the first pointer and first code point of each BMP range.",
                struct.pack(f"<{len(flat)}H", *flat))
        write(f"{kind}.swift", f"index-{name}.txt", text + "}\n")


main()
