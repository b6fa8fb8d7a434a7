"""The order of DatasetTests.TheOrderOfASeedNeverChanges: Philox4x32-10, Lemire's bounded numbers, Fisher and Yates's shuffle."""

MASK = 0xFFFFFFFF


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & MASK, (a >> 32) ^ x[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return x


# The known answer that Random123 publishes (kat_vectors).
assert philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def numbers(seed, epoch):
    block = 0
    while True:
        yield from philox([block, epoch, 0, 0x44617461], [seed & MASK, seed >> 32])
        block += 1


def shuffled(count, seed, epoch):
    source, items = numbers(seed, epoch), list(range(count))
    for i in range(count - 1, 0, -1):
        product = next(source) * (i + 1)
        while (product & MASK) < (1 << 32) % (i + 1):
            product = next(source) * (i + 1)
        j = product >> 32
        items[i], items[j] = items[j], items[i]
    return items


print(shuffled(10, seed=1, epoch=0))
print(shuffled(10, seed=2**40 + 1, epoch=7))
