#!/usr/bin/env python3
"""Writes Sources/Restoration/ScriptData.swift and FrequencyData.swift.

    tools/make-script-tables.py Sources/Restoration JIEBA/dict.txt

Script: OpenCC's dictionaries (Apache License 2.0) of Debian's `libopencc-data`, read with
`opencc_dict` of `opencc`: tw2s is TWVariantsRevPhrases and TWVariantsRev, then TSPhrases and
TSCharacters; s2t is STPhrases and STCharacters. Both steps are composed here into one list.

Frequencies: word counts of jieba's dictionary (MIT License; Debian's `python3-jieba`,
/usr/lib/python3/dist-packages/jieba/dict.txt), made into counts of characters and of pairs inside
words, on a scale of logarithms from 1 to 9.
"""

import collections
import math
import subprocess
import sys
import tempfile

OPENCC = "/usr/share/opencc/"


def dictionary(name):
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(["/usr/bin/opencc_dict", "-i", OPENCC + name + ".ocd2", "-f", "ocd2",
                        "-o", file.name, "-t", "text"], check=True)
        entries = {}
        for line in open(file.name, encoding="utf-8"):
            key, _, values = line.rstrip("\n").partition("\t")
            if values:
                entries[key] = values.split(" ")[0]
        return entries


def convert(text, *dictionaries):
    """Longest match first, in the first of the dictionaries that has one, as OpenCC's groups do."""
    out, at = "", 0
    while at < len(text):
        for entries in dictionaries:
            longest = max((n for n in range(1, min(16, len(text) - at) + 1)
                           if text[at:at + n] in entries), default=0)
            if longest:
                out, at = out + entries[text[at:at + longest]], at + longest
                break
        else:
            out, at = out + text[at], at + 1
    return out


def to_simplified():
    revp, rev = dictionary("TWVariantsRevPhrases"), dictionary("TWVariantsRev")
    phrases, chars = dictionary("TSPhrases"), dictionary("TSCharacters")

    def tw2s(text):
        return convert(convert(text, revp, rev), phrases, chars)

    result = {}
    for char in set(chars) | set(rev):
        if tw2s(char) != char:
            result[char] = tw2s(char)
    forms = collections.defaultdict(set)
    for variant, standard in rev.items():
        forms[standard].add(variant)
    words = set(phrases) | set(revp)
    for phrase in phrases:
        variants = [""]
        for char in phrase:
            variants = [v + c for v in variants for c in {char} | forms[char]][:64]
        words |= {v for v in variants if convert(v, revp, rev) == phrase}
    for word in words:
        if len(word) > 1:
            result[word] = tw2s(word)
    return result, set(phrases)


def to_traditional():
    chars = dictionary("STCharacters")
    phrases = {}
    for word, value in dictionary("STPhrases").items():
        # A word that its characters give anyway needs no entry, but may shield a longer match.
        if "".join(chars.get(c, c) for c in word) != value:
            phrases[word] = value
    return {c: v for c, v in chars.items() if v != c}, phrases


def literal(out, name, summary, items, width):
    out.write("  /// %s\n  static let %s: StaticString = \"\"\"\n" % (summary, name))
    line, size = "", 0
    for item in items:
        columns = sum(1 if ord(c) < 0x2E80 else 2 for c in item) + 1
        if line and size + columns > width:
            out.write("    %s\\\n" % line)
            line, size = "", 0
        line, size = line + item + " ", size + columns
    out.write("    %s\n    \"\"\"\n" % line.rstrip())


def main():
    folder, words = sys.argv[1], sys.argv[2]
    simplified, _ = to_simplified()
    characters, phrases = to_traditional()
    with open(folder + "/ScriptData.swift", "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-script-tables.py from OpenCC's dictionaries (Apache License 2.0), Debian's\n")
        out.write("// libopencc-data. Do not edit.\n\n")
        out.write("/// Conversions between the scripts: each item is what is converted, `=`, and what it becomes.\n")
        out.write("enum ScriptData {\n")
        singles = collections.defaultdict(list)
        for key, value in sorted(simplified.items()):
            if len(key) == 1:
                singles[value].append(key)
        literal(out, "simplifiedCharacters", "Characters, as tw2s has them.",
                ["%s=%s" % ("".join(k), v) for v, k in sorted(singles.items())], 92)
        out.write("\n")
        literal(out, "simplifiedPhrases", "Phrases, as tw2s has them.",
                ["%s=%s" % x for x in sorted(simplified.items()) if len(x[0]) > 1], 92)
        out.write("\n")
        literal(out, "traditionalCharacters", "Characters, as s2t has them.",
                ["%s=%s" % x for x in sorted(characters.items())], 92)
        out.write("\n")
        literal(out, "traditionalPhrases", "Phrases, as s2t has them, where their characters do not.",
                ["%s=%s" % x for x in sorted(phrases.items())], 92)
        out.write("}\n")

    single, pair = collections.Counter(), collections.Counter()
    for line in open(words, encoding="utf-8"):
        word, count, _ = line.split(" ")
        for char in word:
            single[char] += int(count)
        for first, second in zip(word, word[1:]):
            pair[first + second] += int(count)

    def level(count, top, bottom):
        share = (math.log(count) - math.log(bottom)) / (math.log(top) - math.log(bottom))
        return max(1, min(9, 1 + round(8 * share)))

    def han(text):
        return all("\u4e00" <= c <= "\u9fff" for c in text)

    ones = [(c, n) for c, n in single.most_common() if han(c) and n >= 3]
    twos = [(c, n) for c, n in pair.most_common(48000) if han(c) and n >= 3]
    with open(folder + "/FrequencyData.swift", "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-script-tables.py from the word counts of jieba (MIT License, Sun Junyi), Debian's\n")
        out.write("// python3-jieba. Do not edit.\n\n")
        out.write("/// How often characters and pairs of them occur: logarithms of counts, from 1 to 9.\n")
        out.write("enum FrequencyData {\n")
        levels = collections.defaultdict(str)
        for char, count in ones:
            levels[level(count, ones[0][1], ones[-1][1])] += char
        items = []
        for each, chars in sorted(levels.items()):
            items += ["%d%s" % (each, chars[i:i + 40]) for i in range(0, len(chars), 40)]
        literal(out, "characters", "`9的一`: characters of level 9.", items, 92)
        out.write("\n")
        firsts = collections.defaultdict(lambda: collections.defaultdict(str))
        for (first, second), count in twos:
            firsts[first][level(count, twos[0][1], twos[-1][1])] += second
        items = []
        for first, rows in sorted(firsts.items()):
            text = [c for each, chars in sorted(rows.items()) for c in [str(each)] + list(chars)]
            last = ""
            while text:
                piece, text = text[:36], text[36:]
                digits = [c for c in piece if c.isdigit()]
                items.append(first + ("" if piece[0].isdigit() else last) + "".join(piece))
                last = digits[-1] if digits else last
        literal(out, "pairs", "`经9济7营`: pairs that begin with 经.", items, 92)
        out.write("}\n")


main()
