using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The product of two matrices, finished by an epilogue while its elements are in registers.</summary>
public static unsafe class MatrixProduct
{
    /// <summary>
    /// Computes left · right, each transposed first where asked; every element of the product goes through the epilogue once.
    /// All matrices lie row by row without gaps. A depth of zero gives zeros.
    /// </summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="left">rows × depth, or depth × rows if transposed.</param>
    /// <param name="right">depth × columns, or columns × depth if transposed.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="transposeLeft">Whether <paramref name="left"/> lies transposed.</param>
    /// <param name="transposeRight">Whether <paramref name="right"/> lies transposed.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run<TEpilogue>(
        ref TEpilogue epilogue,
        float* left,
        float* right,
        nint rows,
        nint columns,
        nint depth,
        bool transposeLeft,
        bool transposeRight,
        Workers workers)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint leftRow = transposeLeft ? 1 : depth;
        nint leftDepth = transposeLeft ? rows : 1;
        nint rightColumn = transposeRight ? depth : 1;
        nint rightDepth = transposeRight ? 1 : columns;
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++)
            {
                var sum = Lane1.Broadcast(0f);
                for (nint k = 0; k < depth; k++)
                {
                    sum = Lane1.MultiplyAdd(
                        new(left[(row * leftRow) + (k * leftDepth)]), new(right[(k * rightDepth) + (column * rightColumn)]), sum);
                }

                epilogue.Store(sum, row, column);
            }
        }
    }
}
