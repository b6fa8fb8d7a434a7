using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// Changes weights by their gradients. One pass over each trainable weight reads its gradient, its memory and itself and writes the new values;
/// names, defaults and update rules are Keras 3's. An optimizer trains one model at a time.
/// </summary>
public abstract unsafe partial class Optimizer
{
    private readonly Dictionary<string, LearningRateSchedule> _groupLearningRates = new(StringComparer.Ordinal);

    private protected Optimizer(LearningRateSchedule learningRate)
    {
        LearningRate = learningRate;
    }

    /// <summary>The rate of each step, a number or a schedule, for all weights without a group of their own.</summary>
    public LearningRateSchedule LearningRate
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Rates for the weights of layers that name a <c>Group</c>; a group that is not here takes <see cref="LearningRate"/>. Rates may change between steps; that the model has the groups is checked when the optimizer becomes the model's.</summary>
    public IDictionary<string, LearningRateSchedule> GroupLearningRates => _groupLearningRates;

    /// <summary>Each weight's gradient is scaled down to this Euclidean norm; 0 or null for no limit. Only one of the three limits can be set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or NaN.</exception>
    public float? ClipNorm
    {
        get;
        set => field = Limit(value);
    }

    /// <summary>All gradients together are scaled down to this Euclidean norm; 0 or null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or NaN.</exception>
    public float? GlobalClipNorm
    {
        get;
        set => field = Limit(value);
    }

    /// <summary>Every element of a gradient is held to [−limit, limit]; 0 or null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or NaN.</exception>
    public float? ClipValue
    {
        get;
        set => field = Limit(value);
    }

    /// <summary>Each step first takes this share times the learning rate off every weight (Loshchilov and Hutter 2019); null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float? WeightDecay
    {
        get;
        set => field = value is { } decay ? OptimizerSetting.NotNegative(decay) : null;
    }

    /// <summary>Which weights <see cref="WeightDecay"/> leaves alone; null for none.</summary>
    public Func<ParameterSchema, bool>? ExcludeFromWeightDecay { get; init; }

    /// <summary>The steps done: what schedules and bias corrections count.</summary>
    public long Iterations { get; private set; }

    /// <summary>The rate of the next step for weights without a group.</summary>
    public float CurrentLearningRate => LearningRate.At(Iterations);

    /// <summary>The optimizer's name in saved files.</summary>
    internal string Name => GetType().Name;

    /// <summary>What is remembered of each weight, by name; changing options that decide this takes effect with the next model.</summary>
    private protected abstract ImmutableArray<string> StateNames { get; }

    /// <summary>What a state begins with.</summary>
    private protected virtual float InitialState(int state) => 0;

    /// <summary>What is the same for all weights of a step.</summary>
    private protected virtual void BeginStep(long step)
    {
    }

    /// <summary>Whether a row without a gradient stays as it is, and what is remembered of it too: then only the rows that a batch used are visited.</summary>
    private protected virtual bool RestsWithoutGradient => false;

    /// <summary>Updates one weight.</summary>
    private protected abstract void Update(in WeightStep step);

    /// <summary>Multiplies the rates of all groups.</summary>
    internal void ScaleLearningRates(float factor)
    {
        LearningRate = LearningRate.Scaled(factor);
        foreach (string group in _groupLearningRates.Keys.ToArray())
        {
            _groupLearningRates[group] = _groupLearningRates[group].Scaled(factor);
        }
    }

    /// <summary>One step; parameters and gradients are laid out as the model's arena.</summary>
    /// <param name="rows">By parameter: which rows of a table have a gradient; null where all weights have gradients everywhere.</param>
    internal void Update(float* parameters, float* gradients, Workers workers, GradientRows* rows = null)
    {
        Prepare();
        ModelSchema schema = _model!.Schema;
        BeginStep();
        float globalScale = GlobalClipNorm is { } global ? Shrink(GlobalNorm(gradients, rows), global) : 1;
        foreach (ref readonly Segment segment in _segments.AsSpan())
        {
            long offset = segment.Parameter.Offset;
            int length = segment.Parameter.Length;
            float rate = _rates[segment.Group], keep = segment.Decays && WeightDecay is { } decay ? 1 - (decay * rate) : 1;
            GradientRows used = rows is null ? default : rows[segment.Index];
            var step = new WeightStep
            {
                Parameters = parameters + offset,
                Gradients = gradients + offset,
                States = _states!.Address + offset,
                StateStride = (nint)schema.ParameterLength,
                Length = length,
                LearningRate = rate,
                Scale = ClipNorm is { } limit ? Shrink(Norm(segment.Parameter, gradients, in used), limit) : globalScale,
                Limit = ClipValue ?? 0,
                Keep = keep,
                Rows = used,
                RowLength = used.Numbers is null ? 0 : length / segment.Parameter.Shape[0],
                OnlyRows = used.Numbers is not null && RestsWithoutGradient && keep == 1,
                Workers = workers,
            };
            Update(in step);
            if (segment.Parameter.Constraint is { } constraint)
            {
                WeightConstraints.Apply(constraint, new(parameters + offset, length), segment.Parameter.Shape);
            }
        }

        Iterations++;
    }

    private void BeginStep()
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            _rates[i] = (_groupLearningRates.TryGetValue(_groups[i], out LearningRateSchedule? schedule) ? schedule : LearningRate).At(Iterations);
        }

        BeginStep(Iterations + 1);
    }

    private static float? Limit(float? value, [CallerMemberName] string name = "") => value switch
    {
        null or 0 => null,
        > 0 => value,
        _ => throw new ArgumentOutOfRangeException(name, value, "a limit of gradients is positive, or 0 for none"),
    };

    private static float Shrink(float norm, float limit) => norm > limit ? limit / norm : 1;

    private float GlobalNorm(float* gradients, GradientRows* rows)
    {
        double sum = 0;
        foreach (ref readonly Segment segment in _segments.AsSpan())
        {
            GradientRows used = rows is null ? default : rows[segment.Index];
            sum += used.Numbers is null
                ? TensorPrimitives.SumOfSquares(new ReadOnlySpan<float>(gradients + segment.Parameter.Offset, segment.Parameter.Length))
                : SumOfSquares(segment.Parameter, gradients, in used);
        }

        return (float)Math.Sqrt(sum);
    }

    private static float Norm(ParameterSchema parameter, float* gradients, in GradientRows used) => used.Numbers is null
        ? TensorPrimitives.Norm(new ReadOnlySpan<float>(gradients + parameter.Offset, parameter.Length))
        : (float)Math.Sqrt(SumOfSquares(parameter, gradients, in used));

    /// <summary>The squares of the rows that have a gradient.</summary>
    private static double SumOfSquares(ParameterSchema parameter, float* gradients, in GradientRows used)
    {
        int columns = parameter.Length / parameter.Shape[0];
        double sum = 0;
        for (nint i = 0; i < used.Count; i++)
        {
            sum += TensorPrimitives.SumOfSquares(new ReadOnlySpan<float>(gradients + parameter.Offset + ((long)used.Numbers[i] * columns), columns));
        }

        return sum;
    }

    /// <param name="Index">Of the parameter, in the schema.</param>
    private readonly record struct Segment(ParameterSchema Parameter, int Index, int Group, bool Decays);
}
