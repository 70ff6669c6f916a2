#!/usr/bin/env python3
"""Writes Sources/Cleaning/Fields/JapaneseSurnamesData.swift: family names in Japanese newspapers.

    tools/make-japanese-surnames.py Sources/Cleaning/Fields

Source: the nouns 固有名詞,人名,姓 of IPADIC (Debian's `mecab-ipadic`, /usr/share/mecab/dic/ipadic/Noun.name.csv) that are
written in Han characters alone. The dictionary has 10,862 of them; kept are those whose cost says that the newspapers
it was trained on hold them: names that no text held have the costs around 7,620.
"""

import csv
import io
import pathlib
import sys

DICTIONARY = pathlib.Path("/usr/share/mecab/dic/ipadic/Noun.name.csv")
UNSEEN = range(7_600, 7_660)
COLUMNS = 96


def is_han(name):
    return all("\u3400" <= character <= "\u9fff" or character == "々" for character in name)


names = set()
for row in csv.reader(io.StringIO(DICTIONARY.read_text(encoding="euc-jp"))):
    if row[6:8] == ["人名", "姓"] and is_han(row[0]):
        if int(row[3]) not in UNSEEN:
            names.add(row[0])
names = sorted(names)

lines, line = [], ""
for name in names:
    if (len(line) + len(name)) * 2 > COLUMNS * 1.9:
        lines.append(line)
        line = ""
    line += name + " "
lines.append(line)

out = pathlib.Path(sys.argv[1]) / "JapaneseSurnamesData.swift"
out.write_text(
    "// Made by tools/make-japanese-surnames.py from IPADIC's names of persons; not edited by hand.\n\n"
    "extension JapaneseSurnames {\n"
    "  /// Family names in the order of their code points, a blank between.\n"
    '  static let data: StaticString = """\n'
    + "".join(f"    {line}\\\n" for line in lines[:-1])
    + f"    {lines[-1].rstrip()}\n"
    + '    """\n}\n'
)
print(len(names), "names,", out.stat().st_size, "bytes")
