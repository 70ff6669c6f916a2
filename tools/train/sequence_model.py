"""Learns the net over the sequence of a page's candidates, as `SequenceModel` of the product computes it.

A layer over each candidate's row, then layers that see the candidates so many places before and after: a dilated
convolution (van den Oord et al. 2016, "WaveNet"; here both ways), each added to what it began from.
"""
import functools

import jax
import jax.numpy as jnp
import numpy

from rating_context import logarithm

# Blocks that the first ensemble rates lower are no candidates: their rating stands.
LEAST_RATING = 0.02
ROLES = 20
HIDDEN = 16
DILATIONS = (1, 2, 4, 8, 16)
# Inputs beyond the row: the block's role one-hot, what lies between it and the candidate before.
MORE = ROLES + 2
# Numbers are cut where all but few lie, and where they lie far out.
TAIL = 0.5
FARTHEST = 4.0
LENGTH, GAP, ROWS_AT_ONCE = 1024, 32, 4
EPOCHS, RATE, DECAY, DROP, DROP_INPUT, SEED = 30, 3e-3, 1e-3, 0.25, 0.25, 1


def candidates(d, ratings):
    return (ratings >= LEAST_RATING) | d.is_title


def between(d, chosen):
    """For each candidate the blocks, and their units, since the candidate before it."""
    found, out = numpy.flatnonzero(chosen), numpy.zeros((len(chosen), 2), "f4")
    before = numpy.concatenate([[0], numpy.cumsum(d.units.astype("f8"))])
    last = numpy.maximum(numpy.concatenate([[-1], found[:-1]]), d.starts[d.page[found]] - 1)
    out[found, 0] = logarithm(found - last - 1)
    out[found, 1] = logarithm(before[found] - before[last + 1])
    return out


class Inputs:
    """The net's inputs: numbers cut and scaled by those of the rows to train on."""

    def __init__(self, d, rows, chosen, train):
        sample = rows[train[d.page] & chosen][::5]
        low, high = numpy.percentile(sample, [TAIL, 100 - TAIL], axis=0)
        cut = numpy.clip(sample, low, high)
        self.mean, self.deviation = cut.mean(0), cut.std(0) + 1e-3
        self.low = numpy.maximum(low, self.mean - FARTHEST * self.deviation).astype("f4")
        self.high = numpy.minimum(high, self.mean + FARTHEST * self.deviation).astype("f4")
        self.chosen, self.role = chosen, d.column["verdict"]
        scaled = ((numpy.clip(rows, self.low, self.high) - self.mean) / self.deviation).astype("f4")
        roles = (rows[:, self.role][:, None] + 1 == numpy.arange(ROLES)).astype("f4")
        self.numbers = numpy.concatenate([scaled, roles, between(d, chosen)], 1)


def sequences(d, pages, chosen):
    """The candidates of some pages, page after page with gaps between, cut into rows; -1 where there is none."""
    found = numpy.flatnonzero(chosen)
    edges = numpy.searchsorted(found, d.starts)
    parts = [part for i in pages for part in (found[edges[i]:edges[i + 1]], numpy.full(GAP, -1))]
    joined = numpy.concatenate(parts)
    joined = numpy.concatenate([joined, numpy.full(-len(joined) % (LENGTH * ROWS_AT_ONCE), -1)])
    return joined.reshape(-1, LENGTH)


def start(key, inputs):
    normal = lambda i, shape, scale: jax.random.normal(jax.random.fold_in(key, i), shape) * scale
    parameters = {"first": normal(0, (inputs, HIDDEN), (2 / inputs) ** 0.5), "first_bias": jnp.zeros(HIDDEN),
                  "last": normal(1, (HIDDEN,), 0.3 * (2 / HIDDEN) ** 0.5), "last_bias": jnp.zeros(())}
    for i, _ in enumerate(DILATIONS):
        parameters["layer%d" % i] = normal(i + 2, (3, HIDDEN, HIDDEN), 0.5 * (2 / (3 * HIDDEN)) ** 0.5)
        parameters["bias%d" % i] = jnp.zeros(HIDDEN)
    return parameters


def shifted(x, step):
    if step > 0:
        return jnp.pad(x, ((0, 0), (step, 0), (0, 0)))[:, :-step]
    return jnp.pad(x, ((0, 0), (0, -step), (0, 0)))[:, -step:]


def dropped(x, key, share):
    return x if key is None else x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def forward(p, x, inside, key=None):
    at = lambda i: None if key is None else jax.random.fold_in(key, i)
    mask = inside[..., None]
    hidden = jax.nn.relu(dropped(x, at(0), DROP_INPUT) @ p["first"] + p["first_bias"]) * mask
    for i, step in enumerate(DILATIONS):
        before, own, after = p["layer%d" % i]
        found = shifted(hidden, step) @ before + hidden @ own + shifted(hidden, -step) @ after + p["bias%d" % i]
        hidden = hidden + dropped(jax.nn.relu(found) * mask, at(i + 1), DROP)
    return hidden @ p["last"] + p["last_bias"]


def loss(p, x, labels, weights, inside, key):
    logits = forward(p, x, inside, key)
    entropy = jnp.maximum(logits, 0) - logits * labels + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    return (entropy * weights).sum() / (weights.sum() + 1e-9)


@functools.partial(jax.jit, static_argnums=9)
def improve(p, first, second, x, labels, weights, inside, key, step, steps):
    """One step of Adam (Kingma, Ba 2015) with decoupled decay and a cosine schedule; gradients of norm 1 at most."""
    gradients = jax.grad(loss)(p, x, labels, weights, inside, key)
    norm = jnp.sqrt(sum((g ** 2).sum() for g in jax.tree_util.tree_leaves(gradients)))
    warm = steps // 20 + 1
    rate = RATE * jnp.where(step < warm, step / warm, 0.505 + 0.495 * jnp.cos(jnp.pi * (step - warm) / (steps - warm)))
    each = jax.tree_util.tree_map
    gradients = each(lambda g: g / jnp.maximum(norm, 1), gradients)
    first = each(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = each(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    move = lambda w, m, v: w - rate * (
        m / (1 - 0.9 ** (step + 1)) / (jnp.sqrt(v / (1 - 0.999 ** (step + 1))) + 1e-8) + DECAY * w)
    return each(move, p, first, second), first, second


def batches(d, rows, inputs, *more):
    for start_row in range(0, len(rows), ROWS_AT_ONCE):
        at = rows[start_row:start_row + ROWS_AT_ONCE]
        inside = at >= 0
        at = numpy.where(inside, at, 0)
        yield at, inside, inputs.numbers[at] * inside[..., None], *(m[at] for m in more)


def fit(d, inputs, train, weights, seed=SEED):
    key = jax.random.PRNGKey(seed)
    p = start(key, inputs.numbers.shape[1])
    first = second = jax.tree_util.tree_map(jnp.zeros_like, p)
    random, pages = numpy.random.default_rng(seed), numpy.flatnonzero(train)
    weights = (weights / weights[weights > 0].mean()).astype("f4")
    labels = numpy.clip(d.labels, 0, 1).astype("f4")
    steps = EPOCHS * (len(sequences(d, pages, inputs.chosen)) // ROWS_AT_ONCE)
    step = 0
    for _ in range(EPOCHS):
        random.shuffle(pages)
        rows = sequences(d, pages, inputs.chosen)
        rows = rows[random.permutation(len(rows))]
        for _, inside, x, y, w in batches(d, rows, inputs, labels, weights):
            p, first, second = improve(
                p, first, second, x, y, w * inside, inside.astype("f4"), jax.random.fold_in(key, 1000 + step), step, steps)
            step += 1
    return jax.tree_util.tree_map(numpy.asarray, p)


def predict(d, p, inputs, pages):
    """Logits of the candidates of some pages; NaN for all other blocks."""
    out = numpy.full(len(d.page), numpy.nan, "f4")
    run = jax.jit(forward)
    for at, inside, x in batches(d, sequences(d, numpy.flatnonzero(pages), inputs.chosen), inputs):
        out[at[inside]] = numpy.asarray(run(p, x, inside.astype("f4")))[inside]
    return out


def encode(p, inputs):
    """A net as `SequenceModel` reads it: the scaling of the numbers goes into the weights of the first layer."""
    numbers = len(inputs.low)
    weights = p["first"].astype("f8")
    scaled = weights[:numbers] / inputs.deviation[:, None]
    bias = p["first_bias"] - (inputs.mean[:, None] * scaled).sum(0)
    flat = lambda *parts: b"".join(numpy.asarray(x, "<f4").tobytes() for x in parts)
    out = numpy.array([numbers, ROLES, HIDDEN, len(DILATIONS)], "<u4").tobytes()
    out += flat(numpy.concatenate([inputs.low[:, None], inputs.high[:, None], scaled], 1), weights[numbers:], bias)
    for i, step in enumerate(DILATIONS):
        out += numpy.array([step], "<u4").tobytes() + flat(p["layer%d" % i], p["bias%d" % i])
    return out + flat(p["last"], p["last_bias"])
