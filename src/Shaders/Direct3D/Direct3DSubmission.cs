using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>A list that the queue has.</summary>
internal sealed class Direct3DSubmission(Direct3DContext context, Direct3DCommandList list, ulong number) : Submission
{
    public override void Wait() => context.Wait(number);

    public override void Read<T>(Readback readback, Span<T> destination)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(destination);
        if (bytes.Length != readback.Length * sizeof(uint))
        {
            throw new ArgumentException($"{readback.Length} elements were asked for, but there is room for {bytes.Length / sizeof(uint)}");
        }

        if (list.Number != number)
        {
            throw new InvalidOperationException($"the results are gone: {DeviceContext.InFlight} later lists have begun");
        }

        Wait();
        list.Read(readback.Piece, bytes);
    }
}
