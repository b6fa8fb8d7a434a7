using System.Runtime.Intrinsics.Arm;

namespace Compiled.Kernels;

/// <summary>Work that is written once for every micro-kernel.</summary>
internal interface IMicroKernelWork
{
    /// <summary>Does the work with registers of one width and the tile that fills them.</summary>
    void Run<TLane, TTile>(Workers workers)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile;
}

/// <summary>Which micro-kernel does work.</summary>
internal interface IMicroKernelChoice
{
    /// <summary>Does the work with it.</summary>
    static abstract void Run<TWork>(ref TWork work, Workers workers)
        where TWork : struct, IMicroKernelWork;
}

/// <summary>What suits this machine best; tests choose others.</summary>
internal readonly struct BestMicroKernel : IMicroKernelChoice
{
    public static void Run<TWork>(ref TWork work, Workers workers)
        where TWork : struct, IMicroKernelWork
        => MicroKernels.Run(ref work, workers);
}

/// <summary>The table of micro-kernels: for each instruction set its registers and the tile that fills them.</summary>
internal static class MicroKernels
{
    /// <summary>Does the work with what suits this machine best.</summary>
    public static void Run<TWork>(ref TWork work, Workers workers)
        where TWork : struct, IMicroKernelWork
    {
        if (Lane512.IsSupported)
        {
            work.Run<Lane512, MatrixTile12>(workers);
        }
        else if (Lane256.IsSupported)
        {
            work.Run<Lane256, MatrixTile6>(workers);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            work.Run<Lane128, MatrixTile12>(workers);
        }
        else if (Lane128.IsSupported)
        {
            work.Run<Lane128, MatrixTile4>(workers);
        }
        else
        {
            work.Run<Lane1, MatrixTile4>(workers);
        }
    }
}
