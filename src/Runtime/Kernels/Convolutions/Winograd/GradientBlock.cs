namespace Compiled.Kernels;

/// <summary>
/// What the gradient of a kernel by minimal filtering does before its epilogue: squares of inputs and of the outputs' gradients to points,
/// and sums of their products.
/// </summary>
/// <param name="inputs">What the outputs read.</param>
/// <param name="gradients">The gradients of the outputs: one tap, channels for filters.</param>
/// <param name="squares">The squares of outputs.</param>
internal readonly unsafe struct GradientBlock<TLane, TTile, TFilter>(Patches inputs, Patches gradients, FilterSquares squares)
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TFilter : struct, IMinimalFilter
{
    private readonly Patches _inputs = inputs;
    private readonly Patches _gradients = gradients;
    private readonly FilterSquares _squares = squares;

    private static int PanelWidth => MatrixBlocks.PanelWidth<TLane>();

    /// <summary>The panels of filters.</summary>
    public int Panels => (_gradients.Channels + PanelWidth - 1) / PanelWidth;

    /// <summary>The memory for the sums of a panel, in floats: point, channel, column of the panel.</summary>
    public nint PanelLength => TFilter.SquarePoints * SumStep;

    /// <summary>From one point of the sums to the next, in floats.</summary>
    public nint SumStep => (nint)Rows * PanelWidth;

    // Channels, with so many more that micro-kernels come out even.
    private int Rows => MatrixBlocks.RoundUp(_inputs.Channels, MatrixHalfTile.Rows);

    private nint InputStep => ((nint)Winograd.GradientSquares * Rows) + Winograd.Spread;

    private nint InputLength => TFilter.SquarePoints * InputStep;

    private static nint GradientStep => ((nint)Winograd.GradientSquares * PanelWidth) + Winograd.Spread;

    /// <summary>The memory that a block needs, in floats.</summary>
    /// <param name="panels">At most so many panels are summed at once.</param>
    public nint ScratchLength(int panels)
        => InputLength + (panels * TFilter.SquarePoints * GradientStep) + ((nint)TFilter.SquarePoints * Math.Max(_inputs.Channels, _gradients.Channels));

    /// <summary>Adds the products of some squares to the sums, or begins with them.</summary>
    /// <param name="first">The first square.</param>
    /// <param name="count">How many, at most <see cref="Winograd.GradientSquares"/>.</param>
    /// <param name="scratch"><see cref="ScratchLength(int)"/> floats.</param>
    /// <param name="sums">The sums, from the first panel on.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <param name="firstPanel">The first panel of filters.</param>
    /// <param name="endPanel">Behind the last one.</param>
    public void Sum(nint first, int count, float* scratch, float* sums, bool accumulate, int firstPanel, int endPanel)
    {
        float* gradients = scratch + InputLength;
        float* square = gradients + ((endPanel - firstPanel) * TFilter.SquarePoints * GradientStep);
        int firstFilter = firstPanel * PanelWidth, endFilter = Math.Min(endPanel * PanelWidth, _gradients.Channels);
        TransformInputs(first, count, square, scratch);
        TransformGradients(first, count, square, gradients, firstFilter, endFilter);
        Multiply(scratch, gradients, count, sums, accumulate, firstFilter, endFilter);
    }

    /// <summary>Point, square, channel.</summary>
    private void TransformInputs(nint first, int count, float* square, float* points)
    {
        FilterSquare at = _squares[first];
        for (int i = 0; i < count; i++, at = _squares.After(at), points += Rows)
        {
            float* from = _inputs.Part<TLane>(
                at.Image, (0, _inputs.Height.At(at.Row), _inputs.Width.At(at.Column)), (1, TFilter.Points, TFilter.Points), square, out nint line, out _);
            TFilter.TransformInput<TLane>(
                new Plane(from, line, _inputs.Channels), new Plane(points, TFilter.Points * InputStep, InputStep), _inputs.Channels);
        }
    }

    /// <summary>Panel, point, square, column of the panel.</summary>
    private void TransformGradients(nint first, int count, float* square, float* points, int firstFilter, int endFilter)
    {
        FilterSquare at = _squares[first];
        for (int i = 0; i < count; i++, at = _squares.After(at), points += PanelWidth)
        {
            float* from = _gradients.Part<TLane>(at.Image, (0, at.Row, at.Column), (1, TFilter.Outputs, TFilter.Outputs), square, out nint line, out _);
            float* panel = points;
            for (int filter = firstFilter; filter < endFilter; filter += PanelWidth, panel += TFilter.SquarePoints * GradientStep)
            {
                TFilter.TransformOutputGradient<TLane>(
                    new Plane(from + filter, line, _gradients.Channels),
                    new Plane(panel, TFilter.Points * GradientStep, GradientStep),
                    Math.Min(PanelWidth, endFilter - filter));
            }
        }
    }

    private void Multiply(float* inputs, float* gradients, int count, float* sums, bool accumulate, int firstFilter, int endFilter)
    {
        var steps = new TileSteps { LeftRow = 1, LeftDepth = Rows, RightDepth = PanelWidth, Depth = count, Runs = 1 };
        for (int filter = firstFilter; filter < endFilter; filter += PanelWidth)
        {
            int width = Math.Min(PanelWidth, endFilter - filter);
            for (int point = 0; point < TFilter.SquarePoints; point++)
            {
                PanelProduct.Run<TLane, TTile>(inputs + (point * InputStep), steps, _inputs.Channels, gradients, width, sums, accumulate);
                gradients += GradientStep;
                sums += SumStep;
            }
        }
    }
}
