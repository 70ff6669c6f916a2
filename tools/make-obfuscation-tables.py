#!/usr/bin/env python3
"""Writes Sources/Obfuscation/GBKCodes.swift and ConvertedCharacters.swift, the tables of the damage.

    pip install opencc pypinyin
    tools/make-obfuscation-tables.py Sources/Obfuscation

They are made of other sources than the tables of the repair, so that neither hides the other's mistakes. GBK: what the
system's iconv(1) makes of each two-byte code of CP936. Converted characters: each character of GB 2312 that OpenCC's own
library (`s2tw`; Apache License 2.0) changes when it stands alone, with its default reading after pypinyin (MIT License).
"""

import subprocess
import sys

import opencc
import pypinyin

# What the converter of hijacked pages was seen to do otherwise than s2tw.
KEPT = set("后里于云面范制系只布游余并采占征斗志么干吃群峰秘朱松杰周才舍谷丑姜折")
FORCED = {"台": "臺", "准": "準", "着": "著", "症": "癥", "岩": "巖", "复": "復", "为": "為", "众": "眾"}


def gbk():
    """The characters of the codes 8140 to FEFE, 190 to each lead byte; a full stop where there is none."""
    trails = list(range(0x40, 0x7F)) + list(range(0x80, 0xFF))
    table = ""
    for lead in range(0x81, 0xFF):
        # With -c what is no character leaves an empty line.
        rows = b"".join(bytes([lead, trail, 0x0A]) for trail in trails)
        done = subprocess.run(["iconv", "-c", "-f", "CP936", "-t", "UTF-8"], input=rows, capture_output=True)
        for char in done.stdout.decode().split("\n")[:-1]:
            table += char if len(char) == 1 and not 0xE000 <= ord(char) <= 0xF8FF else "."
    return table


def converted():
    convert = opencc.OpenCC("s2tw").convert
    found = []
    for lead in range(0xB0, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                char = bytes([lead, trail]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            form = FORCED.get(char) or (char if char in KEPT else convert(char))
            if form == char or len(form) != 1 or not form.encode("gbk", "ignore"):
                continue
            reading = pypinyin.pinyin(form, style=pypinyin.Style.TONE)[0][0]
            found.append(char + form + (reading if reading != form else ""))
    return found


def write(path, comment, name, summary, pieces, joint):
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-obfuscation-tables.py %s. Do not edit.\n\n" % comment)
        out.write("/// %s\nenum %s {\n  static let table: StaticString = \"\"\"\n" % (summary, name))
        out.write(joint.join("    " + piece for piece in pieces) + "\n    \"\"\"\n}\n")


def main():
    folder = sys.argv[1]
    table = gbk()
    write(folder + "/GBKCodes.swift", "from the system's iconv(1)", "GBKCodes",
          "GBK's characters from 8140 to FEFE, 190 to each lead byte; a full stop where there is none.",
          [table[i:i + 38] for i in range(0, len(table), 38)], "\\\n")
    items, lines, line = converted(), [], ""
    for item in items:
        if line and len(line) * 2 + len(item) * 2 > 150:
            lines.append(line)
            line = ""
        line += item + " "
    lines.append(line.rstrip())
    write(folder + "/ConvertedCharacters.swift", "with OpenCC (Apache License 2.0) and pypinyin (MIT License)",
          "ConvertedCharacters", "A simplified character, what the converter makes of it, and its reading.", lines, "\\\n")


main()
