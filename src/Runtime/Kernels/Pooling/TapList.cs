namespace Compiled.Kernels;

/// <summary>The places of an image that one output position reads, with the window position or a weight of each, as the finder has it.</summary>
/// <param name="offsets">Room for the places.</param>
/// <param name="taps">Room for the window positions.</param>
/// <param name="weights">Room for the weights.</param>
internal unsafe struct TapList(nint* offsets, int* taps, float* weights)
{
    /// <summary>The places, in floats from <see cref="Origin"/>, without the channel; in the order of the window.</summary>
    public readonly nint* Offsets = offsets;

    /// <summary>The window positions, counted row by row.</summary>
    public readonly int* Taps = taps;

    /// <summary>The weights.</summary>
    public readonly float* Weights = weights;

    /// <summary>The number of places.</summary>
    public int Count;

    /// <summary>Where the window begins, in floats from the beginning of the image; it may lie outside.</summary>
    public nint Origin;

    /// <summary>How many positions, this one and those after it on the line, read the same places, each from an origin further on.</summary>
    public int Repeat;

    /// <summary>From one of these origins to the next.</summary>
    public nint Step;

    /// <summary>Which part of the window lies within the image: where it is the same as before, so are the places.</summary>
    public (int Depth, int Height, int Width) First;

    /// <summary>The ends of that part.</summary>
    public (int Depth, int Height, int Width) End;
}

/// <summary>Finds what an output position reads.</summary>
internal unsafe interface ITapFinder
{
    /// <summary>The most places that any position reads.</summary>
    int Most { get; }

    /// <summary>Whether each place is that of one output, so that nothing need be zero before it is stored.</summary>
    bool ReachesAll { get; }

    /// <summary>Lists the places; the list holds those of another position or is empty. Repeat is 1 unless it is set.</summary>
    void Find(ref TapList taps, int depth, int height, int width);
}
