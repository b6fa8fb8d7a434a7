namespace Compiled.Kernels;

/// <summary>Runs the blocked loop once or, where the depth is cut into parts, adds the sums of the parts afterwards.</summary>
internal static unsafe class PartedProduct
{
    /// <summary>Computes left · right; each element goes through the epilogue once.</summary>
    public static void Run<TEpilogue, TLane, TTile, TLeft, TRight>(
        TEpilogue* epilogue, TLeft left, TRight right, nint rows, nint columns, nint depth, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TLeft : unmanaged, ILeftSide
        where TRight : unmanaged, IRightSide
    {
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        int parts = MatrixBlocks.Parts(rows, columns, depth, left.PartUnit);
        if (parts > 1)
        {
            RunParts<TEpilogue, TLane, TTile, TLeft, TRight>(epilogue, left, right, rows, columns, depth, parts, workers);
            return;
        }

        var product = new BlockedProduct<TEpilogue, TLane, TTile, TLeft, TRight>(epilogue, left, right, rows, columns, depth, 1, workers);
        product.Run(workers, workers.Scratch(product.ScratchLength));
        GC.KeepAlive(workers);
    }

    private static void RunParts<TEpilogue, TLane, TTile, TLeft, TRight>(
        TEpilogue* epilogue, TLeft left, TRight right, nint rows, nint columns, nint depth, int parts, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TLeft : unmanaged, ILeftSide
        where TRight : unmanaged, IRightSide
    {
        StoreEpilogue store;
        var product = new BlockedProduct<StoreEpilogue, TLane, TTile, TLeft, TRight>(&store, left, right, rows, columns, depth, parts, workers);
        nint length = ((parts * rows * columns) + 15) & ~15;
        float* sums = workers.Scratch(length + product.ScratchLength);
        store = new StoreEpilogue(sums, columns);
        product.Run(workers, sums + length);
        var finish = new PartSums<TEpilogue, TLane>(epilogue, sums, rows, columns, parts);
        finish.Run(workers);
        GC.KeepAlive(workers);
    }
}
