using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>The operators with windows that <c>Forward</c> may call: one number for each spatial axis, as <c>Ops</c> takes them.</summary>
internal static class Windows
{
    public static Value Convolution(OperatorCall call) => call.Tensor("x").Convolution(call.Tensor("kernel"), Sliding(call), call.Integer("groups", 1));

    public static Value ConvolutionInputGradient(OperatorCall call) =>
        call.Tensor("gradient").ConvolutionInputGradient(call.Tensor("kernel"), Sliding(call), call.Integer("groups"), Integers(call, "lengths"));

    public static Value ConvolutionKernelGradient(OperatorCall call) =>
        call.Tensor("x").ConvolutionKernelGradient(call.Tensor("gradient"), Sliding(call), call.Integer("groups"), Integers(call, "window"));

    public static Value MaxPooling(OperatorCall call) => call.Tensor("x").Apply(new MaxPooling(Integers(call, "window"), WithoutDilations(call)));

    public static Value AveragePooling(OperatorCall call) => call.Tensor("x").Apply(new AveragePooling(Integers(call, "window"), WithoutDilations(call)));

    public static Value AveragePoolingGradient(OperatorCall call) =>
        call.Tensor("gradient").Apply(new AveragePoolingGradient(Integers(call, "window"), WithoutDilations(call), Integers(call, "lengths")));

    public static Value MaxPoolingGradient(OperatorCall call)
    {
        Value x = call.Tensor("x");
        return x.Builder.Apply(new MaxPoolingGradient(Integers(call, "window"), WithoutDilations(call)), x, call.Tensor("y"), call.Tensor("gradient"));
    }

    public static Value MaxPoolingSelection(OperatorCall call)
    {
        Value x = call.Tensor("x");
        return x.Builder.Apply(new MaxPoolingSelection(Integers(call, "window"), WithoutDilations(call)), x, call.Tensor("y"), call.Tensor("values"));
    }

    public static Value Resize(OperatorCall call) => call.Tensor("x").Apply(new Resize(Integers(call, "lengths"), Linear(call)));

    public static Value ResizeGradient(OperatorCall call) => call.Tensor("gradient").Apply(new ResizeGradient(Integers(call, "lengths"), Linear(call)));

    private static bool Linear(OperatorCall call) => call.Boolean("linear", false);

    private static Sliding Sliding(OperatorCall call) => new(Integers(call, "strides"), Integers(call, "dilations"), Integers(call, "before"), Integers(call, "after"));

    private static Sliding WithoutDilations(OperatorCall call)
    {
        EquatableArray<int> strides = Integers(call, "strides");
        return new(strides, strides.Select(_ => 1).ToEquatableArray(), Integers(call, "before"), Integers(call, "after"));
    }

    private static EquatableArray<int> Integers(OperatorCall call, string name) =>
        (call.Sizes(name) ?? []).Select(size => size.IsConstant ? checked((int)size.Value) : throw call.Unfit($"'{name}' has the size {size}", "use numbers known while building")).ToEquatableArray();
}
