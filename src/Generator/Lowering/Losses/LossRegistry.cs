namespace Compiled.Generator.Lowering.Losses;

/// <summary>The members of <c>Compiled.Loss</c> but <c>None</c>, one line each.</summary>
internal static class LossRegistry
{
    private static readonly Dictionary<string, LossRecipe> _byMember = new LossRecipe[]
    {
        new MeanSquaredError(),
        new MeanAbsoluteError(),
        new MeanAbsolutePercentageError(),
        new MeanSquaredLogarithmicError(),
        new Huber(),
        new LogCosh(),
        new BinaryCrossentropy(),
        new BinaryCrossentropyFromLogits(),
        new CategoricalCrossentropy(),
        new CategoricalCrossentropyFromLogits(),
        new SparseCategoricalCrossentropy(),
        new SparseCategoricalCrossentropyFromLogits(),
        new Hinge(),
        new SquaredHinge(),
        new CategoricalHinge(),
        new Poisson(),
        new KullbackLeiblerDivergence(),
        new CosineSimilarity(),
    }.ToDictionary(r => r.Member);

    public static IEnumerable<LossRecipe> All => _byMember.Values;

    public static LossRecipe? Find(string member) => _byMember.TryGetValue(member, out LossRecipe? recipe) ? recipe : null;
}
