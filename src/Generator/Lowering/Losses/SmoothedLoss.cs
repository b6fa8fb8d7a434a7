using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>A cross-entropy of targets that are shares, some of each share spread evenly over all classes (Szegedy et al. 2015): t (1 − smoothing) + smoothing / classes.</summary>
internal abstract class SmoothedLoss(double smoothing) : LossRecipe
{
    public sealed override string? Setting => "LabelSmoothing";

    public sealed override LossRecipe With(SettingReader settings) => Smoothed(settings.Rate("LabelSmoothing"));

    public sealed override Value Lower(Value target, Value prediction)
    {
        if (smoothing == 0)
        {
            return LowerShares(target, prediction);
        }

        // One value that is yes or no stands for two classes.
        Dimension classes = IsOneOfMany ? prediction.Shape[Last(prediction)] : 2;
        return LowerShares((target * (1 - smoothing)) + (smoothing / target.Builder.Size(classes)), prediction);
    }

    protected abstract LossRecipe Smoothed(double smoothing);

    protected abstract Value LowerShares(Value target, Value prediction);
}
