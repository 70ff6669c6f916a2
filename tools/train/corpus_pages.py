"""Reads the corpus, runs the dumper over it, labels the blocks and lays all out as flat arrays.

Pages that may be of one site are found by registered domain, and where a page tells none, by the names its template
gives: such pages never stand on both sides of a fold.
"""
import base64
import collections
import gzip
import hashlib
import json
import os
import pickle
import re
import subprocess

import numpy

from corpus_addresses import domain_of
from label_blocks import label, tokens

FOLDS = 5
PARTS = 3


def pages_of(folder):
    for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf8"):
        gold = json.loads(line)
        name = gold.get("file") or "pages/%s.html" % gold["id"].replace("/", "_")
        path = os.path.join(folder, name)
        if os.path.exists(path + ".gz"):
            yield gold, gzip.open(path + ".gz").read()


def dump(binary, corpus, sets):
    """Runs the dumper over the pages of some sets; returns the pages and the features' names."""
    pages, feed = [], []
    for name in sets:
        for gold, raw in pages_of(os.path.join(corpus, name)):
            feed.append(json.dumps({"ref": len(pages), "body_base64": base64.b64encode(raw).decode()}).encode())
            pages.append({"set": name, "gold": gold, "domain": domain_of(gold, raw)})
    process = subprocess.run([binary], input=b"\n".join(feed) + b"\n", stdout=subprocess.PIPE, check=True)
    names = None
    for line in process.stdout.splitlines():
        row = json.loads(line)
        if "ref" not in row:
            names = row
            continue
        page = pages[row["ref"]]
        page["texts"] = row["texts"]
        numbers = lambda key, kind: numpy.frombuffer(base64.b64decode(row[key]), dtype=kind)
        page["features"] = numbers("features", "<f4").reshape(-1, len(names["names"]))
        page["ratings"], page["units"] = numbers("ratings", "<f4"), numbers("units", "<f4")
        for key in ("places", "larger", "containerParents", "recordGroups", "innerRecords", "outerRecords", "innermost", "parents", "textWordCounts", "elementWordCounts"):
            page[key] = numbers(key, "<i4")
        page["groups"] = [numpy.frombuffer(base64.b64decode(g), dtype="<i4") for g in row["groups"]]
        for key in ("textWords", "elementWords"):
            page[key] = numbers(key, "<u4")
    return pages, names


def add_labels(pages, cache):
    """Labels each page's blocks; alignments are kept in a file between runs."""
    done = pickle.load(open(cache, "rb")) if os.path.exists(cache) else {}
    for page in pages:
        key = hashlib.sha1(("\x00".join(page["texts"]) + page["gold"]["id"] + page["set"]).encode()).hexdigest()
        if key not in done:
            done[key] = snippets(page["texts"], page["gold"]) if "body" not in page["gold"] else label(page["texts"], page["gold"]["body"])
        page["labels"] = numpy.array([share for share, _ in done[key]], dtype="f4")
        page["sizes"] = numpy.array([size for _, size in done[key]], dtype="i4")
    pickle.dump(done, open(cache, "wb"))


def snippets(texts, gold):
    """Labels from snippets that must and must not come out; -1 where neither says anything."""
    squeeze = lambda t: re.sub(r"\s+", " ", t).strip()
    wanted, unwanted = ([squeeze(s) for s in gold.get(k, [])] for k in ("with", "without"))
    found = []
    for text in map(squeeze, texts):
        good, bad = any(s in text for s in wanted), any(s in text for s in unwanted)
        found.append((-1.0 if good == bad else float(good), len(tokens(text))))
    return found


def number(value, salt):
    return int(hashlib.sha1((salt + str(value)).encode()).hexdigest(), 16)


class Pages:
    """All pages as flat arrays: blocks, elements and containers of one page after those of another."""

    def __init__(self, pages, names):
        self.pages, self.names, self.first = pages, names["names"], len(names["first"])
        self.column = {name: i for i, name in enumerate(self.names)}
        scales = max(len(p["groups"]) for p in pages)
        for page in pages:
            # A page without blocks has no measures of its containers.
            page["containerParents"] = page["containerParents"][:len(page["larger"])]
            page["groups"] = page["groups"] or [numpy.zeros(0, "i4")] * scales
        counts = numpy.array([len(p["texts"]) for p in pages])
        self.starts = numpy.concatenate([[0], numpy.cumsum(counts)])
        self.page = numpy.repeat(numpy.arange(len(pages)), counts)
        joined = lambda key: numpy.concatenate([p[key] for p in pages])
        self.features, self.ratings, self.units = joined("features"), joined("ratings"), joined("units")
        self.labels, self.sizes = joined("labels"), joined("sizes")
        elements = numpy.concatenate([[0], numpy.cumsum([len(p["parents"]) for p in pages])])
        containers = numpy.concatenate([[0], numpy.cumsum([len(p["larger"]) for p in pages])])
        moved = lambda key, offsets: numpy.concatenate(
            [numpy.where(p[key] >= 0, p[key] + o, -1) for p, o in zip(pages, offsets)])
        self.parent, self.innermost = moved("parents", elements), moved("innermost", elements)
        self.larger, self.around = moved("larger", containers), moved("containerParents", containers)
        self.place = moved("places", containers)
        self.records = [moved(key, containers)[self.place] for key in ("innerRecords", "outerRecords")]
        counts = numpy.concatenate([[0], numpy.cumsum([p["recordGroups"].max(initial=-1) + 1 for p in pages])])
        self.record_group = moved("recordGroups", counts)
        self.elements = elements
        self.groups = []
        for scale in range(scales):
            sizes = numpy.concatenate([[0], numpy.cumsum([p["groups"][scale].max(initial=-1) + 1 for p in pages])])
            self.groups.append(numpy.concatenate([p["groups"][scale] + o for p, o in zip(pages, sizes)]))
        keys = numpy.concatenate([joined("textWords"), joined("elementWords")])
        self.keys, keys = numpy.unique(keys, return_inverse=True)
        texts = sum(len(p["textWords"]) for p in pages)
        self.text_words, self.element_words = keys[:texts].astype("i4"), keys[texts:].astype("i4")
        self.text_starts = numpy.concatenate([[0], numpy.cumsum(joined("textWordCounts"))])
        self.element_starts = numpy.concatenate([[0], numpy.cumsum(joined("elementWordCounts"))])
        self.is_title = self.features[:, self.column["is_title"]] > 0
        self.sets = sorted({p["set"] for p in pages})
        self.site = self.sites()
        self.fold = numpy.array([number(s, "f") % FOLDS for s in self.site])
        self.part = numpy.array([number(s, "p") % PARTS for s in self.site])
        self.weights = self.block_weights()

    def blocks(self, page):
        return slice(self.starts[page], self.starts[page + 1])

    def block_weights(self):
        """Within a page by length, so that a page counts once, whatever its length."""
        weights = numpy.zeros(len(self.labels), "f4")
        for page in range(len(self.pages)):
            blocks = self.blocks(page)
            kept = self.sizes[blocks][self.labels[blocks] > 0.5].sum() or 30
            weights[blocks] = numpy.minimum(1.0, (self.sizes[blocks] + 2) / (kept + 40))
        return weights

    def sites(self):
        """For each page the number of the group of pages that may be of its site."""
        group = list(range(len(self.pages)))

        def find(i):
            while group[i] != i:
                group[i] = group[group[i]]
                i = group[i]
            return i

        first = {}
        for i, page in enumerate(self.pages):
            # The portal set is of one site.
            domain = "netease" if page["set"] == "netease-zh" else page["domain"]
            if domain:
                group[find(i)] = find(first.setdefault(domain, i))
        words = [set(self.element_words[self.element_starts[a]:self.element_starts[b]].tolist())
                 for a, b in zip(self.elements[:-1], self.elements[1:])]
        common = collections.Counter(key for page in words for key in page)
        holders = collections.defaultdict(list)
        for i, page in enumerate(words):
            for key in page:
                if common[key] <= 40:
                    holders[key].append(i)
        shared = collections.Counter()
        for pages in holders.values():
            for a in range(len(pages)):
                for b in range(a + 1, len(pages)):
                    if not (self.pages[pages[a]]["domain"] and self.pages[pages[b]]["domain"]):
                        shared[pages[a], pages[b]] += 1
        rare = [sum(common[key] <= 40 for key in page) for page in words]
        for (a, b), count in shared.items():
            if count >= 4 and count >= 0.5 * min(rare[a], rare[b]):
                group[find(a)] = find(b)
        return numpy.array([find(i) for i in range(len(self.pages))])
