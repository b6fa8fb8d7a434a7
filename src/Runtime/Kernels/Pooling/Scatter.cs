using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>How a window's share reaches an input.</summary>
internal unsafe interface IScatter
{
    /// <summary>Gives a lane of channels its share.</summary>
    static abstract void Put<TLane>(float* address, TLane value)
        where TLane : struct, ILane<TLane>;
}

/// <summary>Shares of several windows are added.</summary>
internal readonly unsafe struct Adding : IScatter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TLane>(float* address, TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Store(address, TLane.Add(TLane.Load(address), value));
}

/// <summary>Each input is under one window at most.</summary>
internal readonly unsafe struct Storing : IScatter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TLane>(float* address, TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Store(address, value);
}
