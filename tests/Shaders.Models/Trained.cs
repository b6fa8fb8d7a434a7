namespace Compiled.Shaders.Models;

/// <summary>Weights of every kind that an optimizer meets: with constraints, in groups, regularized, frozen, and moving statistics.</summary>
[Model(Gpu = true, Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError])]
[Input(9)]
[Dense(21, KernelConstraint = Constraint.MaxNorm, BiasConstraint = Constraint.NonNeg, KernelL2 = 0.01)]
[BatchNormalization]
[Dense(40, Activation = Activation.Tanh, Frozen = true)]
[Dense(33, Activation = Activation.Relu, KernelConstraint = Constraint.UnitNorm, Group = "slow")]
[Dense(5, KernelConstraint = Constraint.NonNeg, KernelL1 = 0.001)]
public partial class Trained;
