using System.Globalization;
using System.Runtime.CompilerServices;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <content>Expressions other than calls.</content>
internal sealed partial class ForwardEvaluator
{
    private ForwardValue Evaluate(Expression expression, Dictionary<string, ForwardValue> frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        try
        {
            return expression switch
            {
                ConstantExpression constant => ForwardValue.Of(constant.Value),
                RefusedExpression => new UnknownOperand(),
                NameExpression name => frame.TryGetValue(name.Name, out ForwardValue value)
                    ? value
                    : throw Unfit(name.Span, name.Name, "it has no value here: assign one first"),
                CallExpression call => EvaluateCall(call, frame),
                BinaryExpression binary => EvaluateBinary(binary, frame),
                UnaryExpression unary => EvaluateUnary(unary, frame),
                ConditionalExpression choice => Evaluate(Decide(choice.Condition, frame, "'?:' decides while the network is built") ? choice.WhenTrue : choice.WhenFalse, frame),
                ConversionExpression conversion => EvaluateConversion(conversion, frame),
                TupleExpression tuple => new TupleOperand(tuple.Elements.Select(e => Evaluate(e, frame)).ToEquatableArray()),
                TupleElementExpression element => EvaluateElement(element, frame),
                ArrayExpression array => EvaluateArray(array, frame),
                IndexExpression index => EvaluateIndex(index, frame),
                LengthsExpression lengths => EvaluateLengths(lengths, frame),
                CountExpression count => EvaluateCount(count, frame),
                _ => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedExpression, expression.Span, expression.GetType().Name, "write it with the operators of 'Compiled.Ops'")),
            };
        }
        catch (DiagnosticException finding)
        {
            findings.Add(finding.Info);
            return new UnknownOperand();
        }
        catch (OverflowException)
        {
            findings.Add(Descriptors.UnfitValue, expression.Span, "a size", "it leaves the range of whole numbers: make the tensors smaller");
            return new UnknownOperand();
        }
    }

    private ForwardValue EvaluateBinary(BinaryExpression binary, Dictionary<string, ForwardValue> frame)
    {
        ForwardValue left = Evaluate(binary.Left, frame);
        if ((binary.Operator, left) is ("&&", ConstantOperand { Value: BooleanValue { Value: false } }) or ("||", ConstantOperand { Value: BooleanValue { Value: true } }))
        {
            return left;
        }

        ForwardValue right = Evaluate(binary.Right, frame);
        switch (left, right)
        {
            case (UnknownOperand, _) or (_, UnknownOperand):
                return new UnknownOperand();
            case (ConstantOperand l, ConstantOperand r):
                return Compute(binary.Span, $"{l.Describe()} {binary.Operator} {r.Describe()}", () => CompileTimeArithmetic.Binary(binary.Operator, l.Value, r.Value));
            case (TensorOperand or ConstantOperand, TensorOperand or ConstantOperand):
                return CombineTensors(binary, left, right);
            case (SizeOperand or ConstantOperand { Value: IntegerValue }, SizeOperand or ConstantOperand { Value: IntegerValue }):
                return CombineSizes(binary, Size(left), Size(right));
            default:
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.NotCompileTime, binary.Span, binary.Operator, $"it is given {left.Describe()} and {right.Describe()}; a size of the batch can only go to Reshape and BroadcastTo"));
        }
    }

    private TensorOperand CombineTensors(BinaryExpression binary, ForwardValue left, ForwardValue right)
    {
        Value Operand(ForwardValue operand) => operand switch
        {
            TensorOperand { Value.Type.Element: ElementType.Int32 } t => throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.ElementType, binary.Span, binary.Operator, "float tensors", $"{t.Value.Type}", "convert the tensor with ToFloat first")),
            TensorOperand t => t.Value,
            ConstantOperand { Value: IntegerValue or RealValue } c => graph.Builder.Constant(CompileTimeArithmetic.Real(c.Value)),
            _ => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedExpression, binary.Span, operand.Describe(), "a tensor is combined with a tensor or a number")),
        };

        (Value l, Value r) = (Operand(left), Operand(right));
        try
        {
            Value result = binary.Operator switch
            {
                "+" => l + r,
                "-" => l - r,
                "*" => l * r,
                "/" => l / r,
                _ => throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.UnsupportedExpression, binary.Span, $"'{binary.Operator}' on tensors", "write it with a method of 'Compiled.Ops', such as Less, LessOrEqual or EqualTo")),
            };
            return new(result, SourcesOf([left, right])) { Mask = Masks.Combine([(left as TensorOperand)?.Mask, (right as TensorOperand)?.Mask], result.Shape) };
        }
        catch (ShapeException)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.OperatorShapes,
                binary.Span,
                binary.Operator,
                $"{l.Shape} and {r.Shape} do not broadcast together",
                "sizes are compared from the last axis and must be equal or 1: reshape one of the two"));
        }
    }

    private static ForwardValue CombineSizes(BinaryExpression binary, Dimension left, Dimension right)
    {
        Dimension? size = binary.Operator switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" when left.TryDivide(right, out Dimension quotient) => quotient,
            _ => null,
        };
        return size switch
        {
            null => throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.NotCompileTime, binary.Span, $"{left} {binary.Operator} {right}", "it depends on the size of the batch, which is known only when the model runs")),
            { IsConstant: true } => new ConstantOperand(new IntegerValue(size.Value)),
            _ => new SizeOperand(size),
        };
    }

    private static Dimension Size(ForwardValue value) => value is SizeOperand size ? size.Size : ((IntegerValue)((ConstantOperand)value).Value).Value;

    private ForwardValue EvaluateUnary(UnaryExpression unary, Dictionary<string, ForwardValue> frame) => Evaluate(unary.Operand, frame) switch
    {
        UnknownOperand unknown => unknown,
        ConstantOperand c => Compute(unary.Span, $"{unary.Operator}{c.Describe()}", () => CompileTimeArithmetic.Unary(unary.Operator, c.Value)),
        TensorOperand { Value.Type.Element: ElementType.Float32 } t when unary.Operator == "-" => t with { Value = -t.Value },
        TensorOperand { Value.Type.Element: ElementType.Float32 } t when unary.Operator == "+" => t,
        var other => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedExpression, unary.Span, $"'{unary.Operator}' on {other.Describe()}", "write it with the operators of 'Compiled.Ops'")),
    };

    private ForwardValue EvaluateConversion(ConversionExpression conversion, Dictionary<string, ForwardValue> frame) => Evaluate(conversion.Operand, frame) switch
    {
        ConstantOperand c => Compute(conversion.Span, $"({conversion.Type}){c.Describe()}", () => CompileTimeArithmetic.Convert(conversion.Type, c.Value)),
        SizeOperand s when conversion.Type is not ("int" or "long" or "nint") => throw new DiagnosticException(DiagnosticInfo.Of(
            Descriptors.NotCompileTime, conversion.Span, $"({conversion.Type}){s.Size}", "it depends on the size of the batch, which is known only when the model runs")),
        var other => other,
    };

    private ForwardValue EvaluateElement(TupleElementExpression element, Dictionary<string, ForwardValue> frame) => Evaluate(element.Tuple, frame) switch
    {
        UnknownOperand unknown => unknown,
        TupleOperand tuple when element.Index >= 0 && element.Index < tuple.Elements.Count => tuple.Elements[element.Index],
        var other => throw Unfit(element.Span, $"element {(element.Index + 1).ToString(CultureInfo.InvariantCulture)}", $"{other.Describe()} has no such element"),
    };

    private ForwardValue EvaluateArray(ArrayExpression array, Dictionary<string, ForwardValue> frame)
    {
        var elements = new List<ForwardValue>();
        foreach (Expression element in array.Elements)
        {
            switch (element is SpreadExpression spread ? Evaluate(spread.Array, frame) : null)
            {
                case null:
                    elements.Add(Evaluate(element, frame));
                    break;
                case ArrayOperand all:
                    elements.AddRange(all.Elements);
                    break;
                case UnknownOperand unknown:
                    return unknown;
                case var other:
                    throw Unfit(element.Span, "..", $"{other.Describe()} has no elements");
            }

            if (elements.Count > MaximumElements)
            {
                throw Unfit(array.Span, "the array", $"it has more than {MaximumElements.ToString(CultureInfo.InvariantCulture)} elements");
            }
        }

        return new ArrayOperand(elements.ToEquatableArray());
    }

    private ForwardValue EvaluateIndex(IndexExpression index, Dictionary<string, ForwardValue> frame)
    {
        ForwardValue array = Evaluate(index.Array, frame), at = Evaluate(index.Index, frame);
        return (array, at) switch
        {
            (UnknownOperand, _) or (_, UnknownOperand) => new UnknownOperand(),
            (ArrayOperand items, ConstantOperand { Value: IntegerValue i }) => i.Value >= 0 && i.Value < items.Elements.Count
                ? items.Elements[(int)i.Value]
                : throw Unfit(index.Span, $"[{i.Value}]", $"there are {items.Elements.Count} elements, numbered from 0"),
            (TensorOperand, _) => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedExpression, index.Span, "An element of a tensor", "use Slice to take part of a tensor")),
            _ => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.NotCompileTime, index.Index.Span, at.Describe(), "an index is a number that is known while building")),
        };
    }

    private ForwardValue EvaluateLengths(LengthsExpression lengths, Dictionary<string, ForwardValue> frame) => Evaluate(lengths.Tensor, frame) switch
    {
        UnknownOperand unknown => unknown,
        TensorOperand t => new ArrayOperand(t.Value.Shape.Dimensions.Select(SizeValue).ToEquatableArray()),
        var other => throw Unfit(lengths.Span, "Lengths", $"{other.Describe()} is no tensor"),
    };

    private ForwardValue EvaluateCount(CountExpression count, Dictionary<string, ForwardValue> frame) => Evaluate(count.Operand, frame) switch
    {
        UnknownOperand unknown => unknown,
        TensorOperand t => Integer(t.Value.Shape.Rank),
        ArrayOperand a => Integer(a.Elements.Count),
        TupleOperand t => Integer(t.Elements.Count),
        var other => throw Unfit(count.Span, "the number of elements", $"{other.Describe()} has none"),
    };

    private static ForwardValue SizeValue(Dimension size) => size.IsConstant ? Integer(size.Value) : new SizeOperand(size);

    private static ConstantOperand Integer(long value) => new(new IntegerValue(value));

    private static DiagnosticException Unfit(int span, string what, string why) => new(DiagnosticInfo.Of(Descriptors.UnfitValue, span, what, why));

    private static ConstantOperand Compute(int span, string what, Func<ConstantValue> compute)
    {
        try
        {
            return new(compute());
        }
        catch (ArithmeticException)
        {
            throw Unfit(span, what, "it divides by zero or leaves the range of its type");
        }
        catch (NotSupportedException unsupported)
        {
            throw Unfit(span, what, unsupported.Message);
        }
    }

    /// <summary>Where values come from, each source once, in order.</summary>
    private static EquatableArray<string> SourcesOf(IEnumerable<ForwardValue> values) => values.OfType<TensorOperand>().SelectMany(t => t.Sources).Distinct().ToEquatableArray();
}
