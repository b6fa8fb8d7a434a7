using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Activations;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>Every method of <c>Compiled.Ops</c> that <c>Forward</c> may call: a primitive operator, or a recipe over primitives.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, OperatorDefinition> _byName = Definitions().ToDictionary(d => d.Name);

    public static IEnumerable<string> Names => _byName.Keys;

    public static bool TryFind(string name, out OperatorDefinition definition) => _byName.TryGetValue(name, out definition);

    private static IEnumerable<OperatorDefinition> Definitions() =>
    [
        // Elementwise.
        Unary("Negate", x => -x),
        Unary("Abs", Primitives.Abs),
        Unary("Sign", x => x.Builder.Apply(new Sign(), x)),
        Unary("Exp", Primitives.Exp),
        Unary("Log", Primitives.Log),
        Unary("Log1P", Primitives.Log1P),
        Unary("ExpM1", Primitives.ExpM1),
        Unary("Sqrt", Primitives.Sqrt),
        Unary("Rsqrt", x => 1 / x.Sqrt()),
        Unary("Reciprocal", x => 1 / x),
        Unary("Square", Primitives.Square),
        Unary("Tanh", Primitives.Tanh),
        Unary("Sigmoid", Primitives.Sigmoid),
        Unary("Erf", Primitives.Erf),
        Unary("Sin", x => x.Builder.Apply(new Sin(), x)),
        Unary("Cos", x => x.Builder.Apply(new Cos(), x)),
        Unary("Floor", x => x.Builder.Apply(new Floor(), x)),
        Unary("Relu", Primitives.Relu),
        Unary("Relu6", ActivationTable.Relu6),
        Unary("Softplus", Primitives.Softplus),
        Unary("Softsign", ActivationTable.Softsign),
        Unary("HardSigmoid", ActivationTable.HardSigmoid),
        Unary("Selu", ActivationTable.Selu),
        Unary("Gelu", ActivationTable.Gelu),
        Unary("Silu", ActivationTable.Silu),
        Unary("Mish", ActivationTable.Mish),
        Unary("StopGradient", Primitives.StopGradient),
        Define("Elu", c => ActivationTable.Elu(c.Tensor("x"), c.Real("alpha", 1)), "x", "alpha") with { Mask = MaskRules.Stays },
        Define("LeakyRelu", c => ActivationTable.LeakyRelu(c.Tensor("x"), c.Real("slope", 0.2)), "x", "slope") with { Mask = MaskRules.Stays },
        Define("Clip", c => c.Tensor("x").Clip(c.Real("minimum"), c.Real("maximum")), "x", "minimum", "maximum") with { Mask = MaskRules.Stays },
        Binary("Add", (l, r) => l + r),
        Binary("Subtract", (l, r) => l - r),
        Binary("Multiply", (l, r) => l * r),
        Binary("Divide", (l, r) => l / r),
        Binary("Power", (l, r) => l.Builder.Apply(new Power(), l, r)),
        Binary("Maximum", Primitives.Maximum),
        Binary("Minimum", Primitives.Minimum),
        Define("Average", c => c.Tensors().Aggregate((l, r) => l + r) * (1.0 / c.Tensors().Count), "tensors") with { Mask = MaskRules.Stays },
        Binary("Less", Primitives.Less),
        Binary("LessOrEqual", Primitives.LessOrEqual),
        Binary("EqualTo", Primitives.EqualTo),
        Binary("Greater", (l, r) => r.Less(l)),
        Binary("GreaterOrEqual", (l, r) => r.LessOrEqual(l)),
        Binary("NotEqualTo", (l, r) => 1 - l.EqualTo(r)),
        Define("Not", c => 1 - c.Tensor("mask"), "mask") with { Mask = MaskRules.Stays },
        Binary("And", (l, r) => l * r),
        Binary("Or", Primitives.Maximum),
        Define("Select", Choose, "mask", "whenTrue", "whenFalse") with { Mask = MaskRules.Stays },
        Define("Where", Choose, "mask", "whenTrue", "whenFalse") with { Mask = MaskRules.Stays },
        Define("ToFloat", c => c.Integers("x").ToFloat(), "x"),

        // Along axes.
        Reduce("ReduceSum", (x, axes, keep) => x.Sum(axes, keep)),
        Reduce("ReduceMaximum", (x, axes, keep) => x.ReduceMaximum(axes, keep)),
        Reduce("ReduceMinimum", (x, axes, keep) => x.ReduceMinimum(axes, keep)),
        Reduce("Sum", (x, axes, keep) => x.Sum(axes, keep)),
        Reduce("Max", (x, axes, keep) => x.ReduceMaximum(axes, keep)),
        Reduce("Min", (x, axes, keep) => x.ReduceMinimum(axes, keep)),
        Reduce("Mean", (x, axes, keep) => x.Mean(axes, keep)),
        Reduce("Variance", Recipes.Variance),
        Reduce("StandardDeviation", (x, axes, keep) => Recipes.Variance(x, axes, keep).Sqrt()),
        Reduce("LogSumExp", Recipes.LogSumExp),
        Define("L2Normalize", c => Recipes.Normalize(c.Tensor("x"), c.Axis(c.Tensor("x"), "axis", -1), c.Real("epsilon", 1e-12)), "x", "axis", "epsilon") with { Mask = MaskRules.Stays },
        Define("Softmax", c => Rows(c, x => x.Node.Operator is Softmax ? throw DoubleSoftmax(c) : x.Softmax()), "x") with { Mask = MaskRules.Stays },
        Define("LogSoftmax", c => Rows(c, Primitives.LogSoftmax), "x") with { Mask = MaskRules.Stays },
        Define("OneHot", c => c.Integers("labels").Apply(new OneHot(c.Integer("classes"))), "labels", "classes"),
        Define("SoftmaxCrossEntropy", c => c.Tensor("logits").Builder.Apply(new SoftmaxCrossEntropy(), c.Tensor("logits"), c.Tensor("targets")), "logits", "targets") with { Mask = MaskRules.BeforeAxes },
        Define("SparseSoftmaxCrossEntropy", c => c.Tensor("logits").Builder.Apply(new SparseSoftmaxCrossEntropy(), c.Tensor("logits"), c.Integers("labels")), "logits", "labels") with { Mask = MaskRules.Stays },

        // Masks of sequences.
        Define("Mask", c => c.Mask("x") ?? Masks.Ones(MaskRules.Sequence(c)), "x"),
        Define("WithMask", MaskRules.Sequence, "x", "mask") with { Mask = MaskRules.Given },
        Define("WithoutMask", c => c.Tensor("x"), "x"),

        // Rows of a table.
        Define("Gather", c => c.Tensor("table").Builder.Apply(new Gather(), c.Tensor("table"), c.Integers("ids")), "table", "ids"),
        Define("ScatterAdd", c => c.Tensor("values").Builder.Apply(new ScatterAdd(c.Integer("rows")), c.Integers("ids"), c.Tensor("values")), "ids", "values", "rows"),
        Define("LogUniform", c => c.Tensor("uniform").Apply(new LogUniform(c.Integer("classes"))), "uniform", "classes"),
        Define("Positions", c => c.Tensor("x").Positions(c.Axis(c.Tensor("x"), "axis")), "x", "axis"),

        // Contractions.
        Define("MatrixProduct", Contractions.MatrixProduct, "left", "right", "transposeLeft", "transposeRight") with { Mask = MaskRules.OfLeft },
        Define("MatMul", Contractions.MatrixProduct, "left", "right") with { Mask = MaskRules.OfLeft },
        Define("Dot", Contractions.Dot, "left", "right") with { Mask = MaskRules.BeforeAxes },

        // Windows.
        Define("Convolution", Windows.Convolution, "x", "kernel", "strides", "dilations", "before", "after", "groups"),
        Define("ConvolutionInputGradient", Windows.ConvolutionInputGradient, "gradient", "kernel", "strides", "dilations", "before", "after", "groups", "lengths"),
        Define("ConvolutionKernelGradient", Windows.ConvolutionKernelGradient, "x", "gradient", "strides", "dilations", "before", "after", "groups", "window"),
        Define("MaxPooling", Windows.MaxPooling, "x", "window", "strides", "before", "after"),
        Define("MaxPoolingGradient", Windows.MaxPoolingGradient, "x", "y", "gradient", "window", "strides", "before", "after"),
        Define("MaxPoolingSelection", Windows.MaxPoolingSelection, "x", "y", "values", "window", "strides", "before", "after"),
        Define("AveragePooling", Windows.AveragePooling, "x", "window", "strides", "before", "after"),
        Define("AveragePoolingGradient", Windows.AveragePoolingGradient, "gradient", "window", "strides", "before", "after", "lengths"),
        Define("Resize", Windows.Resize, "x", "lengths", "linear"),
        Define("ResizeGradient", Windows.ResizeGradient, "gradient", "lengths", "linear"),

        // Movement.
        Define("Concatenate", Shaping.Concatenate, "axis", "tensors") with { Mask = MaskRules.BeforeAxes },
        Define("Stack", Shaping.Stack, "axis", "tensors") with { Mask = MaskRules.BeforeAxes },
        Define("Transpose", Shaping.Transpose, "x", "permutation") with { Mask = MaskRules.BeforePermuted },
        Define("Slice", Shaping.Slice, "x", "axis", "start", "length") with { Mask = MaskRules.BeforeAxes },
        Define("Pad", Shaping.Pad, "x", "axis", "before", "after") with { Mask = MaskRules.BeforeAxes },
        Define("Reverse", c => c.Tensor("x").Apply(new Reverse(c.Axis(c.Tensor("x"), "axis"))), "x", "axis") with { Mask = MaskRules.BeforeAxes },
        Define("BroadcastTo", Shaping.BroadcastTo, "x", "shape") with { Mask = MaskRules.OfSameRank },
        Define("Reshape", Shaping.Reshape, "x", "shape") with { Mask = MaskRules.Stays },
        Define("Flatten", Shaping.Flatten, "x") with { Mask = MaskRules.Stays },
        Define("Squeeze", Shaping.Squeeze, "x", "axis") with { Mask = MaskRules.Stays },
        Define("ExpandDims", Shaping.ExpandDims, "x", "axis") with { Mask = MaskRules.Stays },
        Define(RuntimeNames.TimeDistributed, c => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, c.Span, c.Name, "name the method of a layer")), "layer", "x"),
    ];

    /// <summary>An operator whose result has no mask.</summary>
    private static OperatorDefinition Define(string name, Func<OperatorCall, Value> lower, params string[] parameters) => new(name, EquatableArray.Of(parameters), lower, (_, _) => null);

    private static OperatorDefinition Unary(string name, Func<Value, Value> lower) => Define(name, c => lower(c.Tensor("x")), "x") with { Mask = MaskRules.Stays };

    private static OperatorDefinition Binary(string name, Func<Value, Value, Value> lower) =>
        Define(name, c => lower(c.Tensor("left"), c.Tensor("right")), "left", "right") with { Mask = MaskRules.Stays };

    private static OperatorDefinition Reduce(string name, Func<Value, IReadOnlyList<int>, bool, Value> lower) =>
        Define(name, c => lower(c.Tensor("x"), c.Axes(c.Tensor("x")), c.Boolean("keepDimensions", false)), "x", "axes", "keepDimensions") with { Mask = MaskRules.BeforeAxes };

    private static Value Choose(OperatorCall call) => call.Tensor("mask").Select(call.Tensor("whenTrue"), call.Tensor("whenFalse"));

    private static Value Rows(OperatorCall call, Func<Value, Value> lower)
    {
        Value x = call.Tensor("x");
        call.Axis(x, -1);
        return lower(x);
    }

    private static DiagnosticException DoubleSoftmax(OperatorCall call) => new(DiagnosticInfo.Of(Descriptors.DoubleSoftmax, call.Span, call.Name));
}
