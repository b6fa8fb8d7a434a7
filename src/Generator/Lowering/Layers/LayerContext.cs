using System.Globalization;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Activations;
using Compiled.Generator.Operators;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>What a layer's recipe may ask for at one call.</summary>
internal sealed class LayerContext(ModelScope scope, LayerState state, GraphContext graph, ParameterTable table, Findings findings, Forward.ForwardEvaluator evaluator, int span)
{
    public string Name => state.Declaration.Name;

    /// <summary>The layer's kind, as <see cref="LayerRecipe.Kind"/>.</summary>
    public string Kind => state.Declaration.Kind;

    public GraphBuilder Builder => graph.Builder;

    public bool IsFrozen => scope.IsFrozen || state.Declaration.IsFrozen;

    public bool IsTraining => graph.IsTraining;

    /// <inheritdoc cref="GraphContext.MaxLength"/>
    public int MaxLength => graph.MaxLength;

    /// <inheritdoc cref="GraphContext.IsInterpreted"/>
    public bool IsInterpreted => graph.IsInterpreted;

    /// <summary>The masks of the inputs, null for each that has none.</summary>
    public IReadOnlyList<Value?> Masks { get; set; } = [];

    /// <summary>The mask of what the last method that was run returns.</summary>
    public Value? MaskOfResult { get; private set; }

    public SettingReader Settings { get; private init; } = new(state.Declaration.Settings, state.Declaration.Name, state.Declaration.Span);

    /// <summary>
    /// A weight, created at the layer's first call. Settings of the layer that begin with the role's name apply:
    /// <c>KernelInitializer</c>, <c>KernelInitializerScale</c>, <c>KernelL1</c>, <c>KernelL2</c>, <c>KernelConstraint</c>, <c>KernelConstraintMaximum</c> …
    /// </summary>
    /// <param name="role">Keras's name: <c>kernel</c>, <c>moving_mean</c>.</param>
    /// <param name="settings">What the settings begin with, where it is not the role's name.</param>
    /// <param name="ones">The elements that begin with one whatever the initializer says.</param>
    public Value Weight(string role, Shape shape, string initializer, bool isState = false, string? settings = null, (int Start, int Length)? ones = null)
    {
        string prefix = settings ?? Pascal(role);
        return Weight(role, shape, WeightOptions.Read(Settings, prefix, initializer, isState) with { Ones = ones }, Settings.SpanOf(prefix + "Initializer"));
    }

    /// <inheritdoc cref="Weight(string, Shape, string, bool, string?, ValueTuple{int, int}?)"/>
    public Value Weight(string role, Shape shape, WeightOptions options, int weightSpan)
    {
        if (shape.Dimensions.Any(d => !d.IsConstant))
        {
            throw shape.Length.DependsOnLength && !shape.Length.DependsOnBatch
                ? ShapeError(shape.ToString(), $"its weight '{role}' would have the shape {shape}, which depends on the length of the sequences", LengthAdvice)
                : ShapeError(shape.ToString(), $"its weight '{role}' would have the shape {shape}, which depends on the batch", "weights depend on sizes of one sample alone");
        }

        if (shape.Length.Value > int.MaxValue)
        {
            throw Settings.Unfit(Pascal(role), shape.ToString(), $"a weight has at most {int.MaxValue} elements");
        }

        if (options.Initializer is "Identity" && shape.Rank != 2)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnfitSetting, weightSpan, "Initializer", $"{Name}/{role}", "Identity", $"its shape is {shape}, and only a matrix can be an identity"));
        }

        string name = $"{scope.Prefix}{Name}/{role}";
        if (!table.TryGet(name, out ParameterInfo parameter))
        {
            parameter = table.Add(
                scope.Prefix + Name,
                role,
                shape,
                isTrainable: options.IsTrainable && !options.IsState && !IsFrozen,
                options.IsState,
                WeightExpressions.Initializer(options.Initializer, options.InitializerNumbers, options.Ones),
                WeightExpressions.Constraint(options.Constraint, options.ConstraintNumbers),
                Settings.Text("Group") ?? "");
        }
        else if (parameter.Shape != shape)
        {
            throw ShapeError(shape.ToString(), $"its weight '{role}' has the shape {parameter.Shape} from the first call", "a layer that shares its weights takes the same sizes at every call: declare a second layer");
        }

        state.Remember(parameter);
        Value value = graph.Parameter(parameter);
        if (graph.BeginRegularization(parameter))
        {
            AddPenalty(value, options.L1, options.L2, perSample: false);
        }

        return value;
    }

    /// <summary>Gives the moving statistic <paramref name="role"/> a new value for the next step.</summary>
    public void Update(string role, Value value)
    {
        if (table.TryGet($"{scope.Prefix}{Name}/{role}", out ParameterInfo parameter))
        {
            graph.Update(parameter, value.StopGradient());
        }
    }

    /// <summary>What helps where a size must not depend on the length of the sequences.</summary>
    public const string LengthAdvice = "take one value for all steps (GlobalMaxPooling1D, GlobalAveragePooling1D, the last output of a recurrent layer), or give the input a length in place of Length.Any and bring sequences to it with Sequences.Pad";

    /// <summary>What helps where the numbers of an input reach a layer over steps as they are.</summary>
    public const string IdAdvice = "token ids go through [Embedding] first";

    /// <summary>What <see cref="Carry"/> kept from the batch before: zeros at first, without a gradient.</summary>
    public Value CarriedState(string role, Shape shape)
    {
        Value state = graph.CarriedState($"{scope.Prefix}{Name}/{role}", shape);
        if (shape.Length.DependsOnLength)
        {
            throw ShapeError(shape.ToString(), $"would keep a state of shape {shape}, which depends on the length of the sequences", "leave out Stateful, or give the input a length in place of Length.Any");
        }

        return state.Shape == shape ? state : throw ShapeError(
            shape.ToString(), $"keeps its state of shape {state.Shape} from the first call", "a layer that keeps its state takes the same sizes at every call: declare a second layer");
    }

    /// <summary>Keeps a value for the next batch.</summary>
    public void Carry(string role, Value value) => graph.Carry($"{scope.Prefix}{Name}/{role}", value);

    /// <summary>While training, the losses of an output that is <paramref name="output"/> are what the function makes of its labels, one for each.</summary>
    public void TrainWith(Value output, Func<Value, Value> losses)
    {
        if (IsTraining)
        {
            string layer = Builder.Layer;
            graph.TrainWith(new(Name, span, output, target =>
            {
                string before = Builder.Layer;
                Builder.Layer = layer;
                Value result = losses(target);
                Builder.Layer = before;
                return result;
            }));
        }
    }

    public Value RandomUniform(Shape shape) => graph.RandomUniform(shape);

    public Value RandomNormal(Shape shape) => graph.RandomNormal(shape);

    /// <summary>Adds l1 Σ|x| + l2 Σx² to the loss, divided by the number of samples for what is computed from them.</summary>
    public void AddPenalty(Value x, double l1, double l2, bool perSample)
    {
        foreach ((double factor, Func<Value, Value> term) in new (double, Func<Value, Value>)[] { (l1, v => v.Abs()), (l2, v => v.Square()) })
        {
            if (factor != 0)
            {
                Value sum = term(x).SumAll() * factor;
                graph.AddPenalty(perSample ? sum / Builder.Size(Dimension.Batch) : sum);
            }
        }
    }

    /// <summary>Adds a bias for each index of the last axis, unless the setting <c>UseBias</c> says no.</summary>
    public Value AddBias(Value y) => Settings.Boolean("UseBias", true) ? y + Weight("bias", Shape.Of(y.Shape[y.Shape.Rank - 1]), "Zeros") : y;

    /// <summary>Applies the activation that setting <paramref name="name"/> names.</summary>
    public Value Activate(Value x, string name = "Activation")
    {
        string activation = Settings.Member(name, "Linear");
        if (activation == "Softmax")
        {
            if (x.Node.Operator is Softmax)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.DoubleSoftmax, Settings.SpanOf(name), Name));
            }

            if (x.Shape.Rank < 2)
            {
                throw ShapeError(x.Shape.ToString(), "a softmax takes an axis after the batch", "give it one score for each class");
            }

            if (x.Shape[x.Shape.Rank - 1] == Dimension.One)
            {
                Warn(Descriptors.SoftmaxOverOneUnit, Settings.SpanOf(name), Name);
            }
        }

        return ActivationTable.Apply(activation, x);
    }

    public void Warn(DiagnosticDescriptor descriptor, int at, params string[] arguments) => findings.Add(descriptor, at, arguments);

    /// <summary>The context of a part of the layer that has settings of its own.</summary>
    public LayerContext Part(Declarations.LayerDeclaration part) =>
        new(scope, state, graph, table, findings, evaluator, span) { Settings = new(part.Settings, $"{Name}/{part.Name}", part.Span) };

    /// <summary>Sees that the sizes from an axis on are known while building.</summary>
    public void RequireSizes(Shape shape, int first)
    {
        for (int axis = first; axis < shape.Rank; axis++)
        {
            SizeOf(shape, axis);
        }
    }

    /// <summary>The constant size of an axis, counted from the end where negative.</summary>
    public int SizeOf(Value x, int axis) => SizeOf(x.Shape, axis);

    private int SizeOf(Shape x, int axis)
    {
        Dimension size = x[axis < 0 ? axis + x.Rank : axis];
        return size.IsConstant ? checked((int)size.Value) : throw ShapeError(
            x.ToString(), $"needs a size on axis {axis} that is known while building", size.DependsOnLength && !size.DependsOnBatch ? LengthAdvice : "use an axis after the batch");
    }

    /// <summary>An axis of <paramref name="x"/> from 1 on, written from the start or (negative) from the end.</summary>
    public int Axis(Value x, int axis, string setting)
    {
        int rank = x.Shape.Rank;
        int result = axis < 0 ? axis + rank : axis;
        if (result < 0 || result >= rank)
        {
            throw Settings.Unfit(setting, axis.ToString(CultureInfo.InvariantCulture), $"its input {x.Shape} has the axes 0 to {rank - 1}");
        }

        return result > 0 ? result : throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.BatchContraction, Settings.SpanOf(setting), Name, x.Shape.ToString()));
    }

    /// <summary>The finding that the layer cannot take a shape.</summary>
    public DiagnosticException ShapeError(string gets, string but, string fix) => new(DiagnosticInfo.Of(Descriptors.LayerShape, span, Name, gets, but, fix));

    /// <summary>The finding that shapes cannot be merged.</summary>
    public DiagnosticException MergeError(Value left, Value right, string fix) => new(DiagnosticInfo.Of(Descriptors.MergeShapes, span, Name, left.Shape.ToString(), right.Shape.ToString(), fix));

    /// <summary>The finding that an input has elements of the wrong type.</summary>
    /// <param name="place">Where it is passed; null for the call.</param>
    public DiagnosticException ElementError(Value gets, int? place = null) => new(gets.Type.Element == ElementType.Int32
        ? DiagnosticInfo.Of(Descriptors.ElementType, place ?? span, Name, "float tensors", gets.Type.ToString(), "token ids are no quantities: put [Embedding] before it, or use OneHot(ids, classes); whole numbers that are quantities go through ToFloat")
        : DiagnosticInfo.Of(Descriptors.ElementType, place ?? span, Name, "tensors of int", gets.Type.ToString(), "pass token ids, and declare the parameter of the layer's method as Tensor<int>"));

    /// <summary>Runs the method of a custom layer or cell on its inputs, options and weights.</summary>
    /// <param name="body">The body of the loop that the method is written into; null outside of loops.</param>
    /// <returns>The tensor that the method returns, or the elements of a tuple.</returns>
    public IReadOnlyList<Value> Run(Declarations.MethodDeclaration method, IReadOnlyDictionary<string, Forward.ForwardValue> names, GraphBuilder? body = null)
    {
        Forward.ForwardValue result = (body is null ? evaluator : evaluator.Within(body)).Run(method, names, span);
        MaskOfResult = (result as Forward.TensorOperand)?.Mask;
        return (result is Forward.TupleOperand tuple ? [.. tuple.Elements] : new[] { result }).Select(element => element switch
        {
            Forward.TensorOperand tensor => tensor.Value,
            Forward.UnknownOperand => throw new Forward.AbandonedException(),
            _ => throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.CustomLayerDeclaration, method.Span, Name, $"returns {element.Describe()}")),
        }).ToArray();
    }

    /// <summary>The masks of the inputs together, as far as their axes are still those of the output.</summary>
    /// <param name="first">The first axis along which the layer works: a mask that reaches it is lost.</param>
    public Value? PassMask(Value output, int first = int.MaxValue)
    {
        Value? mask = Lowering.Masks.Combine(Masks, output.Shape, first);
        return mask is null ? LoseMask() : mask;
    }

    /// <summary>Says that masks end here although the layer computes with the steps that they name padding.</summary>
    public Value? LoseMask()
    {
        if (Masks.Any(m => m is not null))
        {
            Warn(Descriptors.MaskLost, span, Name, Kind);
        }

        return null;
    }

    private static string Pascal(string role) => string.Concat(role.Split('_').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p.Substring(1)));
}
