"""Learns the weights of words, and computes the features that hang on them as `BlockContext` and `WordRatings` do."""
import numba
import numpy


class WordCounts:
    """What each page says of each word: how much of the text it stands on or around is kept."""

    def __init__(self, d):
        self.d = d
        # A site without an address is no evidence of one more domain.
        self.named = numpy.array([page["domain"] is not None for page in d.pages])
        width = len(d.keys)
        keys, kept, total, pages = [], [], [], []
        self.kept, self.total = numpy.zeros(len(d.pages)), numpy.zeros(len(d.pages))
        for page in range(len(d.pages)):
            blocks = d.blocks(page)
            labels = d.labels[blocks]
            weight = numpy.where(labels >= 0, numpy.minimum(d.weights[blocks], 0.1) + 0.002, 0.0)
            kept_weight = numpy.where(labels >= 0, labels, 0) * weight
            self.kept[page], self.total[page] = kept_weight.sum(), weight.sum()
            start, end = d.elements[page], d.elements[page + 1]
            below_kept, below = numpy.zeros(end - start), numpy.zeros(end - start)
            numpy.add.at(below_kept, d.innermost[blocks] - start, kept_weight)
            numpy.add.at(below, d.innermost[blocks] - start, weight)
            gather(d.parent[start:end], start, below_kept, below)
            holder, word = unique_pairs(d.element_starts[start:end + 1], d.element_words, width)
            block, text = unique_pairs(d.text_starts[blocks.start:blocks.stop + 1], d.text_words, width)
            all_words = numpy.concatenate([word, text])
            if not len(all_words):
                continue
            found, inverse = numpy.unique(all_words, return_inverse=True)
            a = numpy.bincount(inverse, numpy.concatenate([below_kept[holder], kept_weight[block]]))
            b = numpy.bincount(inverse, numpy.concatenate([below[holder], weight[block]]))
            used = b > 0
            # One page counts for no more than one page, however often it says a word.
            scale = 1 / numpy.maximum(1, b[used])
            keys.append(found[used])
            kept.append(a[used] * scale)
            total.append(b[used] * scale)
            pages.append(numpy.full(used.sum(), page))
        self.word, self.word_kept, self.word_total, self.word_page = map(numpy.concatenate, (keys, kept, total, pages))

    def table(self, chosen, limit):
        """Log odds in sixteenths of the words that tell most on some of the pages; NaN for all others.

        Only words on pages of at least three registered domains are learnt.
        """
        rows, width = chosen[self.word_page], len(self.d.keys)
        kept = numpy.bincount(self.word[rows], self.word_kept[rows], width)
        total = numpy.bincount(self.word[rows], self.word_total[rows], width)
        named = rows & self.named[self.word_page]
        pairs = numpy.unique(self.word[named].astype("i8") * 100000 + self.d.site[self.word_page[named]])
        sites = numpy.bincount(pairs // 100000, minlength=width)
        prior = self.kept[chosen].sum() / self.total[chosen].sum()
        share = (kept + 0.15 * prior) / (total + 0.15)
        weight = numpy.log((share + 0.01) / (1.01 - share)) - numpy.log((prior + 0.01) / (1.01 - prior))
        weight *= numpy.minimum(1, total / (total + 0.05))
        score = numpy.abs(weight) * numpy.sqrt(numpy.minimum(total, 20))
        score[(sites < 3) | (total <= 0) | (self.d.keys == 0)] = -1
        best = numpy.argsort(-score, kind="stable")[:limit]
        best = best[score[best] > 0]
        value = numpy.round(numpy.clip(weight[best] * 16, -127, 127))
        table = numpy.full(width, numpy.nan, "f4")
        table[best[value != 0]] = value[value != 0] / 16
        return table


def encode(d, table):
    """A table as `WordWeights` reads it."""
    out = bytearray()
    for word in numpy.flatnonzero(~numpy.isnan(table)):
        out += int(d.keys[word]).to_bytes(4, "little") + int(table[word] * 16).to_bytes(1, "little", signed=True)
    return bytes(out)


def unique_pairs(starts, words, width):
    """The pairs (list, word) of some lists of words, each once."""
    owner = numpy.repeat(numpy.arange(len(starts) - 1), numpy.diff(starts))
    pairs = numpy.unique(owner.astype("i8") * width + words[starts[0]:starts[-1]])
    return pairs // width, pairs % width


def write_columns(d, rows, table, chosen):
    """Writes the features that hang on words into the rows of some pages."""
    context = numpy.zeros((len(d.parent), 6), "f4")
    weigh_elements(d.parent, d.element_words, d.element_starts, table, context)
    texts = numpy.zeros((len(rows), 4), "f4")
    weigh_texts(d.text_words, d.text_starts, table, texts)
    context[:, 5] = numpy.minimum(context[:, 5], 20)
    mine = chosen[d.page]
    names = ("words_nearest", "words_outer", "words_least", "words_greatest", "words_all", "words_distance")
    for i, name in enumerate(names):
        rows[mine, d.column[name]] = context[d.innermost, i][mine]
    for i, name in enumerate(("text_mean", "text_least", "text_greatest", "text_first")):
        rows[mine, d.column[name]] = texts[mine, i]
    for name, step in (("previous2", -2), ("previous", -1), ("next", 1), ("next2", 2)):
        rows[mine, d.column[name + "_words"]] = beside(d, texts[:, 0], step, 0)[mine]
    heading = numpy.full(len(rows), -1, "i8")
    headings_before(d.starts, rows[:, d.column["heading"]], heading)
    for i, name in enumerate(("heading_mean", "heading_least", "heading_greatest")):
        rows[mine, d.column[name]] = numpy.where(heading >= 0, texts[heading, i], 0)[mine]


def beside(d, values, step, fill):
    """The values of the blocks some steps on, on the same page."""
    other = numpy.arange(len(values)) + step
    inside = (other >= 0) & (other < len(values))
    other = numpy.where(inside, other, 0)
    return numpy.where(inside & (d.page[other] == d.page), values[other], fill)


@numba.njit(cache=True)
def gather(parents, start, kept, total):
    for element in range(len(parents) - 1, -1, -1):
        if parents[element] >= 0:
            kept[parents[element] - start] += kept[element]
            total[parents[element] - start] += total[element]


@numba.njit(cache=True)
def weigh_elements(parents, words, starts, table, out):
    for element in range(len(parents)):
        parent = parents[element]
        if parent >= 0:
            for i in range(5):
                out[element, i] = out[parent, i]
            out[element, 5] = out[parent, 5] + 1
        weight, found = numpy.float32(0), False
        for i in range(starts[element], starts[element + 1]):
            value = table[words[i]]
            if not numpy.isnan(value):
                weight += value
                found = True
        if found:
            out[element, 1] = out[element, 0]
            out[element, 0] = weight
            out[element, 2] = min(out[element, 2], weight)
            out[element, 3] = max(out[element, 3], weight)
            out[element, 4] += weight
            out[element, 5] = 0


@numba.njit(cache=True)
def weigh_texts(words, starts, table, out):
    for block in range(len(starts) - 1):
        total, count = numpy.float32(0), 0
        for i in range(starts[block], starts[block + 1]):
            value = table[words[i]]
            if numpy.isnan(value):
                continue
            if count == 0:
                out[block, 3] = value
            total += value
            count += 1
            out[block, 1] = min(out[block, 1], value)
            out[block, 2] = max(out[block, 2], value)
        if count > 0:
            out[block, 0] = total / numpy.float32(count + 1)


@numba.njit(cache=True)
def headings_before(starts, level, out):
    for page in range(len(starts) - 1):
        last = -1
        for block in range(starts[page], starts[page + 1]):
            out[block] = last
            if level[block] > 0:
                last = block
