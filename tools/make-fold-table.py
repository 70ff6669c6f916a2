#!/usr/bin/env python3
"""Writes Sources/TextAnalysis/FoldData.swift from the Unicode Character Database.

    tools/make-fold-table.py > Sources/TextAnalysis/FoldData.swift

Reads UnicodeData.txt, CaseFolding.txt, Scripts.txt and CompositionExclusions.txt of Debian's
`unicode-data` (/usr/share/unicode; Unicode License v3).

A character folds to its compatibility decomposition without the marks of scripts whose marks are
accents, case folded: U+FF21 to `a`, U+00E9 to `e`, U+FB01 to `fi`. A few Latin letters that have no
decomposition are folded as search engines do (LETTERS).
"""

import sys

UCD = "/usr/share/unicode/"

# Latin and Cyrillic letters without a decomposition that are searched for by another letter.
LETTERS = {
    "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l",
    "ŋ": "n", "œ": "oe", "ŧ": "t", "ƀ": "b", "ɨ": "i", "ʉ": "u", "ё": "е",
}

# Scripts whose nonspacing marks are accents or points that a reader leaves out when searching.
ACCENTED = {"Inherited", "Common", "Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Syriac"}

# Written without blanks between words: each character is a token.
SINGLE = {
    "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar", "Yi",
}

# Letters with a diacritic that are letters of their own: й is no и.
OWN = {0x0419, 0x0439, 0x040E, 0x045E, 0x0407, 0x0457}


def read():
    category, decomposition = {}, {}
    first = None
    for line in open(UCD + "UnicodeData.txt", encoding="ascii"):
        field = line.split(";")
        code = int(field[0], 16)
        if field[1].endswith("First>"):
            first = code
            continue
        for each in range(first if first is not None else code, code + 1):
            category[each] = field[2]
        first = None
        if field[5]:
            parts = [x for x in field[5].split() if not x.startswith("<")]
            decomposition[code] = [int(x, 16) for x in parts]
    script = {}
    for line in open(UCD + "Scripts.txt", encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            codes, name = [x.strip() for x in line.split(";")]
            low, _, high = codes.partition("..")
            for each in range(int(low, 16), int(high or low, 16) + 1):
                script[each] = name
    case = {}
    for line in open(UCD + "CaseFolding.txt", encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            code, status, to = [x.strip() for x in line.split(";")[:3]]
            if status in "CF":
                case[int(code, 16)] = [int(x, 16) for x in to.split()]
    return category, decomposition, script, case


def main():
    category, decomposition, script, case = read()

    def is_accent(code):
        return category.get(code) in ("Mn", "Me") and script.get(code) in ACCENTED

    def decompose(code):
        if 0xAC00 <= code <= 0xD7A3 or code in OWN:
            return [code]
        parts = decomposition.get(code)
        # A kana with its sound mark is a letter of its own; only compatibility forms are taken apart.
        if not parts or (script.get(code) in ("Hiragana", "Katakana") and code < 0xFF00):
            return [code]
        return [x for part in parts for x in decompose(part)]

    def fold(code):
        result = []
        for part in decompose(code):
            for lower in case.get(part, [part]):
                for base in decompose(lower):
                    letter = LETTERS.get(chr(base))
                    result += [ord(x) for x in letter] if letter else [base]
        return [x for x in result if not is_accent(x)]

    def is_word(code):
        return category.get(code, "Cn")[0] in "LN" or (
            category.get(code, "Cn")[0] == "M" and not is_accent(code))

    words, singles, accents, folds = [], [], [], {}
    for code in sorted(category):
        if code < 0x80 or 0xD800 <= code <= 0xF8FF and category[code] in ("Cs", "Co"):
            continue
        if is_accent(code) or code in (0x640, 0x200C, 0x200D, 0xAD) or not fold(code):
            accents.append(code)
        elif category[code] == "So" and decomposition.get(code) is None:
            continue
        elif is_word(code) or code in (0x3005, 0x3007):
            (singles if script.get(code) in SINGLE else words).append(code)
        else:
            to = fold(code)
            if to == [code] or not to or not all(is_word(x) for x in to):
                continue
            (singles if script.get(to[0]) in SINGLE else words).append(code)
        if code not in accents[-1:]:
            to = fold(code)
            if to != [code] and to and all(is_word(x) for x in to):
                folds.setdefault(tuple(to), []).append(code)

    def ranges(codes):
        out, codes = [], list(codes)
        start = previous = codes[0]
        for code in codes[1:] + [None]:
            if code != previous + 1 if code is not None else True:
                out.append("%X" % start if start == previous else "%X-%X" % (start, previous))
                start = code
            previous = code
        return out

    def literal(name, summary, items):
        print("  /// %s" % summary)
        print('  static let %s: StaticString = """' % name)
        line = ""
        for item in items:
            if line and len(line) + len(item) + 1 > 92:
                print("    %s \\" % line)
                line = ""
            line = line + " " + item if line else item
        print("    %s" % line)
        print('    """')

    print("// Made by tools/make-fold-table.py from UnicodeData.txt, CaseFolding.txt and Scripts.txt of")
    print("// Debian's unicode-data (Unicode License v3). Do not edit.")
    print()
    print("/// What each character counts as, and what it folds to; hexadecimal code points.")
    print("enum FoldData {")
    literal("words", "Letters, digits and marks of which words are made.", ranges(words))
    print()
    literal("singles", "Characters of scripts without blanks: each a token.", ranges(singles))
    print()
    literal("accents", "Characters that fold to nothing.", ranges(accents))
    print()
    items = []
    for to, codes in sorted(folds.items()):
        spans = ranges(codes)
        for i in range(0, len(spans), 6):
            items.append("+".join("%X" % x for x in to) + "=" + ",".join(spans[i:i + 6]))
    literal("folds", "`61=E0-E5,FF41`: what folds to `a`; `66+69=FB01`: to `fi`.", items)
    print("}")


sys.exit(main())
