using System.Globalization;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>How a weight begins, is penalised and is held. Numbers stand in the order of the runtime's <c>WeightInitializer</c> and <c>WeightConstraint</c>.</summary>
internal sealed record WeightOptions(
    string Initializer,
    IReadOnlyList<double> InitializerNumbers,
    string Constraint,
    IReadOnlyList<double> ConstraintNumbers,
    double L1,
    double L2,
    bool IsTrainable,
    bool IsState,
    (int Start, int Length)? Ones = null)
{
    private static readonly string[] _fans = ["In", "Out", "Average"], _distributions = ["TruncatedNormal", "Uniform", "Normal"];

    /// <summary>The settings that each initializer and constraint takes, behind its own name; those that are not here take none.</summary>
    private static readonly Dictionary<string, string[]> _taken = new()
    {
        ["Constant"] = ["Value"],
        ["RandomNormal"] = ["Mean", "Scale"],
        ["RandomUniform"] = ["Mean", "Scale"],
        ["TruncatedNormal"] = ["Mean", "Scale"],
        ["VarianceScaling"] = ["Scale", "Fan", "Distribution"],
        ["Orthogonal"] = ["Scale"],
        ["Identity"] = ["Scale"],
        ["MaxNorm"] = ["Maximum"],
        ["MinMaxNorm"] = ["Minimum", "Maximum", "Rate"],
    };

    /// <summary>Reads the settings that begin with <paramref name="prefix"/>: <c>KernelInitializer</c>, <c>KernelInitializerScale</c>, <c>KernelL2</c>, <c>KernelConstraint</c> …</summary>
    /// <param name="initializer">The initializer where none is written.</param>
    public static WeightOptions Read(SettingReader settings, string prefix, string initializer, bool isState = false)
    {
        string begin = prefix + "Initializer", hold = prefix + "Constraint";
        string initial = settings.Member(begin, initializer), constraint = settings.Member(hold, "None");
        return new(
            initial,
            InitializerNumbersOf(settings, begin, initial),
            constraint,
            ConstraintNumbersOf(settings, hold, constraint),
            settings.Real(prefix + "L1", 0),
            settings.Real(prefix + "L2", 0),
            settings.Boolean(prefix + "Trainable", true),
            isState);
    }

    /// <summary>The numbers of an initializer; none where none is written, so that the runtime's defaults hold.</summary>
    private static IReadOnlyList<double> InitializerNumbersOf(SettingReader settings, string begin, string member)
    {
        if (!Any(settings, begin, member, ["Value", "Mean", "Scale", "Fan", "Distribution"]))
        {
            return [];
        }

        double mean = settings.Real(begin + "Mean", 0);
        double scale = settings.Real(begin + "Scale", member is "VarianceScaling" or "Orthogonal" or "Identity" ? 1 : 0.05);
        if (scale < 0 && member is not ("Orthogonal" or "Identity"))
        {
            throw settings.Unfit(begin + "Scale", scale.ToString("R", CultureInfo.InvariantCulture), "a spread must not be negative");
        }

        return member switch
        {
            "Constant" => [settings.Real(begin + "Value", 0)],
            "RandomUniform" => [mean - scale, mean + scale],
            "RandomNormal" or "TruncatedNormal" => [mean, scale],
            "VarianceScaling" => [scale, Place(_fans, begin + "Fan"), Place(_distributions, begin + "Distribution")],
            _ => [scale],
        };

        double Place(string[] members, string name) => Math.Max(0, Array.IndexOf(members, settings.Member(name, members[0])));
    }

    private static IReadOnlyList<double> ConstraintNumbersOf(SettingReader settings, string hold, string member)
    {
        if (!Any(settings, hold, member, ["Minimum", "Maximum", "Rate"]))
        {
            return [];
        }

        double minimum = settings.Real(hold + "Minimum", 0), maximum = settings.Real(hold + "Maximum", member == "MaxNorm" ? 2 : 1);
        if (minimum < 0 || maximum < minimum)
        {
            string unfit = hold + (minimum < 0 || settings.Find(hold + "Maximum") is null ? "Minimum" : "Maximum");
            throw settings.Unfit(unfit, settings.Find(unfit)!.Value.ToString(), "norms are not negative, and the largest is not below the smallest");
        }

        return member == "MaxNorm" ? [maximum] : [minimum, maximum, settings.Real(hold + "Rate", 1)];
    }

    /// <summary>Whether one of the numbers is written; each must be one that the initializer or constraint takes.</summary>
    private static bool Any(SettingReader settings, string name, string member, IReadOnlyList<string> numbers)
    {
        string[] taken = _taken.TryGetValue(member, out string[] known) ? known : [];
        string[] written = [.. numbers.Where(n => settings.Find(name + n) is not null)];
        if (written.FirstOrDefault(n => !taken.Contains(n)) is { } unfit)
        {
            string takes = taken.Length == 0 ? "no numbers" : string.Join(" and ", taken.Select(t => name + t));
            throw settings.Unfit(name + unfit, settings.Find(name + unfit)!.Value.ToString(), $"{name} is {member}, which takes {takes}");
        }

        return written.Length > 0;
    }
}
