namespace Compiled.Generator.Lowering.Layers;

/// <summary>How a weight begins, is penalised and is held.</summary>
internal sealed record WeightOptions(
    string Initializer,
    IReadOnlyList<double> InitializerArguments,
    string Constraint,
    IReadOnlyList<double> ConstraintArguments,
    double L1,
    double L2,
    bool IsTrainable,
    bool IsState,
    (int Start, int Length)? Ones = null);
