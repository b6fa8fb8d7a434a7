namespace Compiled.Generator.Operators;

/// <summary>All primitive operators. Tests demand a meaning, a shape rule and a checked derivative of each.</summary>
internal static class Registry
{
    public static IReadOnlyList<Type> Leaves { get; } =
    [
        typeof(Input), typeof(Target), typeof(SampleWeight), typeof(Parameter), typeof(CarriedState), typeof(Constant), typeof(Size),
        typeof(RandomUniform), typeof(RandomNormal),
    ];

    public static IReadOnlyList<Type> Elementwise { get; } =
    [
        typeof(Add), typeof(Subtract), typeof(Multiply), typeof(Divide), typeof(Negate), typeof(Abs), typeof(Sign),
        typeof(Exp), typeof(Log), typeof(Log1P), typeof(ExpM1), typeof(Sqrt), typeof(Power),
        typeof(Tanh), typeof(Sigmoid), typeof(Erf), typeof(Sin), typeof(Cos), typeof(Floor), typeof(Relu), typeof(Softplus),
        typeof(Maximum), typeof(Minimum), typeof(Less), typeof(LessOrEqual), typeof(EqualTo), typeof(Select), typeof(ToFloat),
        typeof(BroadcastTo),
    ];

    public static IReadOnlyList<Type> Reductions { get; } = [typeof(ReduceSum), typeof(ReduceMaximum), typeof(ReduceMinimum)];

    public static IReadOnlyList<Type> Contractions { get; } = [typeof(MatrixProduct), typeof(Convolution), typeof(ConvolutionInputGradient), typeof(ConvolutionKernelGradient)];

    public static IReadOnlyList<Type> Movements { get; } =
        [typeof(Transpose), typeof(Concatenate), typeof(Slice), typeof(Pad), typeof(Reverse), typeof(Reshape), typeof(StopGradient)];

    public static IReadOnlyList<Type> Rows { get; } =
        [typeof(Softmax), typeof(LogSoftmax), typeof(SoftmaxCrossEntropy), typeof(SparseSoftmaxCrossEntropy), typeof(OneHot)];

    /// <summary>Rows of a table by their numbers, and numbers of rows.</summary>
    public static IReadOnlyList<Type> Lookups { get; } = [typeof(Gather), typeof(ScatterAdd), typeof(Positions), typeof(LogUniform)];

    public static IReadOnlyList<Type> Pooling { get; } =
        [typeof(MaxPooling), typeof(MaxPoolingGradient), typeof(MaxPoolingSelection), typeof(AveragePooling), typeof(AveragePoolingGradient)];

    /// <summary>A loop, what it computes, and what its body is given. Their meaning is <c>Compiled.Recurrence</c>.</summary>
    public static IReadOnlyList<Type> Recurrence { get; } = [typeof(Scan), typeof(ScanResult), typeof(StepInput)];

    public static IReadOnlyList<Type> Resizing { get; } = [typeof(Resize), typeof(ResizeGradient)];

    /// <summary>What scheduling alone adds, after the last pass: these have no method in <c>Compiled.Ops</c> and never meet differentiation.</summary>
    public static IReadOnlyList<Type> Scheduling { get; } = [typeof(Copy)];

    /// <summary>What stands only in the graphs that interpreters are written from: these are no methods of <c>Compiled.Ops</c> but the user's own.</summary>
    public static IReadOnlyList<Type> Interpretation { get; } = [typeof(UserCall), typeof(UserCallResult)];

    /// <summary>What a model's graph may hold.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Leaves, .. Elementwise, .. Reductions, .. Contractions, .. Movements, .. Rows, .. Lookups, .. Pooling, .. Resizing, .. Recurrence];
}
