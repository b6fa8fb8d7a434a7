using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Compiled.Devices;
using Compiled.Shaders.ComputeSharp;
using Compiled.Shaders.Tests.Devices;
using global::ComputeSharp;
using global::ComputeSharp.Descriptors;
using global::ComputeSharp.Interop;

namespace Compiled.Shaders.Tests.ComputeSharp;

/// <summary>What ComputeSharp is told of a kernel: constants, slots and ranges, taken by loaders in place of its own.</summary>
[SupportedOSPlatform("windows6.2")]
public class KernelShaderTests
{
    [Fact]
    public void Threads_and_text_are_those_of_the_kernel()
    {
        Assert.Equal((64, 1, 1), Threads<KernelShader<AddKernel>>());
        Assert.Same(AddKernel.Descriptor.Source, Source<KernelShader<AddKernel>>());
        Assert.Equal((32, 8, 1), Threads<KernelShader<ColumnNormShader>>());
    }

    [Fact]
    public void Constants_are_written_at_once_in_the_order_of_b0()
    {
        Assert.Equal(8, ConstantBytes<KernelShader<AddKernel>>());
        uint[] constants = Assert.Single(Constants(new KernelShader<AddKernel>(new(7, 2.5f), [])));
        Assert.Equal([7u, BitConverter.SingleToUInt32Bits(2.5f)], constants);
    }

    [Fact]
    public void A_kernel_without_constants_has_the_four_bytes_that_ComputeSharp_wants()
    {
        Assert.Equal(4, ConstantBytes<KernelShader<Bare>>());
        Assert.Equal([0u], Assert.Single(Constants(new KernelShader<Bare>(default, []))));
        Assert.Empty(Ranges<KernelShader<Bare>>());
    }

    [Fact]
    public void Every_buffer_is_an_unordered_access_view_in_the_register_of_its_place()
    {
        Assert.Equal(
            [(ResourceDescriptorRangeType.UnorderedAccessView, 0u), (ResourceDescriptorRangeType.UnorderedAccessView, 1u), (ResourceDescriptorRangeType.UnorderedAccessView, 2u)],
            Ranges<KernelShader<AddKernel>>().Select(range => (range.Type, range.Register)));
    }

    [Fact]
    public void Buffers_are_loaded_into_the_slots_of_their_bindings()
    {
        Resource left = new(), right = new(), sum = new();
        Assert.Equal([(left, 0u), (right, 1u), (sum, 2u)], Resources(new KernelShader<AddKernel>(new(1, 1), [left, right, sum])));
    }

    [Fact]
    public void Its_devices_are_those_of_Windows()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        DeviceSearch search = new ComputeSharpProvider().Search();
        Assert.Empty(search.Devices);
        Assert.Equal("ComputeSharp needs Windows 10 or later", search.Reasons);
    }

    private static (int X, int Y, int Z) Threads<T>()
        where T : struct, IComputeShaderDescriptor<T>
        => (T.ThreadsX, T.ThreadsY, T.ThreadsZ);

    private static string Source<T>()
        where T : struct, IComputeShaderDescriptor<T>
        => T.HlslSource;

    private static int ConstantBytes<T>()
        where T : struct, IComputeShaderDescriptor<T>
        => T.ConstantBufferSize;

    private static ResourceDescriptorRange[] Ranges<T>()
        where T : struct, IComputeShaderDescriptor<T>
        => T.ResourceDescriptorRanges.ToArray();

    private static List<uint[]> Constants<T>(T shader)
        where T : struct, IComputeShaderDescriptor<T>
    {
        var loader = new ConstantLoader { Loaded = [] };
        T.LoadConstantBuffer(in shader, ref loader, 1, 1, 1);
        return loader.Loaded;
    }

    private static List<(IGraphicsResource Resource, uint Slot)> Resources<T>(T shader)
        where T : struct, IComputeShaderDescriptor<T>
    {
        var loader = new ResourceLoader { Loaded = [] };
        T.LoadGraphicsResources(in shader, ref loader);
        return loader.Loaded;
    }

    private struct ConstantLoader : IConstantBufferLoader
    {
        public List<uint[]> Loaded;

        public readonly void LoadConstantBuffer(ReadOnlySpan<byte> data) => Loaded.Add(MemoryMarshal.Cast<byte, uint>(data).ToArray());
    }

    private struct ResourceLoader : IGraphicsResourceLoader
    {
        public List<(IGraphicsResource, uint)> Loaded;

        public readonly void LoadGraphicsResource(IGraphicsResource resource, uint index) => Loaded.Add((resource, index));
    }

    private sealed class Resource : IGraphicsResource
    {
        public GraphicsDevice GraphicsDevice => throw new NotSupportedException();
    }

    private readonly struct Bare : IDeviceKernel<Bare>
    {
        public static KernelDescriptor Descriptor { get; } = new("bare", "[numthreads(1, 1, 1)] void main() {}", new(1), [], 0);

        public GroupCount Groups => new(1);

        public KernelTraffic Traffic => default;

        public void WriteConstants(Span<uint> constants) => Assert.Equal(0, constants.Length);
    }
}
