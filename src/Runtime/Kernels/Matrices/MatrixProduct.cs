namespace Compiled.Kernels;

/// <summary>The product of two matrices, finished by an epilogue while its elements are in the nearest cache.</summary>
/// <remarks>
/// After K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication" (TOMS 2008), with the left matrix read in place
/// unless it is transposed. Each element is the sum over blocks of 256 products (the last has up to 320), each block summed in order, and where rows
/// (two and more) and columns are few and the depth is great, the sum of several such sums (<see cref="MatrixBlocks.Parts"/>); so neither threads, nor tiles, nor the width of
/// registers change a bit, except that fused multiplication rounds less often than a machine without it.
/// </remarks>
public static unsafe partial class MatrixProduct
{
    /// <summary>
    /// Computes left · right, each transposed first where asked; every element of the product goes through the epilogue once.
    /// All matrices lie row by row without gaps. A depth of zero gives zeros.
    /// Not to be called from inside a tile of the same workers, whose scratch memory it uses.
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
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        fixed (TEpilogue* address = &epilogue)
        {
            var product = new Product<TEpilogue>(address, left, new(right, transposeRight), rows, columns, depth, transposeLeft);
            MicroKernels.Run(ref product, workers);
        }
    }

    /// <summary>The same, with a right side that several products have: see <see cref="PackedMatrix"/>. Results are the same to the bit.</summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="left">rows × depth, or depth × rows if transposed.</param>
    /// <param name="right">depth × columns.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="transposeLeft">Whether <paramref name="left"/> lies transposed.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run<TEpilogue>(
        ref TEpilogue epilogue, float* left, in PackedMatrix right, nint rows, nint columns, nint depth, bool transposeLeft, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
    {
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        fixed (TEpilogue* address = &epilogue)
        {
            var product = new Product<TEpilogue>(address, left, right, rows, columns, depth, transposeLeft);
            MicroKernels.Run(ref product, workers);
        }
    }

    internal static void Run<TEpilogue, TLane, TTile>(
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
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        fixed (TEpilogue* address = &epilogue)
        {
            var product = new Product<TEpilogue>(address, left, new(right, transposeRight), rows, columns, depth, transposeLeft);
            product.Run<TLane, TTile>(workers);
        }
    }

    private readonly struct Product<TEpilogue>(
        TEpilogue* epilogue, float* left, PackedMatrix right, nint rows, nint columns, nint depth, bool transposeLeft)
        : IMicroKernelWork
        where TEpilogue : unmanaged, IEpilogue
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            // A row lies the same transposed.
            if ((rows == 1 || (!transposeLeft && right.Panels == null)) && !right.IsTransposed && MatrixBlocks.IsReadAlongRows(rows, columns, depth, workers.Count))
            {
                new WideProduct<TEpilogue, TLane>(epilogue, left, right.Source, rows, columns, depth).Run(workers);
                return;
            }

            if (rows == 1)
            {
                new MatrixRow<TEpilogue, TLane>(epilogue, left, right.Source, columns, depth, right.IsTransposed).Run(workers);
                return;
            }

            nint stride = transposeLeft ? rows : depth;
            bool isCopied = !MatrixBlocks.IsLeftReadInPlace(rows, columns, depth, transposeLeft, MatrixBlocks.PanelWidth<TLane>());
            var leftSide = new MatrixLeft(left, stride, rows, transposeLeft, isCopied, MatrixBlocks.MostTileRows(rows, columns, workers.Count, MatrixBlocks.PanelWidth<TLane>()));
            var rightSide = new MatrixRight(right.Source, right.IsTransposed ? depth : columns, right.IsTransposed, right.Panels);
            if (right.Panels == null && (right.IsTransposed || !MatrixBlocks.IsReadInPlace(rows, columns, depth)))
            {
                rightSide = rightSide with { Panels = PackedMatrix.Keep<TLane>(rightSide, columns, depth, workers) };
            }

            PartedProduct.Run<TEpilogue, TLane, TTile, MatrixLeft, MatrixRight>(
                epilogue, leftSide, rightSide, rows, columns, depth, workers);
        }
    }
}
