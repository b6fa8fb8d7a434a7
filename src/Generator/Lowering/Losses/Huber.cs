using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>e² / 2 where |e| ≤ delta, else delta (|e| − delta / 2) (Huber 1964), as min(|e|, delta) (|e| − min(|e|, delta) / 2).</summary>
internal sealed class Huber(double delta = 1) : LossRecipe
{
    public override bool IsRegression => true;

    public override string? Setting => "HuberDelta";

    public override LossRecipe With(SettingReader settings) => new Huber(settings.Positive("HuberDelta", 1));

    public override Value Lower(Value target, Value prediction)
    {
        Value error = (prediction - target).Abs();
        Value near = error.Minimum(delta);
        return near * (error - (near * 0.5));
    }
}
