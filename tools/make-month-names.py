#!/usr/bin/env python3
"""Writes Sources/Cleaning/Text/MonthNamesData.swift: the names of months in the languages of glibc.

    tools/make-month-names.py Sources/Cleaning/Text

Source: `mon`, `alt_mon`, `abmon` and `ab_alt_mon` of LC_TIME in glibc's locales, from Debian's `locales`
(/usr/share/i18n/locales; the data is declared free of copyright), and ALIASES, forms that people write beside them.
A name is kept in small letters, without a full stop, in one word, and only where all languages that have it mean
one month, or where PREFERRED says which of them is read: `listopad` is November in Polish, Czech and Ukrainian and
October in Croatian. Names of calendars other than the Gregorian one, names with digits and names in Han are left out.
"""

import pathlib
import re
import sys
import unicodedata

LOCALES = pathlib.Path("/usr/share/i18n/locales")

# The languages in which the web is written, by their locales; those whose months are numbered are left out.
LANGUAGES = """
af_ZA sq_AL ar_EG ar_MA ar_SY hy_AM az_AZ eu_ES be_BY bn_BD bs_BA bg_BG ca_ES hr_HR cs_CZ da_DK nl_NL en_US eo et_EE
fo_FO fil_PH fi_FI fr_FR gl_ES ka_GE de_AT de_DE el_GR gu_IN he_IL hi_IN hu_HU is_IS id_ID it_IT kn_IN kk_KZ
lv_LV lt_LT lb_LU mk_MK ms_MY ml_IN mt_MT mr_IN nb_NO nn_NO pl_PL pt_BR pt_PT pa_IN ro_RO ru_RU sr_RS sr_RS@latin
sk_SK sl_SI es_ES es_MX sw_KE sv_SE ta_IN te_IN tr_TR uk_UA ur_PK
""".split()

# Where two languages mean two months by one word.
PREFERRED = {"lip": 7, "lis": 11, "listopad": 11, "listopada": 11, "srp": 8}

# Forms of the press that the locales do not have: old spellings, longer and shorter abbreviations.
ALIASES = {
    1: "jän jänner janv gennaio sty янв ocak ιαν",
    2: "febr févr fév lut фев feb φεβ",
    3: "mrz mär mrt marca мар mars",
    4: "avr abr апр kwi nis ابريل",
    5: "maio mei мая mayo",
    6: "juin juni июн cze haz",
    7: "juil juli июл lip tem",
    8: "aout août авг sie ağu",
    9: "sept setiembre set сен сент wrz eyl",
    10: "okt ott out окт paź eki अक्टूबर",
    11: "ноя lis kas nov",
    12: "déc dez dic дек gru ara desember",
}

# Words that are common in other languages' running text before or behind a number.
LEFT_OUT = {"an", "az", "da", "de", "do", "in", "is", "la", "le", "me", "no", "on", "se", "so", "to", "un"}


def strings(text, key):
    """The twelve strings of a keyword, with <Uxxxx> resolved; none where it is missing."""
    found = re.search(rf"^{key}\s+((?:\"[^\"]*\"\s*;?\s*/?\s*)+)", text, re.M)
    if not found:
        return []
    names = re.findall(r'"([^"]*)"', found[1])
    return [re.sub(r"<U([0-9A-F]+)>", lambda m: chr(int(m[1], 16)), each) for each in names]


def locale(name):
    text = (LOCALES / name).read_text(encoding="utf-8")
    copied = re.search(r'LC_TIME\s+copy\s+"([^"]+)"', text)
    if copied:
        return locale(copied[1])
    # A comment runs from % to the end of the line.
    lines = [re.sub(r'%[^"]*$', "", line) for line in text.split("\n")]
    return re.sub(r"/?\s*\n(?=\s)", " ", "\n".join(lines))


def forms(name):
    name = unicodedata.normalize("NFC", name).lower().strip().rstrip(".")
    if len(name) < (3 if name.isascii() else 2) or any(c.isdigit() or c.isspace() or c in ".-'’" for c in name):
        return []
    if any("\u2e80" <= c <= "\ud7ff" for c in name) or name in LEFT_OUT:
        return []
    return [name]


def main():
    months = {}
    for language in LANGUAGES:
        text = locale(language)
        for key in ("mon", "alt_mon", "abmon", "ab_alt_mon"):
            names = strings(text, key)
            if len(names) != 12:
                continue
            for number, name in enumerate(names, 1):
                # Finnish dates are written in the partitive.
                cases = [name, name + "ta"] if name.endswith("kuu") else [name]
                for form in (form for case in cases for form in forms(case)):
                    months.setdefault(form, {}).setdefault(number, []).append(language)
    for number, names in ALIASES.items():
        for form in names.split():
            months.setdefault(form, {}).setdefault(number, []).append("alias")
    lines = {number: set() for number in range(1, 13)}
    for form, meant in sorted(months.items()):
        if form in PREFERRED:
            lines[PREFERRED[form]].add(form)
        elif len(meant) == 1:
            lines[next(iter(meant))].add(form)
        else:
            print(f"left out: {form} {meant}", file=sys.stderr)
    out = [
        "// Written by tools/make-month-names.py; change it there.",
        "",
        "extension MonthNames {",
        "  /// The names of each month, sorted.",
        "  ///",
        "  /// Source: glibc's locales (LC_TIME), Debian's package `locales`.",
        "  static let names: [String] = [",
    ]
    for number in range(1, 13):
        out.append(f'    "{" ".join(sorted(lines[number]))}",')
    out += ["  ]", "", "  /// The Thai names of each month.", "  static let thaiNames: [String] = ["]
    out += [f'    "{name}",' for name in strings(locale("th_TH"), "mon")]
    out += ["  ]", "}", ""]
    pathlib.Path(sys.argv[1], "MonthNamesData.swift").write_text("\n".join(out), encoding="utf-8")


main()
