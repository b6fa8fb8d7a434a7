using System.Collections.Immutable;

namespace Compiled.Devices;

/// <summary>A device that computes nothing and notes what it is asked for.</summary>
internal sealed class ExplainingContext : DeviceContext
{
    private readonly ImmutableArray<GpuDispatch>.Builder _dispatches = ImmutableArray.CreateBuilder<GpuDispatch>();
    private int _barriers;
    private long _up;
    private long _down;

    public override Device Device => Device.Cpu;

    public override DeviceBuffer CreateBuffer(string name, long length) => new NamedBuffer(name, length);

    public override CommandList Begin() => new NotingList(this);

    public override void Dispose()
    {
    }

    /// <summary>What was noted since the last time.</summary>
    public GpuProgram Take(string name)
    {
        var program = new GpuProgram(name, _dispatches.DrainToImmutable(), _barriers, _up, _down);
        (_barriers, _up, _down) = (0, 0, 0);
        return program;
    }

    private sealed class NamedBuffer(string name, long length) : DeviceBuffer(name, length)
    {
        public override void Dispose()
        {
        }
    }

    private sealed class NotingList(ExplainingContext context) : CommandList
    {
        private int _pieces;

        public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
        {
            KernelDescriptor descriptor = TKernel.Descriptor;
            descriptor.Validate();
            foreach (KernelBinding binding in descriptor.Bindings)
            {
                _ = buffers[binding];
            }

            KernelTraffic traffic = kernel.Traffic;
            context._dispatches.Add(new(typeof(TKernel).Name, descriptor.Layer, descriptor.Operators, kernel.Groups, descriptor.Threads, traffic.Read, traffic.Written));
        }

        public override void Barrier() => context._barriers++;

        public override Submission Submit() => new Nothing();

        public override void Dispose()
        {
        }

        protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset) => context._up += source.Length;

        protected override int DownloadBytes(DeviceBuffer source, long offset, int length)
        {
            context._down += length;
            return _pieces++;
        }
    }

    private sealed class Nothing : Submission
    {
        public override void Wait()
        {
        }

        public override void Read<T>(Readback readback, Span<T> destination) => destination.Clear();
    }
}
