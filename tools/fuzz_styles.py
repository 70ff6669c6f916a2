"""Pages with made styles and scripts through `winnow batch` (`make fuzz-styles`).

    fuzz_styles.py WINNOW [--pages N] [--seed N] [--from N]
    fuzz_styles.py --show N [--seed N]          writes page N of a seed to standard output

Sheets, style attributes and short scripts are made by a grammar (selectors, nested rules, at-rules, variables, sums,
escapes, numbers of any size), then cut, doubled up to some thousand times and damaged. Fails where the program ends
otherwise than well, answers fewer pages than it was given, or takes 60 s for one. tools/mutants.py sends the same pages
through cleaning under the address sanitiser (--styles).
"""
import argparse
import base64
import json
import os
import random
import select
import subprocess
import sys
import threading
import time

NAMES = "a b c d e f k1 x-y \\31 a \\ \\000000 \\110000z é 中 -".split()
TAGS = "p div span a b li ul h1 td table body html svg font dialog q".split()
PROPERTIES = """display visibility opacity font-size font text-indent left top margin-left margin right bottom inset clip
clip-path width height max-width max-height padding overflow color background background-color transform translate scale
filter z-index letter-spacing content-visibility --a --b --c d\\69splay""".split()
WORDS = """none hidden visible collapse auto inherit initial transparent white black red #fff #000000 #0000 #ffffffff #12345
smaller larger bold absolute rect inset circle polygon !important ! ; : , / * ) ( [ ] { } < -- \\ " '""".split()
UNITS = ["", "", "px", "em", "rem", "%", "vw", "vh", "e9", "n", "pt", "\0"]
NUMBERS = ["0", "1", "-1", "+0", ".5", "-.0", "0.01", "9999", "-9999", "1000000000", "9" * 25, "9" * 400, "-" + "9" * 20,
           "2147483648", "4294967296", "9223372036854775808", "1e308", "00000000000000000001", "."]
FUNCTIONS = """calc rgb rgba hsl hsla rect inset circle ellipse polygon translate translateX scale rotateX rotatey matrix
opacity var url min linear-gradient""".split()
PSEUDOS = "is where not matches nth-child nth-last-child nth-of-type nth-last-of-type has hover".split()
PLAIN_PSEUDOS = ":root :empty :first-child :last-child :only-child :first-of-type :only-of-type :hover ::before".split()
PLACES = ["odd", "even", "n", "-n+3", "2n+1", "2n - 1", "+3", "-5n", "99999999999n+99999999999", "n+", "1 of .a", "0n+0"]
AT_RULES = ["@media screen", "@media (min-width:1px)", "@media (max-width:calc(1px*9))", "@media print", "@media",
            "@media all,", "@supports (a:b)", "@layer x", "@scope (.a)", "@scope(", "@scope (.a) to (.b)", "@import 'x'",
            "@font-face", "@keyframes k", "@", "@container (", "@charset \"x\";"]
PIECES = [b"/*", b"*/", b"<!--", b"-->", b"\"", b"'", b"\\", b"{", b"}", b"(", b")", b"[", b"]", b";", b":", b",", b"&",
          b"\0", b"\xff", b"\xc0\x80", b"\xe4\xb8", b"calc(", b"var(--a,", b":is(", b"@media{", b"@scope(", b"a{", b"--a:",
          b"!", b"</style>", b"<style>", b"<script>", b"\\0", b"\n", b"\r\n", b"+", b"~", b">", b"#", b".", b"9" * 30]
SCRIPTS = ["document.getElementById(\"%s\").style.display = \"none\";", "$('#%s').hide();", "$(\"#%s\").remove()",
           "document.querySelector('#%s').style.visibility='hidden'", "document.write(\"<style>.%s{display:none}</style>\")",
           "document.write('<style>%s{top:-999px}<\\/style>", "var e=document.getElementById('%s');e.hidden=true;",
           "$('#')", "document.write(<style", "getElementById('%s", "document.write('<style>')</style"]
SEEN = "<p>" + "What everybody reads stands here, and it goes on for a while, with commas. " * 4


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.chance, self.pick = self.random.random, self.random.choice

    def some(self, most, make, *arguments, by=""):
        return by.join(make(*arguments) for _ in range(self.random.randint(0, most)))

    def number(self):
        return self.pick(NUMBERS) + self.pick(UNITS)

    def value(self, depth=0):
        kind = self.chance()
        if kind < 0.35:
            return self.number()
        if kind < 0.65 or depth > 12:
            return self.pick(WORDS)
        if kind < 0.72:
            return f"var(--{self.pick('abcq')}" + self.pick([")", ",", ", none)", "," + self.value(depth + 1) + ")"])
        name = self.pick(FUNCTIONS)
        mark = self.pick([" ", ",", " * ", " + ", " - ", "/", "*"])
        inner = mark.join(self.value(depth + 1) for _ in range(self.random.randint(0, 3)))
        return f"{name}({inner}" + (")" if self.chance() < 0.9 else "")

    def declaration(self):
        name = self.pick(PROPERTIES)
        return f"{name}:{self.some(3, self.value, by=' ')}{self.pick(['', '', '!important'])}{self.pick(';;;} ')}"

    def part(self, depth):
        kind = self.chance()
        name = self.pick(NAMES)
        if kind < 0.3:
            return self.pick(".#") + name
        if kind < 0.5:
            return self.pick(TAGS + ["*", "&", "svg|a"])
        if kind < 0.65:
            value = self.pick(["a", "'a'", "\"a b\"", "''", "'a", "é", "\\61"])
            return f"[{self.pick(['class', 'id', 'lang', 'q'])}{self.pick(['', '=', '~=', '|=', '^=', '$=', '*='])}{value}" \
                   f"{self.pick(['', ' i', ' s'])}]"
        if kind < 0.85 or depth > 8:
            return self.pick(PLAIN_PSEUDOS)
        inner = self.pick(PLACES) if self.chance() < 0.4 else self.selectors(depth + 1)
        return f":{self.pick(PSEUDOS)}({inner}" + (")" if self.chance() < 0.9 else "")

    def selectors(self, depth=0):
        def one():
            compounds = (self.part(depth) + self.some(1, self.part, depth) for _ in range(self.pick([1, 1, 2, 3])))
            return self.pick([" ", ">", " + ", "~", " > ", "/**/"]).join(compounds)
        return ",".join(one() for _ in range(self.pick([1, 1, 1, 2, 4])))

    def rule(self, depth=0):
        prelude = self.pick(AT_RULES) if self.chance() < 0.25 else self.selectors()
        if prelude.startswith("@") and self.chance() < 0.2:
            return prelude + ";"
        inner = self.some(4, self.declaration)
        if depth < 20 and self.chance() < 0.35:
            inner += self.some(3, self.rule, depth + 1)
        return f"{prelude}{{{inner}{self.pick(['}', '}', '}', ''])}"

    def element(self, depth=0):
        names = f"class='{self.some(4, self.pick, NAMES, by=' ')}' id={self.pick('abcdefg')}"
        style = f" style=\"{self.some(4, self.declaration)}\"" if self.chance() < 0.4 else ""
        more = self.pick(["", "", " hidden", " aria-hidden=true", " inert", " bgcolor=#fff", " color=white", " lang=a"])
        inner = self.some(2, self.element, depth + 1) if depth < 6 else "x"
        return f"<{self.pick(TAGS)} {names}{style}{more}>{inner}text{self.pick(['', '</p>', '</div>'])}"

    def script(self):
        return f"<script>{self.some(2, lambda: self.pick(SCRIPTS).replace('%s', self.pick('abcdefg')))}</script>"

    def damaged(self, text):
        text = bytearray(text)
        for _ in range(self.pick([0, 0, 1, 2, 6])):
            at = self.random.randint(0, len(text))
            end = min(len(text), at + self.random.randint(0, 60))
            kind = self.random.randint(0, 5)
            if kind == 0:
                del text[at:end]
            elif kind == 1:
                text[at:at] = text[at:end]
            elif kind == 2 and self.chance() < 0.2:
                text[at:at] = text[at:end] * self.random.randint(2, 100_000 // (end - at + 1))
            elif kind == 3 and at < len(text):
                text[at] = self.random.randint(0, 255)
            elif kind == 4 and self.chance() < 0.3:
                del text[at:]
            else:
                text[at:at] = self.pick(PIECES) * self.pick([1, 1, 1, 20])
        return bytes(text)

    def page(self):
        sheet = self.damaged(self.some(6, self.rule).encode(errors="replace"))
        body = self.damaged((self.some(6, self.element) + self.some(2, self.script)).encode(errors="replace"))
        doctype = self.pick([b"<!doctype html>", b""])
        end = b"</style>" if self.chance() < 0.95 else b""
        return doctype + b"<title>T</title><style>" + sheet + end + b"<body>" + body + SEEN.encode()


def page(seed, number):
    """Page `number` of a seed."""
    return Maker(f"{seed} {number}").page()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--show", type=int)
    arguments = parser.parse_args()
    if arguments.show is not None:
        sys.stdout.buffer.write(page(arguments.seed, arguments.show))
        return
    process = subprocess.Popen(
        [arguments.program, "batch", "--workers", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=dict(os.environ, SWIFT_BACKTRACE="enable=no"))

    def give():
        try:
            for number in range(arguments.first, arguments.first + arguments.pages):
                body = base64.b64encode(page(arguments.seed, number)).decode()
                line = {"ref": str(number), "url": "https://example.org/a", "body_base64": body, "content_type": "text/html"}
                process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.close()
        except BrokenPipeError:
            pass

    threading.Thread(target=give, daemon=True).start()
    answered, articles, start = 0, 0, time.time()
    rest = b""
    while True:
        if not select.select([process.stdout], [], [], 60)[0]:
            process.kill()
            sys.exit(f"60 s without an answer after page {arguments.first + answered} of seed {arguments.seed}")
        more = os.read(process.stdout.fileno(), 1 << 16)
        if not more:
            break
        *lines, rest = (rest + more).split(b"\n")
        answered += len(lines)
        articles += sum(b'"article"' in line[:60] for line in lines)
    status = process.wait()
    print(f"{answered} of {arguments.pages} pages answered, {articles} articles, {time.time() - start:.0f} s, "
          f"seed {arguments.seed}, status {status}")
    if status or answered != arguments.pages:
        sys.exit(f"failed near page {arguments.first + answered} of seed {arguments.seed}")


if __name__ == "__main__":
    main()
