"""What PyTorch reaches on the networks, data and settings of samples/Cifar10.

python3 benchmarks/Cifar10/cifar10_torch.py simple|deeper|augmented [--epochs N] [--threads N] [--seed N] [--data DIR] [--steps N]

Needs PyTorch 1.13 or newer and NumPy. DIR holds data_batch_1.bin … and test_batch.bin or test_batch_first1000.bin, plain or with gzip;
by default it is $COMPILED_DATA/cifar10. The last line is the accuracy on the test images.
"""
import argparse
import gzip
import math
import os
import pathlib
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

EPOCHS = {"simple": 20, "deeper": 20, "augmented": 50}
BATCH = 128
SIZE = 32


def load(folder, names):
    """Images as (count, channels, row, column) from 0 to 1, and their labels."""
    records = []
    for name in names:
        path = folder / (name + ".gz")
        content = gzip.decompress(path.read_bytes()) if path.exists() else (folder / name).read_bytes()
        records.append(np.frombuffer(content, np.uint8).reshape(-1, 1 + 3 * SIZE * SIZE))
    records = np.concatenate(records)
    images = torch.from_numpy(records[:, 1:].reshape(-1, 3, SIZE, SIZE).astype(np.float32) / 255)
    return images.contiguous(memory_format=torch.channels_last), torch.from_numpy(records[:, 0].astype(np.int64))


def network(variant):
    if variant == "simple":
        layers = [
            nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Flatten(), nn.Linear(16 * 16 * 32, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 10),
        ]
    else:
        layers = [
            nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Flatten(), nn.Linear(7 * 7 * 64, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 10),
        ]
    for layer in layers:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


class RMSprop(torch.optim.Optimizer):
    """As Keras has it: epsilon under the root, where torch.optim.RMSprop adds it to the root."""

    def __init__(self, parameters, lr=1e-3, rho=0.9, eps=1e-7):
        super().__init__(parameters, {"lr": lr, "rho": rho, "eps": eps})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                velocity = self.state[parameter].setdefault("velocity", torch.zeros_like(parameter))
                velocity.mul_(group["rho"]).addcmul_(parameter.grad, parameter.grad, value=1 - group["rho"])
                parameter.addcdiv_(parameter.grad, (velocity + group["eps"]).sqrt_(), value=-group["lr"])


def augment(images, generator):
    """Each image turned by up to 40 degrees, moved and enlarged or shrunk by up to a fifth, half of them mirrored; borders go on, pixels stay as they are."""
    count = len(images)

    def uniform(least, most):
        return torch.rand(count, generator=generator) * (most - least) + least

    angle = uniform(-math.radians(40), math.radians(40))
    sine, cosine = angle.sin(), angle.cos()
    # grid_sample counts from -1 to 1 between the outer edges.
    down, right = uniform(-0.2, 0.2) * 2, uniform(-0.2, 0.2) * 2
    high, wide = uniform(0.8, 1.2), uniform(0.8, 1.2)
    mirror = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)
    theta = torch.stack([
        torch.stack([cosine * wide * mirror, sine * high, sine * down + cosine * right], dim=1),
        torch.stack([-sine * wide * mirror, cosine * high, cosine * down - sine * right], dim=1),
    ], dim=1)
    grid = F.affine_grid(theta, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, mode="nearest", padding_mode="border", align_corners=False)


@torch.no_grad()
def evaluate(model, images, labels):
    model.eval()
    loss = right = 0.0
    for first in range(0, len(images), 1000):
        scores, target = model(images[first:first + 1000]), labels[first:first + 1000]
        loss += F.cross_entropy(scores, target, reduction="sum").item()
        right += (scores.argmax(1) == target).sum().item()
    return loss / len(images), right / len(images)


def fit(model, optimizer, rate, epochs, images, labels, count, generator, most, varied=False):
    """Trains with the first images, at a rate that falls to zero along half a cosine; the others validate."""
    steps, taken = epochs * -(-count // BATCH), 0
    for epoch in range(1, epochs + 1):
        start = time.perf_counter()
        model.train()
        loss_sum = right = seen = 0
        for step, chosen in enumerate(torch.randperm(count, generator=generator).split(BATCH)):
            if step == most:
                break
            x, y = images[chosen].contiguous(memory_format=torch.channels_last), labels[chosen]
            if varied:
                x = augment(x, generator).contiguous(memory_format=torch.channels_last)
            scores = model(x)
            loss = F.cross_entropy(scores, y)
            loss.backward()
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 + math.cos(math.pi * taken / steps)) / 2
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            taken += 1
            loss_sum += loss.item() * len(y)
            right += (scores.argmax(1) == y).sum().item()
            seen += len(y)
        trained = time.perf_counter() - start
        line = f"epoch {epoch}: {trained:.1f} s, loss {loss_sum / seen:.4f}, accuracy {right / seen:.4f}"
        if count < len(images):
            loss, accuracy = evaluate(model, images[count:], labels[count:])
            line += f", val_loss {loss:.4f}, val_accuracy {accuracy:.4f}"
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("variant", choices=EPOCHS)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default=os.path.join(os.environ.get("COMPILED_DATA", "../shared/data"), "cifar10"))
    parser.add_argument("--steps", type=int, help="at most so many steps an epoch, to see that it runs")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    generator = torch.Generator().manual_seed(options.seed)

    folder = pathlib.Path(options.data)
    names = [f"data_batch_{i}.bin" for i in range(1, 6)]
    names = [name for name in names if (folder / name).exists() or (folder / (name + ".gz")).exists()]
    is_whole = any((folder / name).exists() for name in ("test_batch.bin", "test_batch.bin.gz"))
    images, labels = load(folder, names)
    test_images, test_labels = load(folder, ["test_batch.bin" if is_whole else "test_batch_first1000.bin"])
    print(f"PyTorch {torch.__version__}, {options.variant}, {options.threads} threads, {len(images)} images, {len(test_images)} to judge by", flush=True)

    # As in the sample, the last fifth is held back, but for the augmented network.
    count = len(images) if options.variant == "augmented" else len(images) * 4 // 5
    model = network(options.variant)
    print(f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    epochs = options.epochs or EPOCHS[options.variant]
    begin = time.perf_counter()
    if options.variant == "augmented":
        # In the last epochs the network sees the images as they are, by smaller steps.
        last = epochs * 3 // 10
        fit(model, torch.optim.Adam(model.parameters(), eps=1e-7), 1e-3, epochs - last, images, labels, count, generator, options.steps, varied=True)
        fit(model, torch.optim.Adam(model.parameters(), eps=1e-7), 5e-4, last, images, labels, count, generator, options.steps)
    else:
        fit(model, RMSprop(model.parameters()), 1e-3, epochs, images, labels, count, generator, options.steps)
    print(f"trained in {time.perf_counter() - begin:.1f} s")
    loss, accuracy = evaluate(model, test_images, test_labels)
    print(f"test loss {loss:.4f}\ntest accuracy {accuracy:.4f}")


if __name__ == "__main__":
    main()
