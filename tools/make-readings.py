#!/usr/bin/env python3
"""Writes Sources/Restoration/ReadingsData.swift and GBKData.swift.

    tools/make-readings.py Sources/Restoration

Readings: kMandarin, kHanyuPinyin, kHanyuPinlu, kXHC1983 and kTGHZ2013 of Unihan, from Debian's
`unicode-data` (/usr/share/unicode/Unihan_Readings.txt.bz2; Unicode License v3), of the characters
that GBK has. GBK: the two-byte codes of the character set as Python's codec has them (Code Page
936 as registered with IANA, without its user-defined areas).
"""

import bz2
import re
import sys
import unicodedata

FIELDS = ("kMandarin", "kHanyuPinyin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013")


def lines(text, width):
    for start in range(0, len(text), width):
        yield text[start:start + width]


def readings():
    found = {}
    for line in bz2.open("/usr/share/unicode/Unihan_Readings.txt.bz2", "rt", encoding="utf-8"):
        if line.startswith("U+") and line.split("\t")[1] in FIELDS:
            code, _, value = line.rstrip("\n").split("\t")
            char = chr(int(code[2:], 16))
            try:
                char.encode("gbk")
            except UnicodeEncodeError:
                continue
            value = re.sub(r"\([0-9]+\)|[0-9.*,]+:", " ", value).replace(",", " ")
            for reading in value.split():
                reading = unicodedata.normalize("NFC", reading)
                if re.fullmatch(r"[^\W\d_]{1,6}", reading):
                    found.setdefault(reading, set()).add(char)
    return found


def write_readings(folder):
    with open(folder + "/ReadingsData.swift", "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-readings.py from Unihan_Readings.txt (kMandarin, kHanyuPinyin,\n")
        out.write("// kHanyuPinlu, kXHC1983, kTGHZ2013) of Debian's unicode-data (Unicode License v3).\n")
        out.write("// Do not edit.\n\n")
        out.write("/// The characters of GBK that have each reading: a syllable, then the characters.\n")
        out.write("enum ReadingsData {\n  static let characters: StaticString = \"\"\"\n")
        for reading, chars in sorted(readings().items()):
            for piece in lines("".join(sorted(chars)), 45):
                out.write("    %s%s \\\n" % (reading, piece))
        out.write("    .\n    \"\"\"\n}\n")


def write_gbk(folder):
    table = ""
    for lead in range(0x81, 0xFF):
        for trail in list(range(0x40, 0x7F)) + list(range(0x80, 0xFF)):
            try:
                table += bytes([lead, trail]).decode("gbk")
            except UnicodeDecodeError:
                table += "."
    with open(folder + "/GBKData.swift", "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-readings.py: the two-byte codes of GBK (Code Page 936). Do not edit.\n\n")
        out.write("/// GBK's characters from 8140 to FEFE, 190 to each lead byte; a full stop where there is none.\n")
        out.write("enum GBKData {\n  static let characters: StaticString = \"\"\"\n")
        out.write("\\\n".join("    " + piece for piece in lines(table, 48)) + "\n")
        out.write("    \"\"\"\n}\n")


write_readings(sys.argv[1])
write_gbk(sys.argv[1])
