using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>What the settings of optimizers may be; beyond, weights become infinite or not-a-number in a few steps.</summary>
internal static class OptimizerSetting
{
    /// <summary>What a moving mean keeps of itself at each step.</summary>
    public static float Share(float value, [CallerMemberName] string name = "")
        => value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is the share of a mean that each step keeps: at least 0, and less than 1");

    public static float NotNegative(float value, [CallerMemberName] string name = "")
        => value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is finite and not negative");
}
