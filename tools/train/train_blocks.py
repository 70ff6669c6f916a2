#!/usr/bin/env python3
"""Trains the block model: which blocks of a page belong to its article.

    swift build -c release --product block-features
    train_blocks.py --corpus DIR --dump .build/release/block-features --scores --out Sources/Cleaning/Model

DIR holds sets as folders (gold.jsonl, pages/ID.html.gz) and tools/score.py. Sites never stand on both sides of a fold:
the scores are cross-validated by site. Seeds are fixed and one thread trains, so that the same pages give the same model.

Needs: pip install jax lightgbm numba numpy rapidfuzz python-dateutil
"""
import argparse
import base64
import os
import pickle
import sys
import time

import lightgbm
import numpy

import block_scores
import sequence_model
from corpus_pages import FOLDS, PARTS, Pages, add_labels, dump
from rating_context import context
from word_weights import WordCounts, encode, write_columns

SETS = ("cleaneval,cleanportaleval,cwced,gne-zh,htmltotext,l3s-gn1,magichtml-article,magichtml-forum,netease-zh,newsaed,"
        "readability,scrapinghub,trafilatura,wcxb-dev")
# A page of few pages' set counts for more: each set is judged on its own.
SET_WEIGHT_POWER = 0.6
PARAMETERS = {
    "objective": "cross_entropy", "learning_rate": 0.08, "min_data_in_leaf": 40, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "max_depth": 8, "max_bin": 63, "verbose": -1,
    "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True}
FIRST = {"trees": 60, "num_leaves": 16, "learning_rate": 0.15}
SECOND = {"trees": 200, "num_leaves": 24, "extra_trees": True}
# The part of the net in the log odds (`BlockModel`).
PART_OF_SEQUENCE = 0.35


class Trainer:
    def __init__(self, d, words, rows):
        self.d, self.limit, self.rows = d, words, rows
        sizes = numpy.bincount([d.sets.index(p["set"]) for p in d.pages])
        by_page = numpy.array([sizes[d.sets.index(p["set"])] ** -SET_WEIGHT_POWER for p in d.pages])
        self.weights = d.weights * by_page[d.page]
        # Titles stand in some golds and not in others; they are taken out of the body by rule.
        self.usable = (d.labels >= 0) & ~d.is_title
        self.counts = WordCounts(d)

    def word_rows(self, train):
        """Rows whose word features know nothing of their own page: a page to train on is rated by a table of the other
        parts, every other page by the table of all pages to train on."""
        d, rows = self.d, self.d.features[:, :self.d.first].copy()
        table = self.counts.table(train, self.limit)
        write_columns(d, rows, table, ~train)
        for part in range(PARTS):
            mine = train & (d.part == part)
            write_columns(d, rows, self.counts.table(train & ~mine, self.limit), mine)
        return rows, table

    def sample(self, blocks):
        """Rows to train on and their weights: light rows are drawn by weight, and weigh more for it."""
        mine = blocks & self.usable
        weights = self.weights[mine]
        low, high = 1e-12, weights.max()
        if self.rows >= len(weights):
            return mine, self.weights[mine]
        for _ in range(60):
            cut = (low * high) ** 0.5
            low, high = (cut, high) if numpy.minimum(1, weights / cut).sum() > self.rows else (low, cut)
        chosen = mine & (numpy.random.default_rng(7).random(len(mine)) < self.weights / cut)
        return chosen, numpy.maximum(self.weights[chosen], cut)

    def fit(self, rows, blocks, trees, **parameters):
        chosen, weights = self.sample(blocks)
        data = lightgbm.Dataset(rows[chosen], self.d.labels[chosen], weight=weights / weights.mean(), params={"max_bin": PARAMETERS["max_bin"]})
        return lightgbm.train(PARAMETERS | parameters, data, trees)

    def predict(self, model, rows, pages):
        """Ratings of the blocks of some pages; others have none."""
        mine = pages[self.d.page]
        ratings = numpy.zeros(len(self.d.page), "f4")
        if mine.any():
            ratings[mine] = model.predict(rows[mine], num_threads=1)
        ratings[self.d.is_title] = 0
        return ratings

    def first_pass(self, train):
        """Rows, word table, first ensemble; and ratings that no page had a part in."""
        d = self.d
        rows, table = self.word_rows(train)
        model = self.fit(rows, train[d.page], **FIRST)
        ratings = self.predict(model, rows, ~train)
        for part in range(PARTS):
            mine = train & (self.d.part == part)
            ratings += self.predict(self.fit(rows, (train & ~mine)[d.page], **FIRST), rows, mine)
        return rows, table, model, ratings

    def second_pass(self, rows, ratings, train):
        """Second ensemble, net and the net's inputs, learnt from the candidates alone."""
        chosen = sequence_model.candidates(self.d, ratings)
        second = self.fit(rows, train[self.d.page] & chosen, **SECOND)
        inputs = sequence_model.Inputs(self.d, rows, chosen, train)
        net = sequence_model.fit(self.d, inputs, train, self.weights * self.usable)
        return second, inputs, net

    def rate(self, rows, ratings, second, inputs, net, pages):
        """Ratings of the blocks of some pages: the first ensemble's, but for candidates."""
        d, rated = self.d, numpy.where(pages[self.d.page], ratings, 0).astype("f4")
        mine = pages[d.page] & inputs.chosen
        if mine.any():
            part = PART_OF_SEQUENCE
            logits = (1 - part) * second.predict(rows[mine], raw_score=True, num_threads=1)
            logits += part * sequence_model.predict(d, net, inputs, pages)[mine]
            rated[mine] = 1 / (1 + numpy.exp(-logits))
        rated[d.is_title] = 0
        return rated

    def both(self, train):
        rows, table, first, ratings = self.first_pass(train)
        rows = numpy.concatenate([rows, context(self.d, ratings)], axis=1)
        second, inputs, net = self.second_pass(rows, ratings, train)
        rated = self.rate(rows, ratings, second, inputs, net, ~train)
        return {"table": table, "first": first, "second": second, "inputs": inputs, "net": net,
                "ratings": ratings, "rated": rated}


def check(d):
    """The product's numbers and ours must be the same."""
    ours, theirs = context(d, d.ratings), d.features[:, d.first:]
    wrong = numpy.abs(ours - theirs) > 0.01 + 0.01 * numpy.abs(theirs)
    assert wrong.mean() < 1e-4, [(d.names[d.first + i], n) for i, n in enumerate(wrong.sum(0)) if n]


def ensemble(model):
    """The ensemble as `TreeEnsemble` reads it."""
    trees = model.dump_model()["tree_info"]
    out = bytearray(len(trees).to_bytes(4, "little"))
    for tree in trees:
        nodes = []

        def visit(node):
            index = len(nodes)
            nodes.append(None)
            if "leaf_value" in node:
                nodes[index] = (0xffff, 0, node["leaf_value"])
                return
            visit(node["left_child"])
            right = len(nodes)
            visit(node["right_child"])
            nodes[index] = (node["split_feature"], right, node["threshold"])

        visit(tree["tree_structure"])
        out += len(nodes).to_bytes(2, "little")
        for feature, right, value in nodes:
            out += int(feature).to_bytes(2, "little") + int(right).to_bytes(2, "little")
            out += numpy.float32(value).tobytes()
    return bytes(out)


def swift(declarations):
    """A Swift file of data: (name, comment, bytes) each."""
    parts = ["// swift-format-ignore-file\n// Made by tools/train/train_blocks.py: train again rather than edit.\n"]
    for name, comment, data in declarations:
        text = base64.b64encode(data).decode()
        lines = "\\\n".join("    " + text[i:i + 92] for i in range(0, len(text), 92))
        parts.append('%s\nlet %s: StaticString = """\n%s\n    """\n' % (comment, name, lines))
    return "\n".join(parts)


def write(folder, d, model):
    made = "/// Learnt from %d pages of %d sites in the sets %s;\n/// docs/decisions/0005, 0010 and 0012 tell how." % (
        len(d.pages), len(set(d.site.tolist())), ", ".join(d.sets))
    data = [(name, "/// Trees of the %s pass: %d of up to %d leaves over %d features.\n///\n%s" % (
        which, kind["trees"], kind["num_leaves"], len(model[which].feature_name()), made), ensemble(model[which]))
        for name, which, kind in (("firstPassData", "first", FIRST), ("secondPassData", "second", SECOND))]
    words = encode(d, model["table"])
    net = sequence_model.encode(model["net"], model["inputs"])
    open(os.path.join(folder, "BlockModelData.swift"), "w").write(swift(data))
    open(os.path.join(folder, "WordWeightsData.swift"), "w").write(
        swift([("wordWeightsData", "/// Weights of %d words of class names and texts.\n///\n%s" % (len(words) // 5, made), words)]))
    open(os.path.join(folder, "SequenceModelData.swift"), "w").write(
        swift([("sequenceModelData", "/// A net of %d layers of %d over %d numbers.\n///\n%s" % (
            len(sequence_model.DILATIONS), sequence_model.HIDDEN, len(model["inputs"].low), made), net)]))
    print("trees %s bytes, net %d bytes, words %d bytes" % (" and ".join(str(len(x[2])) for x in data), len(net), len(words)))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpus", required=True)
    a.add_argument("--dump", required=True, help="the built block-features")
    a.add_argument("--out", help="folder for the Swift data files; without it only scores are printed")
    a.add_argument("--scores", action="store_true", help="cross-validate first")
    a.add_argument("--sets", default=SETS)
    a.add_argument("--words", type=int, default=6000)
    a.add_argument("--rows", type=int, default=160000, help="rows to train an ensemble on, at most")
    a.add_argument("--work", default="/tmp", help="folder for the alignments, which are kept between runs")
    a.add_argument("--save", help="file for the pages and their cross-validated ratings (pickle)")
    a = a.parse_args()
    pages, names = dump(a.dump, a.corpus, a.sets.split(","))
    add_labels(pages, os.path.join(a.work, "winnow-labels.pickle"))
    d = Pages(pages, names)
    print(len(d.pages), "pages,", len(d.page), "blocks,", len(set(d.site.tolist())), "sites", flush=True)
    check(d)
    trainer = Trainer(d, a.words, a.rows)
    ratings = {"first": numpy.zeros(len(d.page), "f4"), "second": numpy.zeros(len(d.page), "f4")}
    if a.scores:
        sys.path.insert(0, os.path.join(a.corpus, "tools"))
        import score
        started = time.process_time()
        for fold in range(FOLDS):
            model, mine = trainer.both(d.fold != fold), d.fold[d.page] == fold
            ratings["first"][mine], ratings["second"][mine] = model["ratings"][mine], model["rated"][mine]
        print("cross-validated in %.0f s of CPU" % (time.process_time() - started))
        scorer = block_scores.Scorer(d, score)
        for name, values in ratings.items():
            print(name, "pass")
            block_scores.show(scorer.evaluate(values), intervals=name == "second")
    if a.save:
        pickle.dump((d, ratings), open(a.save, "wb"))
    if a.out:
        model = trainer.both(numpy.ones(len(d.pages), bool))
        gain = sorted(zip(model["second"].feature_importance("gain"), d.names), reverse=True)
        print("features by gain:", ", ".join(name for _, name in gain[:40]))
        write(a.out, d, model)


if __name__ == "__main__":
    main()
