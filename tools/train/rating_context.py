"""What ratings of a first pass say of each block's surroundings: the same numbers as `RatingContext` of the product.

`train_blocks.py` compares the two on every page before it trains.
"""
import numba
import numpy

from word_weights import beside


def logarithm(x):
    mantissa, exponent = numpy.frexp(1 + numpy.maximum(x, 0).astype("f4"))
    return ((exponent - 1) + (mantissa * 2 - 1)).astype("f4")


def signed_logarithm(x):
    return numpy.where(x < 0, -logarithm(-x), logarithm(x))


def share(rated, weight):
    return numpy.where(weight > 1, rated / numpy.maximum(weight, 1), -1)


def context(d, ratings, levels=5):
    units, rated = d.units.astype("f8"), ratings.astype("f8")
    weight = units + 2
    columns = [rated] + [beside(d, rated, step, -1) for step in (-4, -3, -2, -1, 1, 2, 3, 4)]
    for reach in (3, 8):
        sums = numpy.zeros((len(units), 2))
        windows(d.starts, rated * weight, weight, reach, sums)
        columns.append(share(sums[:, 0], sums[:, 1]))
    below = numpy.zeros((len(d.around), 2))
    numpy.add.at(below, d.place, numpy.stack([rated * weight, weight], 1))
    sum_up(d.around, below)
    place = d.place.copy()
    for _ in range(levels):
        inside = place >= 0
        columns.append(numpy.where(inside, share(below[place, 0] - rated * weight, below[place, 1] - weight), -1))
        place = numpy.where(inside, d.larger[place], -1)
    scanned = numpy.zeros((len(units), 9))
    scan(d.starts, ratings, units, rated, scanned)
    columns += [signed_logarithm(scanned[:, 0]), signed_logarithm(scanned[:, 1]), scanned[:, 2], scanned[:, 3], scanned[:, 4],
                logarithm(scanned[:, 5]), scanned[:, 6]]
    columns += [numpy.where(scanned[:, i] < 0, -1, logarithm(scanned[:, i])) for i in (7, 8)]
    for group in d.groups:
        all_rated, all_weight = numpy.bincount(group, rated * weight)[group], numpy.bincount(group, weight)[group]
        columns.append(share(all_rated - rated * weight, all_weight - weight))
    grouped = d.record_group >= 0
    sums = numpy.zeros((d.record_group.max(initial=-1) + 1, 2))
    numpy.add.at(sums, d.record_group[grouped], below[grouped])
    first = numpy.full(len(sums), len(d.record_group))
    numpy.minimum.at(first, d.record_group[grouped], numpy.flatnonzero(grouped))
    for record in d.records:
        inside = record >= 0
        group = d.record_group[record]
        columns.append(numpy.where(inside, share(below[record, 0] - rated * weight, below[record, 1] - weight), -1))
        others = inside & (first[group] != record)
        columns.append(numpy.where(others, share(below[first[group], 0], below[first[group], 1]), -1))
        columns.append(numpy.where(inside, share(sums[group, 0] - below[record, 0], sums[group, 1] - below[record, 1]), -1))
    return numpy.stack(columns, 1).astype("f4")


@numba.njit(cache=True)
def windows(starts, rated, weight, reach, out):
    for page in range(len(starts) - 1):
        first, end = starts[page], starts[page + 1]
        for block in range(first, end):
            for other in range(max(first, block - reach), min(end, block + reach + 1)):
                if other != block:
                    out[block, 0] += rated[other]
                    out[block, 1] += weight[other]


@numba.njit(cache=True)
def sum_up(around, below):
    for place in range(len(around) - 1, -1, -1):
        if around[place] >= 0:
            below[around[place], 0] += below[place, 0]
            below[around[place], 1] += below[place, 1]


@numba.njit(cache=True)
def scan(starts, ratings, units, rated, out):
    for page in range(len(starts) - 1):
        begin, end = starts[page], starts[page + 1]
        first, last, greatest, total, length = -1, -1, 0.0, 0.0, 0.0
        for block in range(begin, end):
            total += rated[block] * units[block]
            length += units[block]
            greatest = max(greatest, rated[block])
            if ratings[block] >= 0.5 and units[block] >= 8:
                if first < 0:
                    first = block
                last = block
        before, gap = 0.0, -1.0
        for block in range(begin, end):
            out[block, 0] = 99.0 if first < 0 else block - first
            out[block, 1] = 99.0 if last < 0 else block - last
            out[block, 2] = before / (total + 1)
            before += rated[block] * units[block]
            out[block, 3] = (total - before) / (total + 1)
            out[block, 4] = greatest
            out[block, 5] = total
            out[block, 6] = total / (length + 1)
            out[block, 7] = gap
            if ratings[block] >= 0.5 and units[block] >= 5:
                gap = 0.0
            elif gap >= 0:
                gap += units[block] + 1
        gap = -1.0
        for block in range(end - 1, begin - 1, -1):
            out[block, 8] = gap
            if ratings[block] >= 0.5 and units[block] >= 5:
                gap = 0.0
            elif gap >= 0:
                gap += units[block] + 1
