"""Trajectories of 100 steps for tests/Runtime.Tests/Training/OptimizerTests.cs.

    python3 tests/Oracle/optimizers.py

prints, for each case, the eight weights after 100 steps in double precision. PyTorch 1.13 computes every rule that it has;
its epsilon stands elsewhere than Keras's, so those cases run with epsilon 0, where both are the same. The others are plain
transcriptions of Keras 3's update rules.
"""
import math

import torch

STEPS, SIZE = 100, 8


def start():
    return [math.cos(i + 1) for i in range(SIZE)]


def gradient(p, step):
    return [0.3 * p[i] + math.sin(step * (i + 1) * 0.37) for i in range(SIZE)]


def by_torch(make):
    p = torch.tensor(start(), dtype=torch.float64, requires_grad=True)
    optimizer = make([p])
    for step in range(STEPS):
        p.grad = torch.tensor(gradient(p.tolist(), step), dtype=torch.float64)
        optimizer.step()
    return p.tolist()


def by_rule(rule, states):
    p = start()
    memory = [[initial] * SIZE for initial in states]
    for step in range(STEPS):
        g = gradient(p, step)
        for i in range(SIZE):
            values = [m[i] for m in memory]
            p[i] = rule(p[i], g[i], values, step + 1)
            for m, value in zip(memory, values):
                m[i] = value
    return p


def adam(p, g, s, t, lr=0.01, b1=0.9, b2=0.999, eps=1e-3):
    s[0] += (g - s[0]) * (1 - b1)
    s[1] += (g * g - s[1]) * (1 - b2)
    alpha = lr * math.sqrt(1 - b2 ** t) / (1 - b1 ** t)
    return p - s[0] * alpha / (math.sqrt(s[1]) + eps)


def rmsprop(p, g, s, t, lr=0.01, rho=0.9, eps=1e-3):
    s[0] = rho * s[0] + (1 - rho) * g * g
    return p - lr * g / math.sqrt(s[0] + eps)


def adagrad(p, g, s, t, lr=0.1, eps=1e-3):
    s[0] += g * g
    return p - lr * g / math.sqrt(s[0] + eps)


def adamax(p, g, s, t, lr=0.01, b1=0.9, b2=0.999, eps=1e-3):
    s[0] += (g - s[0]) * (1 - b1)
    s[1] = max(b2 * s[1], abs(g))
    return p - lr * s[0] / ((1 - b1 ** t) * (s[1] + eps))


def ftrl(p, g, s, t, lr=0.1, power=-0.5, l1=0.01, l2=0.02, shrinkage=0.03, beta=0.04):
    l2 = l2 + beta / (2 * lr)
    shrunk = g + 2 * shrinkage * p
    accumulator = s[0] + g * g
    s[1] += shrunk - (accumulator ** -power - s[0] ** -power) / lr * p
    quadratic = accumulator ** -power / lr + 2 * l2
    s[0] = accumulator
    return (min(max(s[1], -l1), l1) - s[1]) / quadratic


def lion(p, g, s, t, lr=0.01, b1=0.9, b2=0.99, decay=0.1):
    p *= 1 - lr * decay
    direction = s[0] * b1 + g * (1 - b1)
    s[0] = s[0] * b2 + g * (1 - b2)
    return p - lr * ((direction > 0) - (direction < 0))


def nadam(p, g, s, t, lr=0.01, b1=0.9, b2=0.999, eps=1e-3):
    # Not by PyTorch 1.13: its NAdam counts the share of the step twice in the product for the next one.
    share = lambda k: b1 * (1 - 0.5 * 0.96 ** k)
    product = math.prod(share(k) for k in range(1, t + 1))
    s[0] += (g - s[0]) * (1 - b1)
    s[1] += (g * g - s[1]) * (1 - b2)
    ahead = share(t + 1) * s[0] / (1 - product * share(t + 1)) + (1 - share(t)) * g / (1 - product)
    return p - lr * ahead / (math.sqrt(s[1] / (1 - b2 ** t)) + eps)


CASES = {
    "SGD": lambda: by_torch(lambda p: torch.optim.SGD(p, lr=0.05)),
    "SGDMomentum": lambda: by_torch(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)),
    "SGDNesterov": lambda: by_torch(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "RMSprop": lambda: by_torch(lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=0)),
    "RMSpropCentered": lambda: by_torch(lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=0, centered=True, momentum=0.5)),
    "RMSpropEpsilon": lambda: by_rule(rmsprop, [0]),
    "Adagrad": lambda: by_torch(lambda p: torch.optim.Adagrad(p, lr=0.1, initial_accumulator_value=0.1, eps=0)),
    "AdagradEpsilon": lambda: by_rule(adagrad, [0.1]),
    "Adadelta": lambda: by_torch(lambda p: torch.optim.Adadelta(p, lr=1, rho=0.95, eps=1e-5)),
    "Adam": lambda: by_torch(lambda p: torch.optim.Adam(p, lr=0.01, eps=0)),
    "AdamEpsilon": lambda: by_rule(adam, [0, 0]),
    "AMSGrad": lambda: by_torch(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.9), eps=0, amsgrad=True)),
    "AdamW": lambda: by_torch(lambda p: torch.optim.AdamW(p, lr=0.01, eps=0, weight_decay=0.1)),
    "Adamax": lambda: by_torch(lambda p: torch.optim.Adamax(p, lr=0.01, eps=0)),
    "AdamaxEpsilon": lambda: by_rule(adamax, [0, 0]),
    "Nadam": lambda: by_rule(nadam, [0, 0]),
    "Ftrl": lambda: by_rule(ftrl, [0.1, 0]),
    "Lion": lambda: by_rule(lion, [0]),
}

for name, run in CASES.items():
    print(f'        ["{name}"] = [{", ".join(f"{value:.8f}" for value in run())}],')
