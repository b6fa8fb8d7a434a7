using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>What training and reporting do with an output.</summary>
/// <param name="Recipe">The built-in loss; null for a method or none.</param>
/// <param name="LossMethod">The user's loss; null for a built-in one or none.</param>
internal sealed record OutputPlan(OutputInfo Info, LossRecipe? Recipe, MethodDeclaration? LossMethod, int LossSpan, EquatableArray<(MethodDeclaration Method, int Span)> MetricMethods)
{
    public bool HasLoss => Recipe is not null || LossMethod is not null;

    public TensorType? Target => Info.Target;
}
