using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <content>Calls of operators, models inside, methods and functions.</content>
internal sealed partial class ForwardEvaluator
{
    private ForwardValue EvaluateCall(CallExpression call, Dictionary<string, ForwardValue> frame)
    {
        if (call.Target.Kind == CallKind.EachStep)
        {
            return CallEachStep(call, frame);
        }

        List<(string Name, ForwardValue Value)> arguments = [.. call.Arguments.Select(a => (a.Parameter, Evaluate(a.Value, frame)))];
        if (arguments.Any(a => ContainsUnknown(a.Value)))
        {
            return new UnknownOperand();
        }

        switch (call.Target.Kind)
        {
            case CallKind.Operator:
                return CallOperator(call, arguments);
            case CallKind.Layer:
                LayerState state = scope.Layers[call.Target.Name];
                IReadOnlyList<TensorOperand> inputs = Tensors(state.Declaration.Name, arguments, call.Span);
                return scope.Declaration.IsChain
                    ? CallLayer(state, inputs, state.Declaration.Span)
                    : CallLayer(state, inputs, call.Span, call.Arguments.Count == inputs.Count ? [.. call.Arguments.Select(a => a.Value.Span)] : null);
            case CallKind.Member:
                return CallMember(call, arguments);
            case CallKind.Method:
                return Run(scope.Methods[call.Target.Name], arguments, call.Span);
            case CallKind.Math:
                return CallMath(call, arguments);
            default:
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, call.Span, call.Target.Name, "call a layer, a method of 'Compiled.Ops' or a static method of yours"));
        }
    }

    /// <summary>A call on samples that are the steps of sequences.</summary>
    private ForwardValue CallEachStep(CallExpression call, Dictionary<string, ForwardValue> frame)
    {
        switch (Evaluate(call.Arguments[0].Value, frame))
        {
            case UnknownOperand unknown:
                return unknown;
            case TensorOperand { Value.Shape: { Rank: >= 2 } shape } sequence:
                Dimension batch = shape[0], steps = shape[1];
                var inner = new Dictionary<string, ForwardValue>(frame)
                {
                    [call.Target.Name] = sequence with { Value = sequence.Value.Reshape(shape.WithoutAxis(0).WithAxis(0, batch * steps)), Mask = null },
                };
                return Evaluate(call.Arguments[1].Value, inner) switch
                {
                    UnknownOperand unknown => unknown,
                    TensorOperand result when result.Value.Shape.Rank > 0 && result.Value.Shape[0] == batch * steps =>
                        result with { Value = result.Value.Reshape(result.Value.Shape.WithAxis(0, steps).Insert(0, batch)), Mask = sequence.Mask is { Shape.Rank: 2 } ? sequence.Mask : null },
                    var other => throw Unfit(other.Describe(), "the method gives one tensor with a row for each step"),
                };
            case var other:
                throw Unfit(other.Describe(), "it takes sequences, (batch, steps, …)");
        }

        DiagnosticException Unfit(string given, string fix) =>
            new(DiagnosticInfo.Of(Descriptors.OperatorShapes, call.Span, RuntimeNames.TimeDistributed, $"it cannot go along {given}", fix));
    }

    private TensorOperand CallOperator(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        if (!OperatorTable.TryFind(call.Target.Name, out OperatorDefinition definition))
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnknownOperator, call.Span, call.Target.Name));
        }

        var operands = new OperatorCall(definition, arguments, [.. call.Arguments.Select(a => a.Value.Span)], graph.Builder, call.Span);
        try
        {
            Value result = definition.Lower(operands);
            Value? mask = definition.Mask(operands, result);
            if (operands.IsMaskLost)
            {
                findings.Add(Descriptors.MaskLost, call.Span, call.Target.Name, "it");
            }

            return new(result, SourcesOf(arguments.SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value)))) { Mask = mask };
        }
        catch (ShapeException unfit)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.OperatorShapes, call.Span, call.Target.Name, unfit.Message, $"it is called with {string.Join(" and ", arguments.Select(a => a.Value.Describe()))}"));
        }
    }

    private ForwardValue CallMember(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        ModelScope member = scope.Members[call.Target.Name];
        string name = scope.Declaration.Members.First(m => m.Member == call.Target.Name).Name;
        MethodDeclaration forward = member.Declaration.Forward;
        List<TensorOperand> inputs = [];
        foreach (ParameterDeclaration parameter in forward.Parameters.Where(p => p.IsTensor))
        {
            TensorOperand operand = Tensors(name, [.. arguments.Where(a => a.Name == parameter.Name)], call.Span).FirstOrDefault()
                ?? throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, call.Span, $"{call.Target.Name}.Forward", $"the parameter '{parameter.Name}' has no value: pass one"));
            TensorType wanted = InputTypes.InForward(parameter);
            Shape given = operand.Value.Shape;
            if (given.Rank == 0 || given[0].IsConstant || operand.Value.Type with { Shape = given.WithAxis(0, wanted.Shape[0]) } != wanted)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.LayerShape, call.Span, name, operand.Value.Type.ToString(), $"its input '{parameter.Name}' is {wanted}", "change [Shape] there or the tensor passed here"));
            }

            inputs.Add(operand);
        }

        var silent = new Findings();
        List<LayerCall> inner = [];
        var evaluator = new ForwardEvaluator(member, graph, table, silent, inner);
        ForwardValue result = evaluator.Run(forward, forward.Parameters.Where(p => p.IsTensor).Zip(inputs, (p, i) => (p.Name, (ForwardValue)i)).ToList(), call.Span);
        if (silent.HasErrors)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.MemberDoesNotCompile, call.Span, member.Declaration.Type.Name, call.Target.Name));
        }

        IReadOnlyList<TensorOperand> outputs = [.. Flatten(result)];
        calls.Add(new(null, name, inputs.Select(i => i.Value).ToEquatableArray(), outputs.Select(o => o.Value).ToEquatableArray(), SourcesOf(inputs), call.Span) { Inner = inner });
        return WithSource(result, name);
    }

    private ConstantOperand CallMath(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        if (arguments.FirstOrDefault(a => a.Value is not ConstantOperand).Value is { } unfit)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.NotCompileTime, call.Span, $"Math.{call.Target.Name}", $"it takes compile-time numbers, but gets {unfit.Describe()}; for tensors there is Ops.{call.Target.Name}"));
        }

        ConstantValue[] values = [.. arguments.Select(a => ((ConstantOperand)a.Value).Value)];
        return Compute(
            call.Span,
            $"Math.{call.Target.Name}({string.Join(", ", values.Select(v => v.ToString()))})",
            () => MathFunctions.Evaluate(call.Target.Name, values) ?? throw new NotSupportedException("this function is not known here"));
    }

    private static IReadOnlyList<TensorOperand> Tensors(string callee, IReadOnlyList<(string Name, ForwardValue Value)> arguments, int span)
    {
        List<TensorOperand> tensors = [];
        foreach (ForwardValue value in arguments.SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value)))
        {
            tensors.Add(value as TensorOperand ?? throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.ElementType, span, callee, "tensors", value.Describe(), "pass a tensor")));
        }

        return tensors;
    }

    private static bool ContainsUnknown(ForwardValue value) => value switch
    {
        UnknownOperand => true,
        TupleOperand tuple => tuple.Elements.Any(ContainsUnknown),
        ArrayOperand array => array.Elements.Any(ContainsUnknown),
        _ => false,
    };

    /// <summary>The tensors of a result: itself, or the elements of a tuple.</summary>
    public static IEnumerable<TensorOperand> Flatten(ForwardValue value) => value switch
    {
        TensorOperand tensor => [tensor],
        TupleOperand tuple => tuple.Elements.SelectMany(Flatten),
        _ => [],
    };

    private static ForwardValue WithSource(ForwardValue value, string source) => value switch
    {
        TensorOperand tensor => tensor with { Sources = EquatableArray.Of(source) },
        TupleOperand tuple => new TupleOperand(tuple.Elements.Select(e => WithSource(e, source)).ToEquatableArray()),
        _ => value,
    };
}
