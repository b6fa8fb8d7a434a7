using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>
/// Runs a method body while the model is built: compile-time values are computed, loops run, conditions decide, methods are entered,
/// and every operation on tensors becomes nodes of the graph. What fails is reported and becomes an <see cref="UnknownOperand"/>,
/// so that one build reports as much as it can.
/// </summary>
internal sealed partial class ForwardEvaluator(ModelScope scope, GraphContext graph, ParameterTable table, Findings findings, List<LayerCall> calls)
{
    /// <summary>Rounds of all loops together before they are taken for endless.</summary>
    private const int MaximumIterations = 10_000;

    /// <summary>An array that doubles in a loop must end in a finding, not in an exhausted memory.</summary>
    private const int MaximumElements = 100_000;

    /// <summary>Calls inside each other before a method is taken for endless.</summary>
    private const int MaximumDepth = 64;

    private readonly List<string> _callees = [];

    private int _iterations;

    /// <summary>What writes into the body of a loop.</summary>
    public ForwardEvaluator Within(GraphBuilder body) => new(scope, graph.Within(body), table, findings, calls);

    /// <summary>Runs a method.</summary>
    /// <param name="names">What the body can name beside its locals: parameters, and the options and weights of a custom layer.</param>
    public ForwardValue Run(MethodDeclaration method, IReadOnlyDictionary<string, ForwardValue> names, int span)
    {
        if (_callees.Count >= MaximumDepth)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.RecursiveMethod, span, method.Name, string.Join(", ", _callees.Skip(1).Distinct())));
        }

        _callees.Add(method.Name);
        try
        {
            var frame = names.ToDictionary(n => n.Key, n => n.Value);
            return RunBlock(method.Body, frame) ?? throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.NothingReturned, method.Span, method.Name));
        }
        finally
        {
            _callees.RemoveAt(_callees.Count - 1);
        }
    }

    /// <summary>Runs a method on the arguments of a call, by the names of its parameters.</summary>
    public ForwardValue Run(MethodDeclaration method, IReadOnlyList<(string Name, ForwardValue Value)> arguments, int span)
    {
        var names = new Dictionary<string, ForwardValue>();
        foreach (ParameterDeclaration parameter in method.Parameters)
        {
            ForwardValue[] given = [.. arguments.Where(a => a.Name == parameter.Name).Select(a => a.Value)];
            names[parameter.Name] = given.Length > 0 ? Convert(parameter.Type, given[0])
                : parameter.Default is { } value ? Convert(parameter.Type, ForwardValue.Of(value))
                : throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, span, method.Name, $"the parameter '{parameter.Name}' has no value: pass one"));
        }

        return Run(method, names, span);
    }

    /// <summary>C#'s implicit conversion of a number to the parameter's type.</summary>
    private static ForwardValue Convert(string type, ForwardValue value) =>
        type is "float" or "double" && value is ConstantOperand { Value: IntegerValue or RealValue } constant
            ? new ConstantOperand(CompileTimeArithmetic.Convert(type, constant.Value))
            : value;

    private ForwardValue? RunBlock(EquatableArray<Statement> statements, Dictionary<string, ForwardValue> frame)
    {
        foreach (Statement statement in statements)
        {
            if (RunStatement(statement, frame) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>The value that the statement returns; null where execution goes on behind it.</summary>
    private ForwardValue? RunStatement(Statement statement, Dictionary<string, ForwardValue> frame)
    {
        switch (statement)
        {
            case DeclareStatement declare:
                if (declare.Value is { } initial)
                {
                    frame[declare.Name] = Evaluate(initial, frame);
                }

                return null;
            case AssignStatement assign:
                frame[assign.Name] = Evaluate(assign.Value, frame);
                return null;
            case DeconstructStatement deconstruct:
                Deconstruct(deconstruct, frame);
                return null;
            case IfStatement condition:
                return RunBlock(Decide(condition.Condition, frame, "an 'if' decides while the network is built") ? condition.Then : condition.Else, frame);
            case ForStatement loop:
                return RunLoop(loop, frame);
            case ForEachStatement each:
                return RunForEach(each, frame);
            case BlockStatement block:
                return RunBlock(block.Body, frame);
            case RefusedStatement:
                throw new AbandonedException();
            case ReturnStatement result:
                return Evaluate(result.Value, frame);
            default:
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedStatement, statement.Span, statement.GetType().Name, "write it with 'if', 'for' and assignments"));
        }
    }

    private ForwardValue? RunLoop(ForStatement loop, Dictionary<string, ForwardValue> frame)
    {
        if (RunBlock(loop.Initializers, frame) is { } early)
        {
            return early;
        }

        while (loop.Condition is null || Decide(loop.Condition, frame, "a 'for' is unrolled while the network is built"))
        {
            RequireProgress(loop.Span);
            if ((RunBlock(loop.Body, frame) ?? RunBlock(loop.Incrementors, frame)) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    private ForwardValue? RunForEach(ForEachStatement each, Dictionary<string, ForwardValue> frame)
    {
        IReadOnlyList<ForwardValue> items = Evaluate(each.Collection, frame) switch
        {
            ArrayOperand array => array.Elements,
            UnknownOperand => throw new AbandonedException(),
            var other => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.NotCompileTime, each.Collection.Span, "foreach", other is TensorOperand ? "it runs over an array: write a 'for' loop with a fixed count and Slice(x, axis, i, 1)" : $"it runs over an array, but gets {other.Describe()}")),
        };
        foreach (ForwardValue item in items)
        {
            RequireProgress(each.Span);
            frame[each.Name] = item;
            if (RunBlock(each.Body, frame) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    private void RequireProgress(int span)
    {
        if (++_iterations > MaximumIterations)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.LoopTooLong, span, MaximumIterations.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void Deconstruct(DeconstructStatement statement, Dictionary<string, ForwardValue> frame)
    {
        ForwardValue value = Evaluate(statement.Value, frame);
        if (value is not (UnknownOperand or TupleOperand) || (value is TupleOperand tuple && tuple.Elements.Count != statement.Names.Count))
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.UnsupportedExpression, statement.Span, value.Describe(), $"it is taken apart into {statement.Names.Count} names: return a tuple of as many"));
        }

        for (int i = 0; i < statement.Names.Count; i++)
        {
            if (statement.Names[i].Length > 0)
            {
                frame[statement.Names[i]] = value is TupleOperand elements ? elements.Elements[i] : value;
            }
        }
    }

    private bool Decide(Expression condition, Dictionary<string, ForwardValue> frame, string why) => Evaluate(condition, frame) switch
    {
        ConstantOperand { Value: BooleanValue b } => b.Value,
        UnknownOperand => throw new AbandonedException(),
        var other => throw new DiagnosticException(DiagnosticInfo.Of(
            Descriptors.NotCompileTime, condition.Span, "The condition", $"{why}, but it depends on {other.Describe()}; use Where(mask, a, b) to choose between tensors")),
    };
}
