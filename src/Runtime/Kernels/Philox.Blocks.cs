using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

public static unsafe partial class Philox
{
    // Words made at a time: a tile's numbers are converted from a buffer on the stack.
    private const int ChunkWords = 256;

    private static void Run<TWork>(ref TWork work, nint count, int cost, Workers workers)
        where TWork : unmanaged, ITiledWork, IChunkWork
    {
        if (count <= 0)
        {
            return;
        }

        if (!workers.Shares((double)count * cost))
        {
            work.Run(0, count);
            return;
        }

        work.Tiling = Tiling.Of(1, count, cost);
        workers.Run(ref work, work.Tiling.Count);
    }

    /// <summary>Fills a buffer with the words of blocks <paramref name="first"/> …; the words of a block stay together.</summary>
    private static void Blocks(uint* words, int blocks, uint first, uint stream, ulong step, ulong key)
    {
        int block = 0;
        if (Avx2.IsSupported)
        {
            for (; block <= blocks - 8; block += 8)
            {
                EightBlocks(words + (block * 4), unchecked(first + (uint)block), stream, step, key);
            }
        }

        for (; block < blocks; block++)
        {
            Block(unchecked(first + (uint)block), stream, (uint)step, (uint)(step >> 32), key, words + (block * 4));
        }
    }

    /// <summary>
    /// Eight blocks at once, in 64-bit elements: a product takes the lower halves, so that what exclusive-or leaves in the upper ones does no harm.
    /// </summary>
    private static void EightBlocks(uint* words, uint first, uint stream, ulong step, ulong key)
    {
        var a0 = Vector256.Create((ulong)first, first + 1UL, first + 2UL, first + 3UL);
        var b0 = a0 + Vector256.Create(4UL);
        Vector256<ulong> a1 = Vector256.Create((ulong)stream), b1 = a1;
        Vector256<ulong> a2 = Vector256.Create(step & uint.MaxValue), b2 = a2;
        Vector256<ulong> a3 = Vector256.Create(step >> 32), b3 = a3;
        var multiplier0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        var multiplier1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            var roundKey0 = Vector256.Create((ulong)key0);
            var roundKey1 = Vector256.Create((ulong)key1);
            var productA0 = Avx2.Multiply(a0.AsUInt32(), multiplier0);
            var productA1 = Avx2.Multiply(a2.AsUInt32(), multiplier1);
            var productB0 = Avx2.Multiply(b0.AsUInt32(), multiplier0);
            var productB1 = Avx2.Multiply(b2.AsUInt32(), multiplier1);
            a0 = Vector256.ShiftRightLogical(productA1, 32) ^ a1 ^ roundKey0;
            a1 = productA1;
            a2 = Vector256.ShiftRightLogical(productA0, 32) ^ a3 ^ roundKey1;
            a3 = productA0;
            b0 = Vector256.ShiftRightLogical(productB1, 32) ^ b1 ^ roundKey0;
            b1 = productB1;
            b2 = Vector256.ShiftRightLogical(productB0, 32) ^ b3 ^ roundKey1;
            b3 = productB0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        StoreFour(words, a0, a1, a2, a3);
        StoreFour(words + 16, b0, b1, b2, b3);
    }

    /// <summary>Stores word 0 … 3 of each block after one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(uint* words, Vector256<ulong> word0, Vector256<ulong> word1, Vector256<ulong> word2, Vector256<ulong> word3)
    {
        var lower = Vector256.Create((ulong)uint.MaxValue);
        var left = (word0 & lower) | Vector256.ShiftLeft(word1, 32);
        var right = (word2 & lower) | Vector256.ShiftLeft(word3, 32);
        var even = Avx2.UnpackLow(left, right).AsUInt32();
        var odd = Avx2.UnpackHigh(left, right).AsUInt32();
        even.GetLower().Store(words);
        odd.GetLower().Store(words + 4);
        even.GetUpper().Store(words + 8);
        odd.GetUpper().Store(words + 12);
    }

    /// <summary>Work on a range of elements that begins at a whole block.</summary>
    private interface IChunkWork
    {
        Tiling Tiling { get; set; }

        void Run(nint first, nint end);
    }

    private struct UniformWork(float* destination, ulong seed, ulong step, uint stream) : ITiledWork, IChunkWork
    {
        public Tiling Tiling { get; set; }

        public readonly void RunTile(int tile, int worker)
        {
            Tiling.Bounds(tile, out _, out _, out nint first, out nint end);
            Run(first, end);
        }

        public readonly void Run(nint first, nint end)
        {
            uint* words = stackalloc uint[ChunkWords];
            for (; first < end; first += ChunkWords)
            {
                int length = (int)Math.Min(ChunkWords, end - first);
                Blocks(words, (length + 3) / 4, (uint)(first / 4), stream, step, seed);
                int i = 0;
                for (; i <= length - 8; i += 8)
                {
                    Lane256.Store(destination + first + i, ToUnit<Lane256>(words + i));
                }

                for (; i < length; i++)
                {
                    Lane1.Store(destination + first + i, ToUnit<Lane1>(words + i));
                }
            }
        }
    }

    private struct NormalWork(float* destination, ulong seed, ulong step, uint stream) : ITiledWork, IChunkWork
    {
        public Tiling Tiling { get; set; }

        public readonly void RunTile(int tile, int worker)
        {
            Tiling.Bounds(tile, out _, out _, out nint first, out nint end);
            Run(first, end);
        }

        public readonly void Run(nint first, nint end)
        {
            uint* words = stackalloc uint[ChunkWords];
            uint* planar = stackalloc uint[ChunkWords];
            for (; first < end; first += ChunkWords)
            {
                int length = (int)Math.Min(ChunkWords, end - first);
                int pairs = (length + 1) / 2;
                Blocks(words, (length + 3) / 4, (uint)(first / 4), stream, step, seed);
                for (int pair = 0; pair < pairs; pair++)
                {
                    planar[pair] = words[2 * pair];
                    planar[(ChunkWords / 2) + pair] = words[(2 * pair) + 1];
                }

                int i = 0;
                for (; i <= pairs - 8; i += 8)
                {
                    Transform<Lane256>(planar + i);
                }

                for (; i < pairs; i++)
                {
                    Transform<Lane1>(planar + i);
                }

                for (i = 0; i < length; i++)
                {
                    destination[first + i] = ((float*)planar)[((i & 1) * (ChunkWords / 2)) + (i >> 1)];
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Transform<TLane>(uint* words)
            where TLane : struct, IBitLane<TLane>
        {
            BoxMuller(ToUnit<TLane>(words), ToUnit<TLane>(words + (ChunkWords / 2)), out var cosine, out var sine);
            TLane.Store((float*)words, cosine);
            TLane.Store((float*)(words + (ChunkWords / 2)), sine);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane ToUnit<TLane>(uint* words)
        where TLane : struct, IBitLane<TLane>
        => TLane.Multiply(TLane.ConvertBits(TLane.ShiftRightLogical(TLane.LoadBits((int*)words), 8)), TLane.Broadcast(BitsToUnit));
}
