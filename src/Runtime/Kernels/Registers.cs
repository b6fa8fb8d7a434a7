using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>Shuffles within registers.</summary>
internal static class Registers
{
    /// <summary>Transposes four rows of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        if (Sse.IsSupported)
        {
            var lowAb = Sse.UnpackLow(a, b);
            var lowCd = Sse.UnpackLow(c, d);
            var highAb = Sse.UnpackHigh(a, b);
            var highCd = Sse.UnpackHigh(c, d);
            a = Sse.MoveLowToHigh(lowAb, lowCd);
            b = Sse.MoveHighToLow(lowCd, lowAb);
            c = Sse.MoveLowToHigh(highAb, highCd);
            d = Sse.MoveHighToLow(highCd, highAb);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            var evenAb = AdvSimd.Arm64.TransposeEven(a, b).AsDouble();
            var oddAb = AdvSimd.Arm64.TransposeOdd(a, b).AsDouble();
            var evenCd = AdvSimd.Arm64.TransposeEven(c, d).AsDouble();
            var oddCd = AdvSimd.Arm64.TransposeOdd(c, d).AsDouble();
            a = AdvSimd.Arm64.TransposeEven(evenAb, evenCd).AsSingle();
            b = AdvSimd.Arm64.TransposeEven(oddAb, oddCd).AsSingle();
            c = AdvSimd.Arm64.TransposeOdd(evenAb, evenCd).AsSingle();
            d = AdvSimd.Arm64.TransposeOdd(oddAb, oddCd).AsSingle();
        }
        else
        {
            var first = Vector128.Create(a[0], b[0], c[0], d[0]);
            var second = Vector128.Create(a[1], b[1], c[1], d[1]);
            var third = Vector128.Create(a[2], b[2], c[2], d[2]);
            var fourth = Vector128.Create(a[3], b[3], c[3], d[3]);
            a = first;
            b = second;
            c = third;
            d = fourth;
        }
    }
}
