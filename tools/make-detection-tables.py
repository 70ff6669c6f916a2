#!/usr/bin/env python3
"""Counts the letters of forty languages and writes Sources/TextCoding/Tables/LanguageData.swift.

    tools/make-detection-tables.py FOLDER

FOLDER holds Debian packages unpacked side by side (`apt-get download P; dpkg -x P_*.deb FOLDER/P`):
libreoffice-help-* and libreoffice-l10n-* (MPL-2.0), debian-handbook (GPL-2+ or CC-BY-SA-3.0), for
Chinese also python3-jieba (MIT) and rime-essay (LGPL-3), for Japanese mecab-ipadic (ICOT's free
licence). What is written are frequencies alone.

Costs are -8·log2 of a probability, so that their sum over a text is its length in eighths of a bit.
"""

import base64
import collections
import gettext
import html
import math
import pathlib
import re
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/TextCoding/Tables"
UNIT = 8
# Enough text for stable pairs of letters; the rest only costs time.
LIMIT = 3_000_000

# Language: LibreOffice's name of it, the handbook's.
ALPHABETIC = {
    "ar": ("ar", "ar-MA"), "be": ("be", None), "bg": ("bg", None), "cs": ("cs", "cs-CZ"),
    "da": ("da", "da-DK"), "de": ("de", "de-DE"), "el": ("el", "el-GR"), "en": ("en-us", "en-US"),
    "es": ("es", "es-ES"), "et": ("et", None), "fa": ("fa", "fa-IR"), "fi": ("fi", None),
    "fr": ("fr", "fr-FR"), "he": ("he", None), "hr": ("hr", "hr-HR"), "hu": ("hu", None),
    "is": ("is", None), "it": ("it", "it-IT"), "lt": ("lt", None), "lv": ("lv", None),
    "mk": ("mk", None), "nb": ("nb", "nb-NO"), "nl": ("nl", "nl-NL"), "pl": ("pl", "pl-PL"),
    "pt": ("pt-br", "pt-BR"), "ro": ("ro", "ro-RO"), "ru": ("ru", "ru-RU"), "sk": ("sk", None),
    "sl": ("sl", None), "sr": ("sr", None), "sv": ("sv", "sv-SE"), "th": ("th", None),
    "tr": ("tr", "tr-TR"), "uk": ("uk", None), "vi": ("vi", "vi-VN"),
}
IDEOGRAPHIC = {
    "ja": ("ja", "ja-JP"), "ko": ("ko", "ko-KR"), "zhHans": ("zh-cn", "zh-CN"),
    "zhHant": ("zh-tw", "zh-TW"),
}


def html_text(path):
    text = path.read_text(errors="ignore")
    text = re.sub(r"(?s)<(script|style|pre|code|nav|aside|header)\b.*?</\1>", " ", text)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def texts(folder, office, handbook):
    """Runs of text of one language, English ones and program names among them."""
    for path in sorted((folder / f"libreoffice-help-{office}").rglob("*.html")):
        yield from html_text(path).split("\n")
    if handbook:
        for path in sorted((folder / f"debian-handbook/usr/share/doc/debian-handbook/html/{handbook}").rglob("*.html")):
            yield from html_text(path).split("\n")
    for path in sorted((folder / f"libreoffice-l10n-{office}").rglob("*.mo")):
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog
        for key, value in catalog.items():
            if key and isinstance(value, str):
                yield re.sub(r"[~_%$]\w*", "", value)


def gather(folder, names, accept):
    seen = set()
    total = 0
    for line in texts(folder, *names):
        line = " ".join(line.split())
        if len(line) < 12 or line in seen or not accept(line):
            continue
        seen.add(line)
        total += len(line)
        yield line
        if total > LIMIT:
            return


def cost(probability):
    return min(255, max(0, round(-UNIT * math.log2(probability))))


# Classes of the alphabetic models; letters follow from 6 on. Detection.swift has the same.
SPACE, DIGIT, PUNCTUATION, LATIN, TYPOGRAPHIC, OTHER = range(6)
MARKS = set("«»“”„‘’‚–—…• \u00ad©®°·§№€")


def alphabetic(folder, language, names):
    is_latin = language not in "ar be bg el fa he mk ru sr th uk".split()

    def accept(line):
        return any(ord(c) > 127 and c.isalpha() for c in line) or is_latin

    lines = list(gather(folder, names, accept))
    if language == "sr":
        lines = [line for line in lines if any(0x400 <= ord(c) < 0x460 for c in line)]
    if language == "vi":
        # windows-1258 writes tone marks behind their letters.
        lines = [vietnamese(line) for line in lines]
    if language == "ro":
        # The old encodings have cedillas where today's text has commas below.
        lines = [line.translate(str.maketrans("șțȘȚ", "şţŞŢ")) for line in lines]
    letters = collections.Counter(
        lower(c) for line in lines for c in line if ord(c) > 127 and (c.isalpha() or is_mark(c)))
    if is_latin:
        letters = {c: n for c, n in letters.items() if c < "\u0370"}
    total = sum(len(line) for line in lines)
    special = sorted(c for c, n in letters.items() if n / total > 5e-6 and len(c) == 1)
    if not is_latin:
        # Other scripts' letters in a text are quotations.
        script = collections.Counter(ord(c) >> 8 for c in special for _ in range(letters[c]))
        main = script.most_common(1)[0][0]
        special = [c for c in special if ord(c) >> 8 == main]
    alphabet = ([chr(c) for c in range(0x61, 0x7B)] if is_latin else []) + special
    place = {c: i + 6 for i, c in enumerate(alphabet)}
    size = len(alphabet) + 6

    counts = [[0.02] * size for _ in range(size)]
    for line in lines:
        previous = SPACE
        for c in line + " ":
            now = classify(c, place, is_latin)
            counts[previous][now] += 1
            previous = now
    # A mixture with the letters' own frequency, so that a pair never seen is rare, not impossible.
    singles = [sum(row[j] for row in counts) for j in range(size)]
    whole = sum(singles)
    table = bytearray()
    for row in counts:
        n = sum(row)
        for j in range(size):
            table.append(cost(0.97 * row[j] / n + 0.03 * (singles[j] / whole) + 1e-6))
    print(language, len(lines), total, "".join(alphabet), file=sys.stderr)
    return "".join(special), is_latin, bytes(table)


def lower(c):
    return {"İ": "i", "ẞ": "ß"}.get(c, c.lower())


def is_mark(c):
    return "\u0300" <= c < "\u0370" or "\u0e00" <= c < "\u0e80"


def vietnamese(line):
    import unicodedata
    tones = {0x300, 0x301, 0x303, 0x309, 0x323}
    out = []
    for c in unicodedata.normalize("NFC", line):
        parts = unicodedata.normalize("NFD", c)
        tone = [p for p in parts if ord(p) in tones]
        rest = unicodedata.normalize("NFC", "".join(p for p in parts if ord(p) not in tones))
        out.append(rest + "".join(tone))
    return "".join(out)


def classify(c, place, is_latin):
    c = lower(c)
    if c in place:
        return place[c]
    if c == " " or c == "\n":
        return SPACE
    if "0" <= c <= "9":
        return DIGIT
    if c < "\x80":
        return LATIN if c.isalpha() else PUNCTUATION
    return TYPOGRAPHIC if c in MARKS else OTHER


# Classes of the ideographic models. Detection.swift has the same.
HAN, HIRAGANA, KATAKANA, HANGUL, WIDE_MARK, BLANK, WORD, MARK = range(8)


def wide_class(c):
    o = ord(c)
    if 0x4E00 <= o < 0xA000 or 0xF900 <= o < 0xFB00 or 0x3400 <= o < 0x4DC0 or o == 0x3005:
        return HAN
    if 0x3041 <= o < 0x30A0:
        return HIRAGANA
    if 0x30A1 <= o < 0x3100 or 0xFF66 <= o < 0xFFA0:
        return KATAKANA
    if 0xAC00 <= o < 0xD7A4:
        return HANGUL
    if o < 128:
        return BLANK if c.isspace() else WORD if c.isalnum() else MARK
    return WIDE_MARK


def ideographic(folder, language, names):
    lines = list(gather(folder, names, lambda line: any(ord(c) > 0x2E7F for c in line)))
    counts = collections.Counter(c for line in lines for c in line if ord(c) > 127)
    total = sum(counts.values())
    pairs = [[1.0] * 8 for _ in range(8)]
    for line in lines:
        previous = MARK
        for c in line:
            now = wide_class(c)
            pairs[previous][now] += 1
            previous = now
    # Manuals use few characters: dictionaries with frequencies say how common the others are.
    words = collections.Counter()
    if language == "zhHans":
        for line in (folder / "python3-jieba/usr/lib/python3/dist-packages/jieba/dict.txt").open():
            word, n, *_ = line.split(" ")
            for c in word:
                words[c] += int(n)
    if language == "zhHant":
        for line in (folder / "rime-essay/usr/share/rime-data/essay.txt").open():
            word, _, n = line.rstrip("\n").partition("\t")
            for c in word:
                words[c] += int(n or 0)
    if language == "ja":
        for path in sorted((folder / "mecab-ipadic/usr/share/mecab/dic/ipadic").glob("*.csv")):
            for line in path.read_text("euc_jp", errors="ignore").splitlines():
                for c in line.partition(",")[0]:
                    words[c] += 1
    weight = {"ja": 0.7, "ko": 1.0}.get(language, 0.25)
    n = sum(words.values()) or 1
    codec = {"zhHans": "gbk", "zhHant": "big5", "ja": "shift_jis", "ko": "euc_kr"}[language]
    levels = level_of(language)
    share = collections.Counter(levels.values())
    floor = {1: 0.02 / share[1], 2: 0.003 / max(1, share[2])}

    classes = collections.defaultdict(float)
    merged = {}
    for c in set(counts) | set(words) | set(levels):
        if ord(c) < 128 or len(c.encode(codec, "ignore")) == 0:
            continue
        p = weight * counts[c] / total + (1 - weight) * words[c] / n + floor.get(levels.get(c), 0)
        merged[c] = p
        classes[wide_class(c)] += p
    buckets = collections.defaultdict(list)
    for c, p in merged.items():
        if p > 0:
            bits = -math.log2(p / classes[wide_class(c)])
            step = min(18 * 2, round(bits * 2))
            if step < 36:
                buckets[step].append(c)
    table = bytes(cost(x / sum(row)) for row in pairs for x in row)
    print(language, len(lines), total, {k: len(v) for k, v in sorted(buckets.items())}, file=sys.stderr)
    return buckets, table


def level_of(language):
    """The characters of a national standard: level 1 the common ones, level 2 the others."""
    levels = {}
    def rows(codec, first, last, level, cells=range(0xA1, 0xFF)):
        for lead in range(first, last + 1):
            for trail in cells:
                c = bytes([lead, trail]).decode(codec, "ignore")
                if len(c) == 1:
                    levels[c] = level
    if language == "zhHans":
        rows("gb2312", 0xB0, 0xD7, 1)
        rows("gb2312", 0xD8, 0xF7, 2)
    elif language == "zhHant":
        cells = list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF))
        rows("big5", 0xA4, 0xC6, 1, cells)
        rows("big5", 0xC9, 0xF9, 2, cells)
    elif language == "ja":
        rows("euc_jp", 0xB0, 0xCF, 1)
        rows("euc_jp", 0xD0, 0xF4, 2)
        rows("euc_jp", 0xA4, 0xA5, 1)
    else:
        rows("euc_kr", 0xB0, 0xC8, 1)
        rows("euc_kr", 0xCA, 0xFD, 2)
    return levels


def wrapped(data, indent):
    text = base64.b64encode(data).decode()
    width = 98 - len(indent)
    return ("\\\n" + indent).join(text[i:i + width] for i in range(0, len(text), width))


def escaped(text):
    return "".join(c if c.isalpha() and not is_mark(c) else f"\\u{{{ord(c):X}}}" for c in text)


def lines_of(characters, prefix, width=40):
    for i in range(0, len(characters), width):
        yield prefix + "".join(characters[i:i + width])


def main():
    folder = pathlib.Path(sys.argv[1])
    out = ["""\
// Written by tools/make-detection-tables.py; do not edit.
// Frequencies of letters and pairs of letters, counted in translations of LibreOffice (MPL-2.0) and
// in The Debian Administrator's Handbook (GPL-2+ or CC-BY-SA-3.0); for Chinese characters also in the
// word lists of jieba (MIT) and rime-essay (LGPL-3), for Japanese in ipadic (ICOT's free licence).

extension AlphabeticModel {
  static let all: [AlphabeticModel] = [
"""]
    for language, names in ALPHABETIC.items():
        special, is_latin, table = alphabetic(folder, language, names)
        out.append(f"""\
    AlphabeticModel(
      language: "{language}", isLatin: {str(is_latin).lower()},
      letters: "{escaped(special)}",
      pairs: \"\"\"
        {wrapped(table, "        ")}
        \"\"\"),
""")
    out.append("  ]\n}\n")
    (OUT / "AlphabeticData.swift").write_text("".join(out))

    out = [out[0].split("extension")[0], "extension IdeographicModel {\n"]
    for language, names in IDEOGRAPHIC.items():
        buckets, table = ideographic(folder, language, names)
        out.append(f"""\
  static let {language} = IdeographicModel(
    language: "{language}",
    pairs: \"\"\"
      {wrapped(table, "      ")}
      \"\"\",
    characters: \"\"\"
""")
        for step, characters in sorted(buckets.items()):
            for line in lines_of(sorted(characters), f"      {step} "):
                out.append(line + "\n")
        out.append('      """)\n\n')
    out[-1] = '      """)\n'
    out.append("}\n")
    (OUT / "IdeographicData.swift").write_text("".join(out))


main()
