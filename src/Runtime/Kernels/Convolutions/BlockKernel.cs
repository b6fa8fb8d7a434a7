namespace Compiled.Kernels;

/// <summary>The right side of a convolution of joined groups: in the rows of a group's channels, the filters of all others are zero.</summary>
/// <param name="kernel">The first filter of the block.</param>
/// <param name="stride">The filters of all groups.</param>
/// <param name="channels">The channels of a group.</param>
/// <param name="filters">The filters of a group.</param>
/// <param name="joined">The groups of the block.</param>
internal readonly unsafe struct BlockKernel(float* kernel, nint stride, int channels, int filters, int joined) : IRightSide
{
    public float* Address => null;

    public nint Stride => 0;

    public float* Panels => null;

    public void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        for (nint column = firstColumn; column < endColumn; column += panelWidth)
        {
            for (nint k = firstDepth; k < firstDepth + depth; k++, destination += panelWidth)
            {
                (nint tap, nint channelOfBlock) = Math.DivRem(k, (nint)channels * joined);
                (nint group, nint channel) = Math.DivRem(channelOfBlock, (nint)channels);
                float* row = kernel + (((tap * channels) + channel) * stride);
                nint first = group * filters, end = Math.Min(first + filters, endColumn);
                for (nint filter = column; filter < column + panelWidth; filter++)
                {
                    destination[filter - column] = filter >= first && filter < end ? row[filter] : 0f;
                }
            }
        }
    }
}
