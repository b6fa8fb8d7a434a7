namespace Compiled.Kernels;

/// <summary>
/// Along one axis, the inputs that lie alike below the stride: i = First + q · stride for q = 0 … Patches.Positions − 1. They meet the
/// same window positions, FirstTap − t · TapStep for tap t, and so their gradients are a convolution of stride one.
/// Output o and window position k meet input o · stride + k · dilation − before.
/// </summary>
internal readonly struct InputPhase
{
    /// <param name="phase">Which of the stride's phases, from zero.</param>
    public InputPhase(int phase, int input, int output, int window, int stride, int dilation, int before)
    {
        First = phase;
        int positions = phase < input ? (input - phase + stride - 1) / stride : 0;
        int rest = (phase + before) % stride;
        rest = rest < 0 ? rest + stride : rest;
        TapStep = stride / GreatestCommonDivisor(stride, dilation);
        int first = 0;
        while (first < TapStep && first * dilation % stride != rest)
        {
            first++;
        }

        int taps = first < TapStep && first < window ? ((window - 1 - first) / TapStep) + 1 : 0;

        // From the last window position to the first the outputs go up.
        FirstTap = first + ((taps - 1) * TapStep);
        int origin = taps == 0 ? 0 : (phase + before - (FirstTap * dilation)) / stride;
        Patches = new PatchAxis(output, positions, 1, taps, TapStep * dilation / stride, origin);
    }

    /// <summary>The first input.</summary>
    public int First { get; }

    /// <summary>The window position of the first tap.</summary>
    public int FirstTap { get; }

    /// <summary>How far the window position goes down from one tap to the next.</summary>
    public int TapStep { get; }

    /// <summary>The outputs' gradients that each input reads.</summary>
    public PatchAxis Patches { get; }

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
