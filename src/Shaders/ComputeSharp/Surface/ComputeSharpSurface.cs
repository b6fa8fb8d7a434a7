// What this project uses of ComputeSharp 3.2.0, for builds where its package cannot be restored: declarations alone. Nothing of it runs:
// the provider finds no devices before any of this is called.
#pragma warning disable SA1402, CA1822, IDE0060, CS9113
namespace ComputeSharp
{
    using ComputeSharp.Descriptors;

    internal interface IGraphicsResource
    {
        GraphicsDevice GraphicsDevice { get; }
    }

    internal interface IComputeShader
    {
        void Execute();
    }

    internal enum AllocationMode
    {
        Default,
        Clear,
    }

    [AttributeUsage(AttributeTargets.Struct)]
    internal sealed class ThreadGroupSizeAttribute(int threadsX, int threadsY, int threadsZ) : Attribute
    {
        public int ThreadsX => threadsX;

        public int ThreadsY => threadsY;

        public int ThreadsZ => threadsZ;
    }

    internal sealed class GraphicsDevice
    {
        public string Name => throw Missing();

        public nuint DedicatedMemorySize => throw Missing();

        public nuint SharedMemorySize => throw Missing();

        public bool IsHardwareAccelerated => throw Missing();

        public static IEnumerable<GraphicsDevice> EnumerateDevices() => throw Missing();

        internal static PlatformNotSupportedException Missing() => new("this build has no ComputeSharp: build it on Windows, or with -p:UseComputeSharp=true");
    }

    internal sealed class ReadWriteBuffer<T> : IGraphicsResource, IDisposable
        where T : unmanaged
    {
        public GraphicsDevice GraphicsDevice => throw GraphicsDevice.Missing();

        public void Dispose() => throw GraphicsDevice.Missing();
    }

    internal readonly struct ComputeContext : IDisposable
    {
        public void Dispose() => throw GraphicsDevice.Missing();
    }

    internal static class GraphicsDeviceExtensions
    {
        public static ReadWriteBuffer<T> AllocateReadWriteBuffer<T>(this GraphicsDevice device, int length, AllocationMode allocationMode)
            where T : unmanaged
            => throw GraphicsDevice.Missing();

        public static ComputeContext CreateComputeContext(this GraphicsDevice device) => throw GraphicsDevice.Missing();
    }

    internal static class BufferExtensions
    {
        public static void CopyFrom<T>(this ReadWriteBuffer<T> destination, ReadOnlySpan<T> source, int destinationOffset)
            where T : unmanaged
            => throw GraphicsDevice.Missing();

        public static void CopyTo<T>(this ReadWriteBuffer<T> source, Span<T> destination, int sourceOffset)
            where T : unmanaged
            => throw GraphicsDevice.Missing();
    }

    internal static class ComputeContextExtensions
    {
        public static void Barrier<T>(this ref readonly ComputeContext context, ReadWriteBuffer<T> buffer)
            where T : unmanaged
            => throw GraphicsDevice.Missing();

        public static void For<T>(this ref readonly ComputeContext context, int x, int y, int z, in T shader)
            where T : struct, IComputeShader, IComputeShaderDescriptor<T>
            => throw GraphicsDevice.Missing();
    }
}

namespace ComputeSharp.Interop
{
    internal enum ResourceDescriptorRangeType
    {
        ShaderResourceView,
        UnorderedAccessView,
        ConstantBufferView,
    }

    internal readonly struct ResourceDescriptorRange(ResourceDescriptorRangeType type, uint register)
    {
        public ResourceDescriptorRangeType Type { get; } = type;

        public uint Register { get; } = register;
    }
}

namespace ComputeSharp.Descriptors
{
    using ComputeSharp.Interop;

    internal interface IConstantBufferLoader
    {
        void LoadConstantBuffer(ReadOnlySpan<byte> data);
    }

    internal interface IGraphicsResourceLoader
    {
        void LoadGraphicsResource(IGraphicsResource resource, uint index);
    }

    internal interface IComputeShaderDescriptor<T>
        where T : struct
    {
        static abstract int ThreadsX { get; }

        static abstract int ThreadsY { get; }

        static abstract int ThreadsZ { get; }

        static abstract int ConstantBufferSize { get; }

        static abstract bool IsStaticSamplerRequired { get; }

        static abstract ReadOnlyMemory<ResourceDescriptorRange> ResourceDescriptorRanges { get; }

        static abstract string HlslSource { get; }

        static abstract ReadOnlyMemory<byte> HlslBytecode { get; }

        static abstract void LoadConstantBuffer<TLoader>(in T shader, ref TLoader loader, int x, int y, int z)
            where TLoader : struct, IConstantBufferLoader;

        static abstract void LoadGraphicsResources<TLoader>(in T shader, ref TLoader loader)
            where TLoader : struct, IGraphicsResourceLoader;
    }
}
