using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>A method of <c>Compiled.Ops</c> that <c>Forward</c> may call.</summary>
/// <param name="Parameters">The names of the parameters, in order.</param>
/// <param name="Mask">The mask of the result.</param>
internal sealed record OperatorDefinition(string Name, EquatableArray<string> Parameters, Func<OperatorCall, Value> Lower, MaskRule Mask);

/// <summary>The arguments of a call of an operator, with the checks that all operators share.</summary>
/// <param name="places">Of the arguments.</param>
internal sealed class OperatorCall(OperatorDefinition definition, IReadOnlyList<(string Name, ForwardValue Value)> arguments, IReadOnlyList<int> places, GraphBuilder builder, int span)
{
    public string Name => definition.Name;

    public int Span => span;

    /// <summary>A tensor of floats; a number becomes a constant.</summary>
    public Value Tensor(string name) => Find(name) switch
    {
        TensorOperand { Value.Type.Element: ElementType.Int32 } t => throw ElementError("float tensors", t, "convert the tensor with ToFloat first"),
        TensorOperand t => t.Value,
        ConstantOperand { Value: IntegerValue or RealValue } c => builder.Constant(CompileTimeArithmetic.Real(c.Value)),
        var other => throw ElementError("a tensor", other, $"pass one for '{name}'"),
    };

    /// <summary>A tensor of floats or of integers: movement does not care what its elements are.</summary>
    public Value Elements(string name) => Find(name) is TensorOperand t ? t.Value : Tensor(name);

    /// <summary>All tensors of the call, of floats or of integers.</summary>
    public IReadOnlyList<Value> AllElements() => Masked().Select(m => m.Tensor).ToArray() is { Length: > 0 } tensors ? tensors : Tensors();

    /// <summary>A tensor of integers.</summary>
    public Value Integers(string name) => Find(name) switch
    {
        TensorOperand { Value.Type.Element: ElementType.Int32 } t => t.Value,
        var other => throw ElementError("a tensor of int", other, $"pass one for '{name}'"),
    };

    /// <summary>All tensors of the call, whichever parameters they fill.</summary>
    public IReadOnlyList<Value> Tensors()
    {
        List<Value> tensors = [];
        foreach (ForwardValue value in arguments.SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value)))
        {
            switch (value)
            {
                case TensorOperand { Value.Type.Element: ElementType.Int32 }:
                    throw ElementError("float tensors", value, "convert the tensor with ToFloat first");
                case TensorOperand t:
                    tensors.Add(t.Value);
                    break;
            }
        }

        return tensors.Count > 0 ? tensors : throw ElementError("tensors", null, "pass at least one");
    }

    /// <summary>Whether a mask ended although the operator computes with the steps that it names padding.</summary>
    public bool IsMaskLost { get; private set; }

    /// <summary>The tensors of the call with their masks, null for each that has none.</summary>
    public IEnumerable<(Value Tensor, Value? Mask)> Masked() => arguments
        .SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value))
        .OfType<TensorOperand>()
        .Select(t => (t.Value, t.Mask));

    /// <summary>The masks of tensors together, as far as their axes are still those of the result.</summary>
    /// <param name="first">The first axis along which the operator works: a mask that reaches it is lost, unless its tensor was computed with it.</param>
    public Value? PassMask(IEnumerable<(Value Tensor, Value? Mask)> tensors, Value result, int first = int.MaxValue)
    {
        (Value Tensor, Value? Mask)[] masked = [.. tensors.Where(t => t.Mask is not null)];
        Value? mask = Lowering.Masks.Combine(masked.Select(t => t.Mask), result.Shape, first);
        IsMaskLost |= mask is null && masked.Any(t => t.Mask is { } lost && !Lowering.Masks.IsUsedIn(t.Tensor, lost));
        return mask;
    }

    /// <summary>The mask of a tensor; null where it has none.</summary>
    public Value? Mask(string name) => (Find(name) as TensorOperand)?.Mask;

    public int Integer(string name, int? fallback = null) => Find(name) switch
    {
        null when fallback is { } value => value,
        ConstantOperand { Value: IntegerValue i } => checked((int)i.Value),
        var other => throw NotKnown(name, other, "a whole number"),
    };

    public double Real(string name, double? fallback = null) => Find(name) switch
    {
        null when fallback is { } value => value,
        ConstantOperand { Value: IntegerValue or RealValue } c => CompileTimeArithmetic.Real(c.Value),
        var other => throw NotKnown(name, other, "a number"),
    };

    public bool Boolean(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        ConstantOperand { Value: BooleanValue b } => b.Value,
        var other => throw NotKnown(name, other, "true or false"),
    };

    /// <summary>A list of sizes or axes; null when the argument is left out. A −1 among sizes stays −1.</summary>
    public IReadOnlyList<Dimension>? Sizes(string name)
    {
        ForwardValue[] given = [.. FindAll(name).SelectMany(v => v is ArrayOperand array ? array.Elements : EquatableArray.Of(v))];
        return given.Length == 0 ? null : [.. given.Select(v => v switch
        {
            ConstantOperand { Value: IntegerValue i } => Dimension.Constant(i.Value),
            SizeOperand s => s.Size,
            _ => throw NotKnown(name, v, "whole numbers"),
        })];
    }

    /// <summary>An axis that is not the batch.</summary>
    public int Axis(Value x, string name, int? fallback = null) => Axis(x, Integer(name, fallback));

    /// <summary>The axes of a reduction: those named by <c>axes</c> or <c>axis</c>, else all. None may be the batch.</summary>
    public IReadOnlyList<int> Axes(Value x) => (Sizes("axes") ?? Sizes("axis")) is { } axes
        ? [.. axes.Select(a => Axis(x, (int)a.Value)).Distinct()]
        : [.. Enumerable.Range(0, x.Shape.Rank).Select(a => Axis(x, a))];

    /// <summary>Counts a negative axis from the end, and refuses the batch axis.</summary>
    public int Axis(Value x, int axis)
    {
        int result = PlainAxis(x.Shape.Rank, axis);
        return x.Shape[result].DependsOnBatch ? throw BatchError(x) : result;
    }

    /// <summary>Counts a negative axis from the end.</summary>
    public int PlainAxis(int rank, int axis)
    {
        int result = axis < 0 ? axis + rank : axis;
        return result >= 0 && result < rank ? result : throw new DiagnosticException(DiagnosticInfo.Of(
            Descriptors.UnfitValue, span, $"axis {axis.ToString(CultureInfo.InvariantCulture)} of {Name}", $"the tensor has {rank.ToString(CultureInfo.InvariantCulture)} axes, numbered from 0"));
    }

    public DiagnosticException BatchError(Value x) => new(DiagnosticInfo.Of(Descriptors.BatchContraction, span, Name, x.Shape.ToString()));

    public DiagnosticException Unfit(string why, string fix) => new(DiagnosticInfo.Of(Descriptors.OperatorShapes, span, Name, why, fix));

    private ForwardValue? Find(string name) => FindAll(name).FirstOrDefault();

    /// <summary>By the parameter's name; where the call's names are not the definition's, by position.</summary>
    private IEnumerable<ForwardValue> FindAll(string name)
    {
        int position = definition.Parameters.Items.IndexOf(name);
        return arguments
            .Where((a, i) => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)
                || (i == position && !definition.Parameters.Any(p => string.Equals(p, a.Name, StringComparison.OrdinalIgnoreCase))))
            .Select(a => a.Value);
    }

    private DiagnosticException ElementError(string takes, ForwardValue? gets, string fix) =>
        new(DiagnosticInfo.Of(Descriptors.ElementType, PlaceOf(gets), Name, takes, gets?.Describe() ?? "nothing", fix));

    private int PlaceOf(ForwardValue? argument)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (ReferenceEquals(arguments[i].Value, argument))
            {
                return places[i];
            }
        }

        return span;
    }

    private DiagnosticException NotKnown(string name, ForwardValue? gets, string wanted) =>
        new(DiagnosticInfo.Of(Descriptors.NotCompileTime, span, $"'{name}' of {Name}", $"it must be {wanted}, but is {gets?.Describe() ?? "left out"}"));
}
