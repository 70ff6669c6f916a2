#!/usr/bin/env python3
"""Trains the block model: which blocks of a page belong to its article.

    train_blocks.py --corpus DIR --dump .build/release/block-features --out Sources/Cleaning/Model

DIR holds sets as folders (gold.jsonl, pages/ID.html.gz). Sites never stand on both sides of a fold: scores printed are
cross-validated by host. Needs: pip install lightgbm rapidfuzz numpy
"""
import argparse
import base64
import collections
import gzip
import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
import urllib.parse

import lightgbm
import numpy

from label_blocks import label, tokens

FOLDS = 5
# A page of few pages' set counts for more: each set is judged on its own.
SET_WEIGHT_POWER = 0.6


def pages_of(folder):
    for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf8"):
        gold = json.loads(line)
        name = gold.get("file") or "pages/%s.html" % gold["id"].replace("/", "_")
        path = os.path.join(folder, name)
        if os.path.exists(path + ".gz"):
            yield gold, gzip.open(path + ".gz").read()


def host_of(gold, raw):
    url = gold.get("url") or ""
    if not url.startswith("http"):
        m = re.search(rb'(?:rel=["\']?canonical["\']?[^>]*href=|og:url["\'][^>]*content=)["\']?(https?://[^"\'> ]+)', raw)
        url = m.group(1).decode("latin1") if m else ""
    host = urllib.parse.urlsplit(url).hostname if url else None
    if not host:
        return None
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts[-1]) == 2 and len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def load(corpus, sets):
    pages = []
    for name in sets:
        for gold, raw in pages_of(os.path.join(corpus, name)):
            host = host_of(gold, raw) or "%s/%s" % (name, gold["id"])
            pages.append({"set": name, "gold": gold, "raw": raw, "host": host,
                          "fold": int(hashlib.sha1(host.encode()).hexdigest(), 16) % FOLDS})
    return pages


def dump(binary, pages, words=None):
    """Runs the dumper; returns [(texts, features)] and the features' names."""
    feed = b"".join(
        json.dumps({"ref": i, **({"url": p["gold"]["url"]} if (p["gold"].get("url") or "").startswith("http") else {}),
                    "body_base64": base64.b64encode(p["raw"]).decode()}).encode() + b"\n" for i, p in enumerate(pages))
    command = [binary] + (["--words", words] if words else [])
    done = subprocess.run(command, input=feed, stdout=subprocess.PIPE, check=True)
    names, out = None, []
    for line in done.stdout.splitlines():
        row = json.loads(line)
        if "names" in row:
            names = row["names"]
            continue
        features = numpy.frombuffer(base64.b64decode(row["features"]), dtype="<f4").reshape(-1, len(names))
        out.append((row["texts"], features, row))
    return out, names


def labels_of(pages, dumped, cache):
    done = pickle.load(open(cache, "rb")) if os.path.exists(cache) else {}
    for page, (texts, _, _) in zip(pages, dumped):
        key = hashlib.sha1(("\x00".join(texts) + page["gold"]["id"]).encode()).hexdigest()
        if key not in done:
            done[key] = snippets(texts, page["gold"]) if "body" not in page["gold"] else label(texts, page["gold"]["body"])
        page["labels"] = done[key]
    pickle.dump(done, open(cache, "wb"))


def snippets(texts, gold):
    """Labels from snippets that must and must not come out; -1 where neither says anything."""
    squeeze = lambda t: re.sub(r"\s+", " ", t).strip()
    found = []
    for text in texts:
        t = squeeze(text)
        good = any(squeeze(s) in t for s in gold.get("with", []))
        bad = any(squeeze(s) in t for s in gold.get("without", []))
        found.append((-1.0 if good == bad else float(good), len(tokens(text))))
    return found


def weights(page, sizes):
    total = sum(n for l, n in page["labels"] if l > 0.5) or 30
    scale = 1.0 / (total + 40)
    return [min(1.0, (n + 2) * scale) for n in sizes]


def keys_of(text):
    return numpy.frombuffer(base64.b64decode(text), dtype="<u4").tolist()


def word_table(pages, dumped, chosen, limit):
    """Learns word weights from some of the pages: log odds of words on at least three hosts, as bytes."""
    kept, total = collections.defaultdict(float), collections.defaultdict(float)
    hosts = collections.defaultdict(set)
    base_kept = base_total = 0.0
    for i in chosen:
        page, (_, _, row) = pages[i], dumped[i]
        marked = [(l, n) for l, n in page["labels"]]
        sizes = page["weights"]
        element_kept, element_total = collections.defaultdict(float), collections.defaultdict(float)
        seen_keys = collections.defaultdict(lambda: [0.0, 0.0])
        for (l, n), w, chain, words in zip(marked, sizes, row["elements"], row["textWords"]):
            if l < 0:
                continue
            w = min(w, 0.1) + 0.002
            base_kept += l * w
            base_total += w
            for e in chain:
                element_kept[e] += l * w
                element_total[e] += w
            for k in keys_of(words):
                s = seen_keys[k]
                s[0] += l * w
                s[1] += w
        for e, t in element_total.items():
            for k in keys_of(row["elementWords"][e]):
                s = seen_keys[k]
                s[0] += element_kept[e]
                s[1] += t
        for k, (a, b) in seen_keys.items():
            # One page counts for no more than one page, however often it says a word.
            scale = 1.0 / max(1.0, b)
            kept[k] += a * scale
            total[k] += b * scale
            if len(hosts[k]) < 3:
                hosts[k].add(page["host"])
    prior = base_kept / base_total
    table = []
    for k, t in total.items():
        if len(hosts[k]) < 3:
            continue
        p = (kept[k] + 0.15 * prior) / (t + 0.15)
        weight = numpy.log((p + 0.01) / (1.01 - p)) - numpy.log((prior + 0.01) / (1.01 - prior))
        weight *= min(1.0, t / (t + 0.05))
        table.append((abs(weight) * numpy.sqrt(min(t, 20)), k, weight))
    table.sort(reverse=True)
    out = bytearray()
    for _, k, weight in table[:limit]:
        value = int(round(max(-127, min(127, weight * 16))))
        if value and k:
            out += int(k).to_bytes(4, "little") + value.to_bytes(1, "little", signed=True)
    return bytes(out)


def evaluate(pages, texts, probabilities, threshold):
    """F1, mean page F1 and snippet F1 by set, with the scorer of the corpus."""
    import score
    results = {}
    by_set = collections.defaultdict(list)
    for i, page in enumerate(pages):
        by_set[page["set"]].append(i)
    for name, members in by_set.items():
        gold, pred = {}, {}
        for i in members:
            gold[pages[i]["gold"]["id"]] = {k: v for k, v in pages[i]["gold"].items() if k not in ("title", "author", "date")}
            body = "\n".join(t for t, p in zip(texts[i], probabilities[i]) if p >= threshold)
            pred[pages[i]["gold"]["id"]] = {"id": pages[i]["gold"]["id"], "body": body}
        results[name] = score.score(gold, pred)
    return results


def show(results):
    row = []
    for name, s in sorted(results.items()):
        f1 = s.get("f1", s.get("sn_f1"))
        row.append(f1)
        print("   %-20s F1 %.4f  pF1 %s  P %.4f R %.4f" % (
            name, f1, "%.4f" % s["pF1"] if "pF1" in s else "-     ",
            s.get("precision", s.get("sn_precision", 0)), s.get("recall", s.get("sn_recall", 0))))
    print("   mean %.4f" % (sum(row) / len(row)), flush=True)
    return sum(row) / len(row)


def matrix(pages, rows, chosen):
    x, y, w = [], [], []
    for i in chosen:
        labels = numpy.array([l for l, _ in pages[i]["labels"]])
        keep = (labels >= 0) & ~pages[i]["masked"]
        x.append(rows[i][keep])
        y.append(labels[keep])
        w.append((numpy.array(pages[i]["weights"]) * pages[i]["set_weight"])[keep])
    return numpy.concatenate(x), numpy.concatenate(y), numpy.concatenate(w)


def fit(x, y, w, trees, leaves, seed=1):
    """Trains on soft labels: each row counts twice, as kept and as dropped, in proportion."""
    xs = numpy.concatenate([x, x])
    ys = numpy.concatenate([numpy.ones(len(y)), numpy.zeros(len(y))])
    ws = numpy.concatenate([w * y, w * (1 - y)])
    used = ws > 0
    ws = ws / ws[used].mean()
    data = lightgbm.Dataset(xs[used], ys[used], weight=ws[used], free_raw_data=True)
    return lightgbm.train(
        {"objective": "binary", "num_leaves": leaves, "learning_rate": 0.08, "min_data_in_leaf": 40,
         "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "verbose": -1,
         "num_threads": 2, "seed": seed, "deterministic": True, "max_depth": 8}, data, trees)


def encode(model):
    """The ensemble as TreeEnsemble reads it."""
    out = bytearray()
    trees = model.dump_model()["tree_info"]
    out += len(trees).to_bytes(4, "little")
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


def swift(name, comment, data):
    text = base64.b64encode(data).decode()
    lines = "\\\n".join("    " + text[i:i + 92] for i in range(0, len(text), 92))
    return '// swift-format-ignore-file\n// Made by tools/train/train_blocks.py: train again rather than edit.\n\n%s\nlet %s: StaticString = """\n%s\n    """\n' % (
        comment, name, lines)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpus", required=True)
    a.add_argument("--dump", required=True)
    a.add_argument("--out", help="folder for the Swift data files; without it only scores are printed")
    a.add_argument("--sets", default="cleaneval,cleanportaleval,cwced,gne-zh,htmltotext,l3s-gn1,magichtml-article,magichtml-forum,"
                   "netease-zh,newsaed,readability,scrapinghub,trafilatura,wcxb-dev")
    a.add_argument("--trees", type=int, default=120)
    a.add_argument("--leaves", type=int, default=24)
    a.add_argument("--words", type=int, default=6000)
    a.add_argument("--threshold", type=float, default=0.5)
    a.add_argument("--no-scores", action="store_true", help="train the final model alone, without cross-validation")
    a.add_argument("--work", default="/tmp")
    a.add_argument("--save", help="file for cross-validated probabilities (pickle)")
    a = a.parse_args()
    sys.path.insert(0, os.path.join(a.corpus, "tools"))
    pages = load(a.corpus, a.sets.split(","))
    sizes = collections.Counter(p["set"] for p in pages)
    dumped, names = dump(a.dump, pages)
    labels_of(pages, dumped, os.path.join(a.work, "winnow-labels.pickle"))
    title = names.index("is_title")
    for page, (texts, features, _) in zip(pages, dumped):
        counts = [n for _, n in page["labels"]]
        page["weights"] = weights(page, counts)
        # Titles stand in some golds and not in others; they are taken out of the body by rule.
        page["masked"] = features[:, title] > 0 if len(texts) else numpy.zeros(0, bool)
        page["set_weight"] = sizes[page["set"]] ** -SET_WEIGHT_POWER
    texts = [d[0] for d in dumped]
    probabilities = [None] * len(pages)
    everyone = range(len(pages))
    rows_all = None
    for fold in ([] if a.no_scores else list(range(FOLDS))) + ([None] if a.out else []):
        chosen = [i for i in everyone if pages[i]["fold"] != fold]
        # Rows of a training page must not know their own words' weights: each is rated by a table made without its part.
        parts = 3
        rows = [None] * len(pages)
        for part in list(range(parts)) + [None]:
            learn = [i for i in chosen if part is None or int(hashlib.sha1(pages[i]["host"].encode()).hexdigest(), 16) // 7 % parts != part]
            if part is None:
                rate = [i for i in everyone if pages[i]["fold"] == fold]
            else:
                rate = [i for i in chosen if int(hashlib.sha1(pages[i]["host"].encode()).hexdigest(), 16) // 7 % parts == part]
            table = word_table(pages, dumped, learn, a.words)
            if not rate:
                continue
            path = os.path.join(a.work, "winnow-words.bin")
            open(path, "wb").write(table)
            again, _ = dump(a.dump, [pages[i] for i in rate], path)
            for i, (_, features, _) in zip(rate, again):
                rows[i] = features
        x, y, w = matrix(pages, rows, [i for i in chosen if len(texts[i])])
        model = fit(x, y, w, a.trees, a.leaves)
        if fold is None:
            print("features by gain:", sorted(zip(model.feature_importance("gain").round(), names), reverse=True)[:40])
            data = encode(model)
            open(os.path.join(a.out, "BlockModelData.swift"), "w").write(swift(
                "blockModelData", "/// Trees of the block model: %d of up to %d leaves over %d features." % (a.trees, a.leaves, len(names)), data))
            open(os.path.join(a.out, "WordWeightsData.swift"), "w").write(swift(
                "wordWeightsData", "/// Weights of %d words of class names and texts." % (len(table) // 5), table))
            print("model", len(data), "bytes, words", len(table), "bytes")
        else:
            for i in everyone:
                if pages[i]["fold"] == fold:
                    probabilities[i] = model.predict(rows[i], num_threads=2) if len(texts[i]) else numpy.zeros(0)
            print("fold", fold, "trained on", len(y), "blocks", flush=True)
    if a.no_scores:
        return
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55):
        print("threshold", threshold)
        kept = [numpy.where(page["masked"], 0, p) for page, p in zip(pages, probabilities)]
        show(evaluate(pages, texts, kept, threshold))
    if a.save:
        pickle.dump({"pages": [{k: p[k] for k in ("set", "host", "fold", "labels")} | {"id": p["gold"]["id"]} for p in pages],
                     "texts": texts, "probabilities": probabilities}, open(a.save, "wb"))


if __name__ == "__main__":
    main()
