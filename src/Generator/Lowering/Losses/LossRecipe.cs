using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>What a loss is: operators over targets and predictions. One instance serves all outputs.</summary>
internal abstract class LossRecipe
{
    /// <summary>Keras's epsilon: probabilities and divisors are held this far from zero.</summary>
    protected const double Epsilon = 1e-7;

    /// <summary>The member of <c>Compiled.Loss</c>.</summary>
    public virtual string Member => GetType().Name;

    /// <summary>Whether targets are integer labels instead of values in the prediction's shape.</summary>
    public virtual bool IsSparse => false;

    /// <summary>Whether the prediction's last axis is folded as a whole, so that there must be one.</summary>
    public virtual bool TakesRows => IsOneOfMany;

    /// <summary>Whether the targets are quantities, so that counting exact answers says nothing.</summary>
    public virtual bool IsRegression => false;

    /// <summary>Whether one of several classes is right.</summary>
    public virtual bool IsOneOfMany => false;

    /// <summary>The setting of <c>[Model]</c> and <c>[Output]</c> that changes the loss; null where none does.</summary>
    public virtual string? Setting => null;

    /// <summary>The loss as its <see cref="Setting"/> makes it.</summary>
    public virtual LossRecipe With(SettingReader settings) => this;

    /// <summary>Why predictions that end in <paramref name="head"/> do not suit the loss, and what to write instead; null where they do.</summary>
    public virtual string? Refuse(Head head) => null;

    /// <summary>The losses: one for each sample, or one for each element of the prediction or of its rows, which are then averaged for each sample.</summary>
    public abstract Value Lower(Value target, Value prediction);

    /// <summary>The mean over all axes but the first ones: by default one loss a sample, with the axes of a mask one a step.</summary>
    public Value Mean(Value target, Value prediction, int axes = 1) => Mean(Lower(target, prediction), axes);

    /// <inheritdoc cref="Mean(Value, Value, int)"/>
    public static Value Mean(Value losses, int axes) => losses.Mean(losses.AxesFrom(axes));

    protected static int Last(Value x) => x.Shape.Rank - 1;
}
