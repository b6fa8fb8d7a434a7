namespace Compiled.Kernels;

/// <summary>
/// How a window goes over the three spatial axes of a tensor that lies channels last: the geometry of convolutions and pooling, always
/// that of the forward direction. Output position <c>o</c> of an axis reads, at window position <c>k</c>, the input position
/// <c>o · stride + k · dilation − before</c>; positions outside of the input count as zeros in a convolution and not at all in pooling.
/// One and two spatial axes are three whose first sizes are one, which is the default of all sizes, strides and dilations.
/// </summary>
/// <remarks>
/// The input is (batch, input depth, height, width, channels), the output (batch, output depth, height, width, filters), a convolution's
/// kernel (window depth, height, width, channels / groups, filters). Filter <c>f</c> reads the channels of group
/// <c>f / (filters / groups)</c>. In pooling there are as many filters as channels.
/// </remarks>
public readonly struct SlidingWindow
{
    /// <summary>A window of one element over one element, to be changed by an initializer.</summary>
    public SlidingWindow()
    {
    }

    /// <summary>The number of samples.</summary>
    public required nint Batch { get; init; }

    /// <summary>The input's size along depth.</summary>
    public int InputDepth { get; init; } = 1;

    /// <summary>The input's size along height.</summary>
    public int InputHeight { get; init; } = 1;

    /// <summary>The input's size along width.</summary>
    public int InputWidth { get; init; } = 1;

    /// <summary>The input's values at one position.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The output's size along depth.</summary>
    public int OutputDepth { get; init; } = 1;

    /// <summary>The output's size along height.</summary>
    public int OutputHeight { get; init; } = 1;

    /// <summary>The output's size along width.</summary>
    public int OutputWidth { get; init; } = 1;

    /// <summary>The output's values at one position.</summary>
    public int Filters { get; init; } = 1;

    /// <summary>The window's size along depth.</summary>
    public int WindowDepth { get; init; } = 1;

    /// <summary>The window's size along height.</summary>
    public int WindowHeight { get; init; } = 1;

    /// <summary>The window's size along width.</summary>
    public int WindowWidth { get; init; } = 1;

    /// <summary>How far the window moves along depth for the next output.</summary>
    public int StrideDepth { get; init; } = 1;

    /// <summary>How far the window moves along height for the next output.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>How far the window moves along width for the next output.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>The distance of neighbouring window positions along depth.</summary>
    public int DilationDepth { get; init; } = 1;

    /// <summary>The distance of neighbouring window positions along height.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>The distance of neighbouring window positions along width.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>How many positions before the input the first window begins, along depth.</summary>
    public int BeforeDepth { get; init; }

    /// <summary>How many positions before the input the first window begins, along height.</summary>
    public int BeforeHeight { get; init; }

    /// <summary>How many positions before the input the first window begins, along width.</summary>
    public int BeforeWidth { get; init; }

    /// <summary>Into how many groups channels and filters are cut, each connected with its own alone; divides both.</summary>
    public int Groups { get; init; } = 1;
}
