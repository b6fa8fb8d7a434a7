using Compiled;

namespace Digits;

/// <summary>Which digit a picture of 28 × 28 grey values shows: 118,282 parameters.</summary>
[Model(Gpu = true, Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[Flatten]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Softmax)]
public partial class DigitClassifier;
