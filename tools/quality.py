#!/usr/bin/env python3
"""Runs the corpus's scorer (CORPUS/tools/measure.py) with lists of authors joined into one string first.

    quality.py CORPUS [arguments of measure.py]

score.py compares names by splitting strings; an author field that is a list with a Chinese name in it stops it.
"""
import runpy
import os
import sys

tools = os.path.join(sys.argv[1], "tools")
sys.path.insert(0, tools)
import score  # noqa: E402

given = score.score


def joined(gold, predictions, *rest):
    for prediction in predictions.values():
        if isinstance(prediction.get("author"), list):
            prediction["author"] = "; ".join(prediction["author"])
    return given(gold, predictions, *rest)


score.score = joined
sys.argv = [os.path.join(tools, "measure.py"), *sys.argv[2:]]
runpy.run_path(sys.argv[0], run_name="__main__")
