#!/usr/bin/env python3
"""Trees of pages beside those of Python's html5lib, in the format of html5lib's tests; each difference with its reason.

    pip install html5lib
    swift build -c release --package-path tools/bench-markup
    python3 tools/compare_html5lib.py tools/bench-markup/.build/release/bench-markup PAGES [COUNT]
    python3 tools/compare_html5lib.py BENCH --cases TREE-CONSTRUCTION-FOLDER

PAGES is a folder of .html or .html.gz files, searched below. html5lib 1.1 implements the standard of 2014 to 2020. Where
a tree differs, the changes of the standard since then are made to html5lib one by one (PATCHES); the change that makes
the trees equal is the reason. With --cases the same patched html5lib judges the public cases that
Tests/MarkupTests/Conformance/OutdatedCases.swift lists as outdated: a second implementation of today's rules.
"""
import collections
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile

import html5lib
from html5lib import constants, html5parser, treebuilders
from html5lib.constants import namespaces
from html5lib.treebuilders import base, etree

HTML = namespaces["html"]
PREFIXES = {namespaces["svg"]: "svg ", namespaces["mathml"]: "math "}
ATTRIBUTE_PREFIXES = {namespaces["xlink"]: "xlink ", namespaces["xml"]: "xml ", namespaces["xmlns"]: "xmlns "}


def dump(root):
    """Lines of a tree of html5lib's etree builder; without recursion, since pages are deep."""
    lines = []
    stack = [(root, 0, False)]
    while stack:
        node, depth, is_tail = stack.pop()
        indent = "| " + "  " * depth
        if is_tail:
            lines.append(f'{indent}"{node}"')
            continue
        if node.tag == "<!DOCTYPE>":
            public, system = node.get("publicId") or "", node.get("systemId") or ""
            has = node.get("publicId") is not None or node.get("systemId") is not None
            lines.append(f'{indent}<!DOCTYPE {node.text or ""}' + (f' "{public}" "{system}">' if has and (public or system) else ">"))
            children = []
        elif not isinstance(node.tag, str):
            lines.append(f"{indent}<!-- {node.text or ''} -->")
            children = []
        else:
            space, name = re.match(r"(?:\{(.*?)\})?(.*)", node.tag, re.S).groups()
            if name not in ("DOCUMENT_ROOT", "DOCUMENT_FRAGMENT"):
                lines.append(f"{indent}<{PREFIXES.get(space, '')}{name}>")
                attributes = []
                for key, value in node.attrib.items():
                    space, name = re.match(r"(?:\{(.*?)\})?(.*)", key, re.S).groups()
                    prefix = "" if name == "xmlns" else ATTRIBUTE_PREFIXES.get(space, "")
                    attributes.append((prefix + name, value))
                for key, value in sorted(attributes, key=lambda pair: pair[0].encode("utf-16-be")):
                    lines.append(f'{indent}  {key}="{value}"')
                depth += 1
            if node.text:
                lines.append("| " + "  " * depth + f'"{node.text}"')
            children = list(node)
        for child in reversed(children):
            if child.tail:
                stack.append((child.tail, depth, True))
            stack.append((child, depth, False))
    return "\n".join(lines)


class Parser(html5lib.HTMLParser):
    """html5lib with some of the standard's later changes."""

    def __init__(self, patches):
        super().__init__(tree=treebuilders.getTreeBuilder("etree"), namespaceHTMLElements=True)
        self.patches = patches

    def reset(self):
        super().reset()
        body = self.phases["inBody"]
        cls = type(body)
        tree = self.tree

        def start(token):
            return cls.processStartTag(body, token)

        def end(token):
            return cls.processEndTag(body, token)

        def start_tag(token):
            name = token["name"]
            if "select" in self.patches and name in ("select", "option", "optgroup", "input", "hr"):
                if self.select_start(name, token):
                    return None
            if "ruby" in self.patches and name in ("rb", "rt", "rtc", "rp"):
                if tree.elementInScope("ruby"):
                    tree.generateImpliedEndTags("rtc" if name in ("rt", "rp") else None)
                tree.insertElement(token)
                return None
            if "blocks" in self.patches and name in ("dialog", "main", "search", "summary", "details", "menu"):
                if tree.elementInScope("p", variant="button"):
                    self.phases["inBody"].endTagP({"type": 4, "name": "p", "data": {}})
                tree.insertElement(token)
                return None
            if "obsolete" in self.patches and name in ("isindex", "menuitem", "command", "keygen"):
                tree.reconstructActiveFormattingElements()
                tree.insertElement(token)
                if name == "keygen":
                    tree.openElements.pop()
                return None
            return start(token)

        def end_tag(token):
            name = token["name"]
            blocks = {"select"} if "select" in self.patches else set()
            if "blocks" in self.patches:
                blocks |= {"dialog", "main", "search", "summary", "details", "menu"}
            if name in blocks:
                if tree.elementInScope(name):
                    tree.generateImpliedEndTags()
                    while tree.openElements.pop().name != name:
                        pass
                return None
            return end(token)

        # Phases have slots, so that a method can be replaced in a subclass alone.
        body.__class__ = type(cls.__name__, (cls,), {
            "__slots__": (),
            "processStartTag": lambda _, token: start_tag(token),
            "processEndTag": lambda _, token: end_tag(token),
        })
        if "blanks" in self.patches:
            for name in ("inCell", "inCaption"):
                phase = self.phases[name]
                phase.__class__ = type(name, (type(phase),), {
                    "__slots__": (),
                    "processSpaceCharacters": lambda _, token: body.processSpaceCharacters(token),
                })
        if "select" in self.patches:
            for name in ("inSelect", "inSelectInTable"):
                self.phases[name] = body

    def select_start(self, name, token):
        """Start tags that whatwg/html#10548 changed, "in body"; whether that was all to be done."""
        tree = self.tree
        in_select = tree.elementInScope("select")
        is_context = self.innerHTML == "select"

        def close_select():
            while tree.openElements.pop().name != "select":
                pass

        if name in ("select", "input"):
            if is_context:
                return True
            if in_select:
                close_select()
                if name == "select":
                    return True
            if name == "input":
                return False
            tree.reconstructActiveFormattingElements()
            tree.insertElement(token)
            self.framesetOK = False
            return True
        if name == "hr":
            if tree.elementInScope("p", variant="button"):
                self.phases["inBody"].endTagP({"type": 4, "name": "p", "data": {}})
            if in_select:
                tree.generateImpliedEndTags()
            return False
        if in_select:
            tree.generateImpliedEndTags("optgroup" if name == "option" else None)
        elif tree.openElements[-1].name == "option":
            tree.openElements.pop()
        tree.reconstructActiveFormattingElements()
        tree.insertElement(token)
        return True

    def resetInsertionMode(self):
        if "select" not in self.patches:
            return super().resetInsertionMode()
        hidden = [node for node in self.tree.openElements if node.name == "select"]
        kept = list(self.tree.openElements)
        self.tree.openElements[:] = [node for node in kept if node not in hidden] or kept
        inner, self.innerHTML = self.innerHTML, "body" if self.innerHTML == "select" else self.innerHTML
        try:
            super().resetInsertionMode()
        finally:
            self.tree.openElements[:] = kept
            self.innerHTML = inner


PATCHES = {
    "select": "select has no insertion modes of its own any more (whatwg/html#10548, 2025)",
    "blocks": "dialog, main, search, summary close a paragraph (whatwg/html, 2013 to 2023)",
    "ruby": "rb and rtc, and what rt closes (W3C ruby rules, taken over in 2015)",
    "obsolete": "isindex, menuitem, command, keygen have no rules any more (whatwg/html, 2016 to 2018)",
    "blanks": "a slip of html5lib: blanks in cells do not open formatting elements again",
    "template": "html5lib knows no template (2013)",
}
SCOPES = {key: value for key, value in base.listElementsMap.items()}


def html5lib_tree(text, patches=(), fragment=None):
    for key, (elements, inverted) in SCOPES.items():
        more = {(HTML, "select")} if "select" in patches and not inverted and key != "table" else set()
        base.listElementsMap[key] = (frozenset(elements | more), inverted)
    parser = Parser(set(patches))
    if fragment:
        return dump(parser.parseFragment(text, container=fragment))
    parser.parse(text)
    return dump(parser.tree.document._element)


def our_trees(bench, texts):
    """Our trees of texts, through files since a page holds any character."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (pathlib.Path(folder) / f"{number:05}").write_bytes(text.encode(errors="replace"))
        output = subprocess.run([bench, "--dump", folder], stdout=subprocess.PIPE, check=True).stdout
    return output.decode().split("\f\n")[:-1]


def rename_templates(text):
    return re.sub(r"(</?)template(?=[\s/>])", r"\1x-templat", text, flags=re.I)


def reason(bench, text, ours):
    """The changes that explain a difference, or None."""
    names = [name for name in PATCHES if name != "template"]
    for tried in [[name] for name in names] + [names]:
        if html5lib_tree(text, tried) == ours:
            return tried
    if re.search("<template", text, re.I):
        renamed = rename_templates(text)
        ours = our_trees(bench, [renamed])[0]
        for tried in [[], names]:
            if html5lib_tree(renamed, tried) == ours:
                return ["template"] + tried
    return None


def compare_pages(bench, folder, count):
    files = sorted(path for path in pathlib.Path(folder).rglob("*.html*") if path.is_file())
    # Whole pages of a size that html5lib, at some 300 KB a second, gets through.
    small = [path for path in files if path.stat().st_size < 40_000]
    chosen = small[:: max(1, len(small) // count)][:count]
    texts = []
    for path in chosen:
        raw = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
        texts.append(raw.decode("utf-8", errors="replace"))
    tally = collections.Counter()
    for path, text, ours in zip(chosen, texts, our_trees(bench, texts)):
        theirs = html5lib_tree(text)
        if theirs == ours:
            tally["equal"] += 1
            continue
        why = reason(bench, text, ours)
        tally[", ".join(why) if why else "unexplained"] += 1
        if why is None:
            theirs = html5lib_tree(text, [name for name in PATCHES if name != "template"])
            for line, (a, b) in enumerate(zip(ours.split("\n"), theirs.split("\n"))):
                if a != b:
                    print(f"{path}: line {line}\n  ours      {a[:150]}\n  html5lib  {b[:150]}")
                    break
    print(f"{len(texts)} pages, {sum(map(len, texts)) / 1e6:.1f} million characters")
    for name, number in tally.most_common():
        print(f"{number:5}  {name}: " + "; ".join(PATCHES.get(part, part) for part in name.split(", ")))


def cases_of(path):
    """(data, fragment or None, number) of the cases of a .dat file."""
    number = 0
    for block in re.split(r"(?:^|\n\n)#data\n", path.read_text(errors="surrogateescape"))[1:]:
        number += 1
        data, rest = re.split(r"(?:^|\n)#errors", block, maxsplit=1)
        fragment = re.search(r"\n#document-fragment\n(.*)", rest)
        tree = rest.split("\n#document\n", 1)[1].rstrip("\n")
        yield number, data, fragment.group(1) if fragment else None, tree


def judge_cases(bench, folder):
    source = (pathlib.Path(__file__).parent / "../Tests/MarkupTests/Conformance/OutdatedCases.swift").read_text()
    agreed = total = 0
    for name, numbers in re.findall(r'"([\w/.-]+)": \(\.select, \[([\d, ]+)\]\)', source):
        wanted = {int(number) for number in numbers.split(",")}
        for number, data, fragment, _ in cases_of(pathlib.Path(folder) / name):
            if number not in wanted:
                continue
            total += 1
            theirs = html5lib_tree(data, list(PATCHES), fragment)
            ours = subprocess.run(
                [bench, "--dump-fragment", fragment or ""], input=data.encode(), stdout=subprocess.PIPE, check=True
            ).stdout.decode().rstrip("\n")
            agreed += theirs == ours
            if theirs != ours:
                print(f"{name} case {number}: {data!r} in {fragment}\nours\n{ours}\nhtml5lib by today's rules\n{theirs}")
    print(f"{agreed} of {total} outdated cases of select: today's rules in html5lib give our trees")


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    if len(sys.argv) > 3 and sys.argv[2] == "--cases":
        judge_cases(sys.argv[1], sys.argv[3])
    elif len(sys.argv) > 2:
        compare_pages(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 200)
    else:
        sys.exit(__doc__)
