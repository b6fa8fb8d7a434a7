"""The coefficients of LaneMath.Tanh, a row for each: python3 tests/Oracle/tanh_pieces.py (mpmath, NumPy)."""
import struct

import mpmath as mp
import numpy as np

mp.mp.dps = 40
BIAS, END, DEGREE, NODES = 0.625, 9.25, 5, 60


def exact(value):
    return mp.mpf(float(value))


def rounded(value):
    return np.float32(float(value))


def pieces():
    """The number, the beginning and the end of each piece."""
    edges = [2.0**exponent * (1 + quarter / 4) - BIAS for exponent in range(-1, 4) for quarter in range(4)]
    edges = [edge for edge in edges if 0 <= edge <= 8 - BIAS] + [END]
    for begin, end in zip(edges, edges[1:]):
        bits = struct.unpack("I", struct.pack("f", (begin + end) / 2 + BIAS))[0]
        yield bits >> 21 & 15, begin, end


def center(begin, end):
    """The point in the middle fifth whose tanh is nearest to a float."""
    middle = (begin + end) / 2
    value = above = below = rounded(mp.tanh(middle))
    values = [value]
    for _ in range(400):
        above, below = np.nextafter(above, np.float32(2)), np.nextafter(below, np.float32(-1))
        values += [above, below]
    points = [(rounded(mp.atanh(exact(value))), value) for value in values if value < 1]
    points = [(point, value) for point, value in points if abs(float(point) - middle) <= (end - begin) / 10]
    return min(points, key=lambda p: abs(mp.tanh(exact(p[0])) - exact(p[1])) / np.spacing(p[1]))


def fit(begin, end, point, known):
    """Least squares of the coefficients that are not known, by the lowest."""
    unknown = [k for k in range(DEGREE + 1) if k not in known]
    nodes = [begin + (mp.mpf(end) - begin) * (1 - mp.cos(mp.pi * (2 * i + 1) / (2 * NODES))) / 2 for i in range(NODES)]
    weights = [1 / x if begin == 0 else mp.mpf(1) for x in nodes]
    left = mp.matrix([[w * (x - point)**k for k in unknown] for x, w in zip(nodes, weights)])
    right = mp.matrix([w * (mp.tanh(x) - sum(c * (x - point)**k for k, c in known.items())) for x, w in zip(nodes, weights)])
    return unknown[0], mp.lu_solve(left.T * left, left.T * right)[0]


table = np.zeros((DEGREE + 2, 16), np.float32)
for number, begin, end in pieces():
    point, value = (np.float32(0), np.float32(0)) if begin == 0 else center(begin, end)
    known = {0: exact(value)} | ({1: mp.mpf(1)} if begin == 0 else {})
    while len(known) <= DEGREE:
        power, coefficient = fit(begin, end, exact(point), known)
        known[power] = exact(rounded(coefficient))
    table[:, number] = [point, *(np.float32(float(known[k])) for k in range(DEGREE + 1))]
for row in table:
    print(", ".join(f"{v!s}f" for v in row))
