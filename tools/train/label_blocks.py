"""Labels the blocks of a page by its gold body.

A block's label is the share of its tokens that the gold body holds, found by aligning the page with the gold (longest
common subsequence of tokens) and keeping only runs of matches that chance does not explain.
"""
import re

from rapidfuzz.distance import LCSseq

CJK = "\u3040-\u309f\u30a0-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆〇"
TOKEN = re.compile("[%s]|(?:(?![%s])\\w)+" % (CJK, CJK))

# A run of fewer matched tokens counts only where it is a whole block: "the" matches anywhere.
SHORTEST_RUN = 4
# Beyond this the alignment is cut into the blocks that share a shingle with the gold.
LONGEST_PAGE = 60000


def tokens(text):
    return TOKEN.findall(text or "")


def label(blocks, gold_body):
    """Returns (label 0 to 1, tokens) for each of a page's block texts."""
    gold = tokens(gold_body)
    shingles = {tuple(gold[i:i + 2]) for i in range(len(gold) - 1)}
    words = set(gold)
    page, owner, counts = [], [], []
    for index, text in enumerate(blocks):
        block = tokens(text)
        counts.append(len(block))
        near = any(tuple(block[i:i + 2]) in shingles for i in range(len(block) - 1)) or (
            len(block) == 1 and block[0] in words)
        if near:
            page += block
            owner += [index] * len(block)
    matched = [0] * len(blocks)
    if page and gold:
        page, owner = page[:LONGEST_PAGE], owner[:LONGEST_PAGE]
        ids = {}
        left = [ids.setdefault(t, len(ids)) for t in page]
        right = [ids.setdefault(t, len(ids)) for t in gold]
        pairs = []
        for block in LCSseq.opcodes(left, right):
            if block.tag == "equal":
                pairs.append((block.src_start, block.src_end))
        for start, end in pairs:
            # A run is cut at block borders; each piece must be long or a whole block.
            i = start
            while i < end:
                j = i
                while j < end and owner[j] == owner[i]:
                    j += 1
                size = counts[owner[i]]
                if j - i >= min(SHORTEST_RUN, size) and (j - i >= SHORTEST_RUN or j - i == size):
                    matched[owner[i]] += j - i
                i = j
    return [(m / n if n else 0.0, n) for m, n in zip(matched, counts)]
