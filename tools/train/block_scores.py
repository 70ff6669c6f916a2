"""Chooses bodies by ratings as the product does (`SharedRatings`, `BodyChoice`, `FillGaps`), and scores them as the corpus does."""
import collections
import re
import statistics

import numpy

# Of `BodyChoice`: what the odds of all blocks of a page are multiplied by in cases that are equally likely.
LIMITS = (0.1, 0.5)
LEAST_BEST = 0.25
ODDS = (0.05, 0.8, 0.8, 12.8)
LONGEST = 4000
# Of `SharedRatings`: how far ratings go towards the mean of their list, its blocks at least, and what mean is sure.
PULL = 0.3
LEAST_BLOCKS = 4
SURE_MEAN = 0.6
# Of `FillGaps`: blocks of a gap at most, least ratings of text and of code, share of links, roles that may stand in one.
LONGEST_GAP = 3
LEAST_RATING = 0.2
LEAST_CODE_RATING = 0.05
MOST_LINKS = 0.5
ROLES = (-1, 4, 5)


def threshold(ratings, units, limits=LIMITS):
    """The rating from which on blocks are taken: where the expected F1 is greatest."""
    order = numpy.argsort(-ratings, kind="stable")
    order = order[ratings[order] > 0]
    if not len(order) or ratings[order[0]] < LEAST_BEST:
        return limits[1]
    length, rated = numpy.clip(units[order], 1, LONGEST).astype("f8"), ratings[order].astype("f8")
    raised = numpy.outer(ODDS, rated)
    found = raised / (1 - rated + raised) * length
    expected = (found.cumsum(1) / (length.cumsum() + found.sum(1, keepdims=True))).sum(0)
    best = len(expected) - 1 - numpy.argmax(expected[::-1])
    return min(max(rated[best], limits[0]), limits[1])


def drawn(d, ratings):
    """Ratings drawn towards the mean of the blocks that a template makes alike, where that is in doubt."""
    group, weight = d.groups[-1], numpy.where(d.is_title, 0, d.units + 2)
    mean = numpy.bincount(group, ratings * weight) / numpy.maximum(numpy.bincount(group, weight), 1e-9)
    shared = ~d.is_title & (numpy.bincount(group)[group] >= LEAST_BLOCKS) & (mean[group] < SURE_MEAN)
    return numpy.where(shared, ratings + PULL * (mean[group] - ratings), ratings).astype("f4")


def may_fill(d, ratings):
    """Blocks that may stand in a gap of a body."""
    feature = lambda name: d.features[:, d.column[name]]
    code = feature("is_pre") > 0
    caption = (feature("in_figure") > 0) | (feature("is_caption") > 0)
    text = (ratings >= LEAST_RATING) & numpy.isin(feature("verdict"), ROLES) & ~caption
    fit = code & (ratings >= LEAST_CODE_RATING) | ~code & text
    return fit & ~d.is_title & (feature("in_hidden") == 0) & (feature("link_density") < MOST_LINKS)


def filled(kept, may_stand):
    """The blocks kept of a page, and its short gaps."""
    kept, found = kept.copy(), numpy.flatnonzero(kept)
    for first, last in zip(found[:-1], found[1:]):
        if 1 < last - first <= LONGEST_GAP + 1 and may_stand[first + 1:last].all():
            kept[first + 1:last] = True
    return kept


class Scorer:
    """F1 of bodies put together from blocks, page by page, with the definitions of the corpus's score.py."""

    def __init__(self, d, score):
        self.d, self.score, self.ids = d, score, {}
        self.gold, self.blocks, self.wanted = {}, [], {}
        squeeze = lambda t: re.sub(r"\s+", " ", t).strip()
        for i, page in enumerate(d.pages):
            self.blocks.append([self.numbers(score.tok(text)) for text in page["texts"]])
            if "body" in page["gold"]:
                self.gold[i] = numpy.unique(self.shingles(self.numbers(score.tok(page["gold"]["body"]))), return_counts=True)
            elif "with" in page["gold"]:
                self.wanted[i] = tuple([squeeze(s) for s in page["gold"].get(k, [])] for k in ("with", "without"))

    def numbers(self, tokens):
        return numpy.array([self.ids.setdefault(t, len(self.ids) + 1) for t in tokens], dtype="u8")

    @staticmethod
    def shingles(a):
        factor = numpy.uint64(0x9E3779B97F4A7C15)
        if not len(a):
            return a
        width = min(4, len(a))
        count = len(a) - width + 1
        hashed = a[:count] * factor
        for i in range(1, width):
            hashed = (hashed ^ a[i:i + count]) * factor
            hashed ^= hashed >> numpy.uint64(29)
        return hashed

    def page(self, i, kept):
        """Precision and recall of a page with a gold body."""
        chosen = [self.blocks[i][j] for j in numpy.flatnonzero(kept)]
        found, counts = numpy.unique(self.shingles(numpy.concatenate(chosen) if chosen else numpy.zeros(0, "u8")), return_counts=True)
        gold, gold_counts = self.gold[i]
        hits = 0
        if len(gold) and len(found):
            at = numpy.minimum(numpy.searchsorted(gold, found), len(gold) - 1)
            hits = numpy.minimum(gold_counts[at], counts)[gold[at] == found].sum()
        wrong, missing = counts.sum() - hits, gold_counts.sum() - hits
        # A page without an answer has no precision, one without gold no recall: the means leave them out.
        precision = self.score.P(hits, wrong, missing) if hits + wrong else numpy.nan
        return precision, self.score.Rc(hits, wrong, missing) if hits + missing else numpy.nan

    def snippets(self, i, kept):
        text = re.sub(r"\s+", " ", "\n".join(t for t, k in zip(self.d.pages[i]["texts"], kept) if k))
        wanted, unwanted = self.wanted[i]
        hits, wrong = sum(s in text for s in wanted), sum(s in text for s in unwanted)
        return hits, wrong, len(wanted) - hits

    def evaluate(self, ratings, choose=threshold):
        """By set: F1 of the means, mean of the pages' F1 (None for snippets), and the pages' rows for the bootstrap."""
        rows = collections.defaultdict(list)
        ratings = drawn(self.d, ratings)
        may_stand = may_fill(self.d, ratings)
        for i, page in enumerate(self.d.pages):
            if i not in self.gold and i not in self.wanted:
                continue
            blocks = self.d.blocks(i)
            kept = []
            if len(page["texts"]):
                kept = filled(ratings[blocks] >= choose(ratings[blocks], self.d.units[blocks]), may_stand[blocks])
            rows[page["set"]].append(self.page(i, kept) if i in self.gold else self.snippets(i, kept))
        return {name: (*summary(pages), pages) for name, pages in rows.items()}


def summary(rows):
    if len(rows[0]) == 3:
        hits, wrong, missing = numpy.sum(rows, axis=0)
        return 2 * hits / (2 * hits + wrong + missing), None
    precision, recall = numpy.nanmean(rows, axis=0)
    own = [2 * p * r / (p + r) if p + r > 0 else 0.0 for p, r in rows]
    return 2 * precision * recall / (precision + recall), statistics.mean(own)


def interval(rows, rounds=1000, seed=1):
    """95% bootstrap intervals over pages of what `summary` gives."""
    random, rows = numpy.random.default_rng(seed), numpy.array(rows, dtype="f8")
    drawn = [summary(rows[random.integers(0, len(rows), len(rows))]) for _ in range(rounds)]
    bounds = lambda values: tuple(numpy.percentile(values, [2.5, 97.5])) if values[0] is not None else None
    return bounds([d[0] for d in drawn]), bounds([d[1] for d in drawn])


def show(results, intervals=False):
    for name, (f1, own, rows) in sorted(results.items()):
        line = "   %-18s %4d pages  F1 %.4f  pF1 %s" % (name, len(rows), f1, "-" if own is None else "%.4f" % own)
        if intervals:
            bounds = interval(rows)
            line += "   F1 %.3f-%.3f" % bounds[0] + ("" if own is None else "  pF1 %.3f-%.3f" % bounds[1])
        print(line)
    print("   mean F1 %.4f  pF1 %.4f" % (
        numpy.mean([r[0] for r in results.values()]), numpy.mean([r[1] for r in results.values() if r[1] is not None])), flush=True)
