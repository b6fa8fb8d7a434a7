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
        Define("Elu", MaskRules.Stays, c => ActivationTable.Elu(c.Tensor("x"), c.Real("alpha", 1)), "x", "alpha"),
        Define("LeakyRelu", MaskRules.Stays, c => ActivationTable.LeakyRelu(c.Tensor("x"), c.Real("slope", 0.2)), "x", "slope"),
        Define("Clip", MaskRules.Stays, c => c.Tensor("x").Clip(c.Real("minimum"), c.Real("maximum")), "x", "minimum", "maximum"),
        Binary("Add", (l, r) => l + r),
        Binary("Subtract", (l, r) => l - r),
        Binary("Multiply", (l, r) => l * r),
        Binary("Divide", (l, r) => l / r),
        Binary("Power", (l, r) => l.Builder.Apply(new Power(), l, r)),
        Binary("Maximum", Primitives.Maximum),
        Binary("Minimum", Primitives.Minimum),
        Define("Average", MaskRules.Stays, c => c.Tensors().Aggregate((l, r) => l + r) * (1.0 / c.Tensors().Count), "tensors"),
        Binary("Less", Primitives.Less),
        Binary("LessOrEqual", Primitives.LessOrEqual),
        Binary("EqualTo", Primitives.EqualTo),
        Binary("Greater", (l, r) => r.Less(l)),
        Binary("GreaterOrEqual", (l, r) => r.LessOrEqual(l)),
        Binary("NotEqualTo", (l, r) => 1 - l.EqualTo(r)),
        Define("Not", MaskRules.Stays, c => 1 - c.Tensor("mask"), "mask"),
        Binary("And", (l, r) => l * r),
        Binary("Or", Primitives.Maximum),
        Define("Select", MaskRules.Stays, Choose, "mask", "whenTrue", "whenFalse"),
        Define("Where", MaskRules.Stays, Choose, "mask", "whenTrue", "whenFalse"),
        Define("ToFloat", MaskRules.None, c => c.Integers("x").ToFloat(), "x"),

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
        Define("L2Normalize", MaskRules.BeforeAxes, c => Recipes.Normalize(c.Tensor("x"), c.Axis(c.Tensor("x"), "axis", -1), c.Real("epsilon", 1e-12)), "x", "axis", "epsilon"),
        Define("Softmax", MaskRules.BeforeAxes, c => Rows(c, x => x.Node.Operator is Softmax ? throw DoubleSoftmax(c) : x.Softmax()), "x"),
        Define("LogSoftmax", MaskRules.BeforeAxes, c => Rows(c, Primitives.LogSoftmax), "x"),
        Define("OneHot", MaskRules.None, c => c.Integers("labels").Apply(new OneHot(c.Integer("classes"))), "labels", "classes"),
        Define("SoftmaxCrossEntropy", MaskRules.BeforeAxes, c => c.Tensor("logits").Builder.Apply(new SoftmaxCrossEntropy(), c.Tensor("logits"), c.Tensor("targets")), "logits", "targets"),
        Define("SparseSoftmaxCrossEntropy", MaskRules.Stays, c => c.Tensor("logits").Builder.Apply(new SparseSoftmaxCrossEntropy(), c.Tensor("logits"), c.Integers("labels")), "logits", "labels"),

        // Masks of sequences.
        Define("Mask", MaskRules.None, c => c.Mask("x") ?? Masks.Ones(MaskRules.Sequence(c)), "x"),
        Define("WithMask", MaskRules.Given, MaskRules.Sequence, "x", "mask"),
        Define("WithoutMask", MaskRules.None, c => c.Tensor("x"), "x"),

        // Rows of a table.
        Define("Gather", MaskRules.None, c => c.Tensor("table").Builder.Apply(new Gather(), c.Tensor("table"), c.Integers("ids")), "table", "ids"),
        Define("ScatterAdd", MaskRules.Lost, c => c.Tensor("values").Builder.Apply(new ScatterAdd(c.Integer("rows")), c.Integers("ids"), c.Tensor("values")), "ids", "values", "rows"),
        Define("LogUniform", MaskRules.None, c => c.Tensor("uniform").Apply(new LogUniform(c.Integer("classes"))), "uniform", "classes"),
        Define("Positions", MaskRules.None, c => c.Tensor("x").Positions(c.Axis(c.Tensor("x"), "axis")), "x", "axis"),

        // Contractions.
        Define("MatrixProduct", MaskRules.OfLeft, Contractions.MatrixProduct, "left", "right", "transposeLeft", "transposeRight"),
        Define("MatMul", MaskRules.OfLeft, Contractions.MatrixProduct, "left", "right"),
        Define("Dot", MaskRules.BeforeAxes, Contractions.Dot, "left", "right"),

        // Windows.
        Define("Convolution", MaskRules.Lost, Windows.Convolution, "x", "kernel", "strides", "dilations", "before", "after", "groups"),
        Define("ConvolutionInputGradient", MaskRules.Lost, Windows.ConvolutionInputGradient, "gradient", "kernel", "strides", "dilations", "before", "after", "groups", "lengths"),
        Define("ConvolutionKernelGradient", MaskRules.Lost, Windows.ConvolutionKernelGradient, "x", "gradient", "strides", "dilations", "before", "after", "groups", "window"),
        Define("MaxPooling", MaskRules.Lost, Windows.MaxPooling, "x", "window", "strides", "before", "after"),
        Define("MaxPoolingGradient", MaskRules.Lost, Windows.MaxPoolingGradient, "x", "y", "gradient", "window", "strides", "before", "after"),
        Define("MaxPoolingSelection", MaskRules.Lost, Windows.MaxPoolingSelection, "x", "y", "values", "window", "strides", "before", "after"),
        Define("AveragePooling", MaskRules.Lost, Windows.AveragePooling, "x", "window", "strides", "before", "after"),
        Define("AveragePoolingGradient", MaskRules.Lost, Windows.AveragePoolingGradient, "gradient", "window", "strides", "before", "after", "lengths"),
        Define("Resize", MaskRules.Lost, Windows.Resize, "x", "lengths", "linear"),
        Define("ResizeGradient", MaskRules.Lost, Windows.ResizeGradient, "gradient", "lengths", "linear"),

        // Movement.
        Define("Concatenate", MaskRules.Joined, Shaping.Concatenate, "axis", "tensors"),
        Define("Stack", MaskRules.BeforeAxes, Shaping.Stack, "axis", "tensors"),
        Define("Transpose", MaskRules.BeforePermuted, Shaping.Transpose, "x", "permutation"),
        Define("Slice", MaskRules.Sliced, Shaping.Slice, "x", "axis", "start", "length"),
        Define("Pad", MaskRules.BeforeAxes, Shaping.Pad, "x", "axis", "before", "after"),
        Define("Reverse", MaskRules.Reversed, c => c.Elements("x").Apply(new Reverse(c.Axis(c.Elements("x"), "axis"))), "x", "axis"),
        Define("BroadcastTo", MaskRules.OfSameRank, Shaping.BroadcastTo, "x", "shape"),
        Define("Reshape", MaskRules.Stays, Shaping.Reshape, "x", "shape"),
        Define("Flatten", MaskRules.Stays, Shaping.Flatten, "x"),
        Define("Squeeze", MaskRules.Stays, Shaping.Squeeze, "x", "axis"),
        Define("ExpandDims", MaskRules.Stays, Shaping.ExpandDims, "x", "axis"),
        Define(RuntimeNames.TimeDistributed, MaskRules.None, c => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, c.Span, c.Name, "name the method of a layer")), "layer", "x"),
    ];

    private static OperatorDefinition Define(string name, MaskRule mask, Func<OperatorCall, Value> lower, params string[] parameters) => new(name, EquatableArray.Of(parameters), lower, mask);

    private static OperatorDefinition Unary(string name, Func<Value, Value> lower) => Define(name, MaskRules.Stays, c => lower(c.Tensor("x")), "x");

    private static OperatorDefinition Binary(string name, Func<Value, Value, Value> lower) =>
        Define(name, MaskRules.Stays, c => lower(c.Tensor("left"), c.Tensor("right")), "left", "right");

    private static OperatorDefinition Reduce(string name, Func<Value, IReadOnlyList<int>, bool, Value> lower) =>
        Define(name, MaskRules.BeforeReduced, c => lower(c.Tensor("x"), c.Axes(c.Tensor("x")), c.Boolean("keepDimensions", false)), "x", "axes", "keepDimensions");

    private static Value Choose(OperatorCall call) => call.Tensor("mask").Select(call.Tensor("whenTrue"), call.Tensor("whenFalse"));

    private static Value Rows(OperatorCall call, Func<Value, Value> lower)
    {
        Value x = call.Tensor("x");
        call.Axis(x, -1);
        return lower(x);
    }

    private static DiagnosticException DoubleSoftmax(OperatorCall call) => new(DiagnosticInfo.Of(Descriptors.DoubleSoftmax, call.Span, call.Name));
}
