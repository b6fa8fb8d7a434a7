using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The user's own method of a layer or cell with its options and weights, inlined with the caller's shapes.</summary>
internal sealed class CustomCode(CustomLayerDeclaration declaration, LayerContext context)
{
    private readonly Dictionary<string, ForwardValue> _options = declaration.Options.ToDictionary(o => o.Name, o => OptionValue(context, o));

    private readonly string[] _parameters = [.. declaration.Forward.Parameters.Where(p => p.IsTensor).Select(p => p.Name)];

    /// <summary>What the method makes of tensors, in the order of its parameters.</summary>
    /// <param name="prefix">What stands before the names of weights.</param>
    /// <param name="loop">The loop that the method is a step of; null outside of loops.</param>
    /// <returns>The tensor that it returns, or the elements of a tuple.</returns>
    public IReadOnlyList<Value> Call(IReadOnlyList<Value> inputs, string prefix = "", ScanBuilder? loop = null)
    {
        Value[] weights = [.. WeightShapes(inputs).Zip(declaration.Weights, (shape, weight) => CreateWeight(weight, shape, prefix)).Select(w => loop?.Capture(w) ?? w)];
        IReadOnlyList<Value> results = Inline(inputs, weights, loop is null ? context.Masks : [], loop?.Body);
        if (!context.IsInterpreted)
        {
            return results;
        }

        var call = new UserCall(declaration, context.Settings.All, results.Select(r => r.Type).ToEquatableArray());
        Value called = (loop?.Body ?? context.Builder).Apply(call, [.. inputs, .. weights]);
        return results.Count == 1 ? [called] : [.. results.Select((r, i) => called.Apply(new UserCallResult(i, r.Type)))];
    }

    /// <summary>The shapes of what the method returns, found on zeros in a graph that nothing keeps.</summary>
    public IReadOnlyList<Shape> ResultShapes(IEnumerable<Shape> inputs)
    {
        var scratch = new GraphBuilder();
        Value[] zeros = [.. inputs.Select(Zeros)];
        return [.. Inline(zeros, [.. WeightShapes(zeros).Select(Zeros)], [], scratch).Select(r => r.Shape)];

        Value Zeros(Shape shape) => scratch.Constant(0).BroadcastTo(shape);
    }

    /// <summary>A shape written as expressions.</summary>
    /// <param name="tensors">The shapes of the tensors that expressions may name.</param>
    /// <param name="unfit">The finding that an expression is no size: from the expression and why.</param>
    public EquatableArray<Dimension> Sizes(EquatableArray<string> shape, IReadOnlyDictionary<string, Shape> tensors, Func<string, string, DiagnosticInfo> unfit) => shape
        .Select(text =>
        {
            try
            {
                Dimension size = DimensionExpression.Evaluate(text, _options, tensors);
                return size is { IsConstant: true, Value: > 0 } ? size : throw new FormatException($"which is {size}, but a size is a positive number known while building");
            }
            catch (FormatException exception)
            {
                throw new DiagnosticException(unfit(text, exception.Message));
            }
        })
        .ToEquatableArray();

    /// <summary>What the attribute gives an option, by name whatever the case of its first letter, or its default.</summary>
    private static ForwardValue OptionValue(LayerContext context, ParameterDeclaration option)
    {
        ConstantValue? value = context.Settings.All.LastOrDefault(s => string.Equals(s.Name, option.Name, StringComparison.OrdinalIgnoreCase))?.Value ?? option.Default;
        return value switch
        {
            null => throw context.Settings.Unfit(option.Name, "missing", "it has no default: give it in the attribute"),
            IntegerValue or RealValue when option.Type is "float" or "double" => new ConstantOperand(CompileTimeArithmetic.Convert(option.Type, value)),
            _ => ForwardValue.Of(value),
        };
    }

    private IReadOnlyList<Value> Inline(IReadOnlyList<Value> inputs, IReadOnlyList<Value> weights, IReadOnlyList<Value?> masks, GraphBuilder? body)
    {
        var names = _options.ToDictionary(o => o.Key, o => o.Value);
        string[] tensors = [.. _parameters, .. declaration.Weights.Select(w => w.Member)];
        Value[] values = [.. inputs, .. weights];
        for (int i = 0; i < tensors.Length; i++)
        {
            names[tensors[i]] = new TensorOperand(values[i], EquatableArray<string>.Empty) { Mask = i < masks.Count ? masks[i] : null };
        }

        return context.Run(declaration.Forward, names, body);
    }

    private IReadOnlyList<Shape> WeightShapes(IReadOnlyList<Value> inputs)
    {
        var tensors = _parameters.Zip(inputs, (name, input) => (name, input.Shape)).ToDictionary(p => p.name, p => p.Shape);
        return [.. declaration.Weights.Select(w => new Shape(Sizes(w.Shape, tensors, (text, why) => DiagnosticInfo.Of(Descriptors.WeightShape, w.Span, "weight", w.Member, text, why))))];
    }

    private Value CreateWeight(WeightDeclaration weight, Shape shape, string prefix)
    {
        var settings = new SettingReader(weight.Settings, weight.Member, weight.Span);
        return context.Weight(prefix + weight.Name, shape, WeightOptions.Read(settings, "", "GlorotUniform"), weight.Span);
    }
}
