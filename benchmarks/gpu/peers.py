"""The same work in PyTorch: cuBLAS and cuDNN in single precision, without TF32. A line for each measurement, as Compiled.Gpu prints it."""
import statistics
import time

import torch

torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
ROUND_SECONDS = 0.25


def seconds(run, count):
    torch.cuda.synchronize()
    begin = time.perf_counter()
    for _ in range(count):
        run()
    torch.cuda.synchronize()
    return time.perf_counter() - begin


def report(name, run):
    seconds(run, 3)
    count = 1
    while seconds(run, count) < ROUND_SECONDS:
        count *= 2
    print(f"{name} {statistics.median(seconds(run, count) / count for _ in range(7)):.4E}", flush=True)


class Last(torch.nn.Module):
    """The last state of a recurrent layer."""

    def __init__(self):
        super().__init__()
        self.layer = torch.nn.LSTM(64, 128, batch_first=True)

    def forward(self, x):
        return self.layer(x)[0][:, -1]


def lenet():
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(2450, 500), nn.ReLU(), nn.Linear(500, 10))


def cifar():
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 512), nn.ReLU(), nn.Linear(512, 10))


def step(model, *shape):
    """A training step by Adam, from a batch in the app's memory to a loss in it."""
    model = model.cuda()
    optimizer = torch.optim.Adam(model.parameters())
    x, labels = torch.rand(128, *shape), torch.randint(10, (128,))

    def run():
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(x.cuda()), labels.cuda())
        loss.backward()
        optimizer.step()
        loss.item()

    return run


print(f"# {torch.cuda.get_device_name()}, PyTorch {torch.__version__}", flush=True)
for size in (512, 1024, 2048, 4096):
    left, right = torch.rand(size, size, device="cuda"), torch.rand(size, size, device="cuda")
    result = torch.empty_like(left)
    report(f"product-{size}", lambda: torch.mm(left, right, out=result))
report("LeNet", step(lenet(), 1, 28, 28))
report("Cifar", step(cifar(), 3, 32, 32))
report("LSTM", step(torch.nn.Sequential(Last(), torch.nn.Linear(128, 10)), 100, 64))
