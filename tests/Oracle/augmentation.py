"""A picture moved in every way at once, for tests/Runtime.Tests/Data/Augmentation/TransformTests.cs: python3 tests/Oracle/augmentation.py (PyTorch 1.13)."""
import math

import torch

HEIGHT, WIDTH = 4, 5
image = torch.tensor([[((7 * r + 3 * c) % 11) / 10 for c in range(WIDTH)] for r in range(HEIGHT)], dtype=torch.float64)
rotation, shear = math.radians(25), math.radians(-15)
matrices = [
    [[math.cos(rotation), -math.sin(rotation), 0], [math.sin(rotation), math.cos(rotation), 0], [0, 0, 1]],
    [[1, 0, 0.75], [0, 1, -1.25], [0, 0, 1]],
    [[1, -math.sin(shear), 0], [0, math.cos(shear), 0], [0, 0, 1]],
    [[1.4, 0, 0], [0, 0.8, 0], [0, 0, 1]],
]
matrix = torch.eye(3, dtype=torch.float64)
for factor in matrices:
    matrix = matrix @ torch.tensor(factor, dtype=torch.float64)
grid = torch.zeros(1, HEIGHT, WIDTH, 2, dtype=torch.float64)
for r in range(HEIGHT):
    for c in range(WIDTH):
        row, column, _ = (matrix @ torch.tensor([r - (HEIGHT - 1) / 2, c - (WIDTH - 1) / 2, 1], dtype=torch.float64)).tolist()
        # grid_sample counts from −1 to 1 between the outer edges of the picture.
        grid[0, r, c] = torch.tensor([2 * column / WIDTH, 2 * row / HEIGHT])
for mode, padding in (("Nearest", "border"), ("Constant", "zeros"), ("Reflect", "reflection")):
    moved = torch.nn.functional.grid_sample(image[None, None], grid, mode="bilinear", padding_mode=padding, align_corners=False)
    print(mode, [round(value, 6) for value in moved.flatten().tolist()])
moved = torch.nn.functional.grid_sample(image[None, None], grid, mode="nearest", padding_mode="border", align_corners=False)
print("nearest pixels", [round(value, 6) for value in moved.flatten().tolist()])
