"""Values of the metrics for tests/Runtime.Tests/Training/MetricOracleTests.cs: python3 tests/Oracle/metrics.py (PyTorch 1.13)."""
import torch

rows, classes = 24, 8
n = rows * classes
scores = torch.tensor([((i * 37) % 101) / 101 for i in range(n)], dtype=torch.float64).reshape(rows, classes)
values = torch.tensor([((i * 53) % 97 + 1) / 97 for i in range(n)], dtype=torch.float64).reshape(rows, classes)
labels = torch.tensor([(i * 5 + 3) % classes for i in range(rows)])
yes = (values > 0.5)
said = (scores > 0.5)

print("mean_squared_error", torch.nn.functional.mse_loss(scores, values).item())
print("root_mean_squared_error", torch.nn.functional.mse_loss(scores, values).sqrt().item())
print("mean_absolute_error", torch.nn.functional.l1_loss(scores, values).item())
print("mean_absolute_percentage_error", (100 * ((scores - values) / values).abs().mean()).item())
print("cosine_similarity", torch.nn.functional.cosine_similarity(scores, values, dim=1).mean().item())
print("binary_accuracy", (said == yes).double().mean().item())
print("categorical_accuracy", (scores.argmax(1) == values.argmax(1)).double().mean().item())
print("sparse_categorical_accuracy", (scores.argmax(1) == labels).double().mean().item())
print("sparse_top_k_categorical_accuracy", (scores.topk(5, dim=1).indices == labels[:, None]).any(1).double().mean().item())
precision = ((said & yes).sum().double() / said.sum()).item()
recall = ((said & yes).sum().double() / yes.sum()).item()
print("precision", precision)
print("recall", recall)
print("f1_score", 2 * precision * recall / (precision + recall))
positive, negative = scores[yes], scores[~yes]
above = (positive[:, None] > negative[None, :]).double() + 0.5 * (positive[:, None] == negative[None, :]).double()
print("auc", above.mean().item())
