"""The literal values of tests/Runtime.Tests/Data/Text: formulas as their sources state them, in plain Python."""

from hashlib import md5
from math import exp, log, sqrt

# Keras's Tokenizer: (1 + ln c) ln(1 + D / (1 + d)). "the" is twice in the first of three texts and in two of them; "cat" once, in one.
print("tfidf", (1 + log(2)) * log(1 + 3 / (1 + 2)), (1 + log(1)) * log(1 + 3 / (1 + 1)))

# Keras's hashing_trick with md5.
for word in ["the", "cat", "sat", "naïve", "😀"]:
    print("md5", word, int(md5(word.encode()).hexdigest(), 16) % 9 + 1)


# Keras's make_sampling_table.
def keep(rank, factor):
    rank = max(rank, 1)
    inverse = rank * (log(rank) + 0.577) + 0.5 - 1 / (12 * rank)
    return min(1, factor * inverse / sqrt(factor * inverse))


print("sampling", [keep(rank, 1e-5) for rank in (0, 1, 2, 3, 1000)], keep(100000, 1e-5))

# log_uniform_candidate_sampler over 10 classes.
p = [(log(c + 2) - log(c + 1)) / log(11) for c in range(10)]
print("log-uniform", p[0], p[9], sum(p), "expected", 5 * p[0], 1 - (1 - p[0]) ** 7)

# Temperature, top-k and nucleus over probabilities 0.5, 0.3, 0.2.
for t in (0.5, 2):
    w = [x ** (1 / t) for x in (0.5, 0.3, 0.2)]
    print("temperature", t, [x / sum(w) for x in w])
logits = [exp(x) for x in (1, 2, 3, 4)]
print("softmax", [x / sum(logits) for x in logits])

# GNMT's length penalty.
print("penalty", log(0.4) / ((5 + 1) / 6) ** 1, (log(0.6) + log(0.55)) / ((5 + 2) / 6) ** 1)
