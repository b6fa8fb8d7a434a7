using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Activations;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>What a recurrent cell may ask for while its step is written into the body of a loop.</summary>
/// <param name="prefix">What stands before the names of weights: empty, or <c>forward_</c> and <c>backward_</c> of a layer that runs both ways.</param>
/// <param name="input">The shape of a step's input, (batch, …).</param>
/// <param name="state">The shape of the state that dropout masks.</param>
internal sealed class CellContext(LayerContext layer, ScanBuilder loop, string prefix, Shape input, Shape state)
{
    /// <summary>The mask of the inputs, the same in every step (Gal and Ghahramani 2016); null outside of training.</summary>
    private readonly Lazy<Value?> _inputMask = new(() => Mask(layer, "Dropout", input));

    /// <summary>The mask of the states, the same in every step; null outside of training.</summary>
    private readonly Lazy<Value?> _stateMask = new(() => Mask(layer, "RecurrentDropout", state));

    /// <summary>The length of a step's input, or its channels.</summary>
    public int Features => (int)input[input.Rank - 1].Value;

    /// <summary>The length of a state, or its channels.</summary>
    public int Units => (int)state[state.Rank - 1].Value;

    public LayerContext Layer => layer;

    public SettingReader Settings => layer.Settings;

    /// <inheritdoc cref="LayerContext.Weight(string, Shape, string, bool, string?, ValueTuple{int, int}?)"/>
    public Value Weight(string role, string settings, Shape shape, string initializer, (int Start, int Length)? ones = null) =>
        loop.Capture(layer.Weight(prefix + role, shape, initializer, settings: settings, ones: ones));

    /// <summary>The context of one of several cells, with settings of its own; its name begins those of its weights.</summary>
    public CellContext Part(Declarations.LayerDeclaration cell, Shape partInput, Shape partState) => new(layer.Part(cell), loop, $"{prefix}{cell.Name}_", partInput, partState);

    /// <summary>A step that the user wrote.</summary>
    public IReadOnlyList<Value> Call(CustomCode code, IReadOnlyList<Value> inputs) => code.Call(inputs, prefix, loop);

    /// <summary>The input of the step times the kernel, with the bias if there is one; the gates lie behind each other. Hoisting makes it one product for all steps.</summary>
    public Value Project(Value x, int gates, Value? bias)
    {
        Value y = DroppedInput(x).MatrixProduct(Weight("kernel", "Kernel", Shape.Of(Features, gates * Units), "GlorotUniform"));
        return bias is { } b ? y + b : y;
    }

    /// <summary>The bias; null without one.</summary>
    public Value? Bias(Shape shape, (int Start, int Length)? ones = null) => Settings.Boolean("UseBias", true) ? Weight("bias", "Bias", shape, "Zeros", ones) : null;

    /// <summary>The weights of the states.</summary>
    public Value RecurrentKernel(int gates) => Weight("recurrent_kernel", "Recurrent", Shape.Of(Units, gates * Units), "Orthogonal");

    /// <summary>A state as the products of the step take it: with what dropout leaves of it.</summary>
    public Value Dropped(Value state) => Masked(state, _stateMask.Value);

    /// <summary>The input as the products of the step take it: with what dropout leaves of it.</summary>
    public Value DroppedInput(Value x) => Masked(x, _inputMask.Value);

    /// <summary>The values of one gate.</summary>
    public Value Gate(Value gates, int index) => gates.Slice(gates.Shape.Rank - 1, index * Units, Units);

    public Value Activate(Value x) => ActivationTable.Apply(Settings.Member("Activation", "Tanh"), x);

    public Value ActivateGate(Value x) => ActivationTable.Apply(Settings.Member("RecurrentActivation", "Sigmoid"), x);

    private static Value? Mask(LayerContext context, string setting, Shape shape)
    {
        double rate = context.Settings.Rate(setting);
        return context.IsTraining && rate > 0 ? Dropout.Mask(context, shape, rate) : null;
    }

    private Value Masked(Value x, Value? mask) => mask is { } kept ? x * loop.Capture(kept) : x;
}
