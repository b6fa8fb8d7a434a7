using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Compiled.Devices;
using Compiled.Shaders.Compiling;
using ComputeSharp;
using ComputeSharp.Descriptors;
using ComputeSharp.Interop;

namespace Compiled.Shaders.ComputeSharp;

/// <summary>
/// Any kernel as a shader of ComputeSharp, which makes a pipeline of each closed type. ComputeSharp's own generator, which would write such a
/// descriptor from C#, has no part in it.
/// </summary>
/// <param name="kernel">The kernel with its constants.</param>
/// <param name="resources">What is bound to it, in the order of its bindings.</param>
[ThreadGroupSize(1, 1, 1)]
[SupportedOSPlatform("windows6.2")]
internal readonly struct KernelShader<TKernel>(TKernel kernel, IGraphicsResource[] resources) : IComputeShader, IComputeShaderDescriptor<KernelShader<TKernel>>
    where TKernel : struct, IDeviceKernel<TKernel>
{
    // ComputeSharp's constants take four bytes at least.
    private const int LeastConstants = 1;

    private static readonly ResourceDescriptorRange[] _ranges =
        [.. Enumerable.Range(0, TKernel.Descriptor.Bindings.Length).Select(register => new ResourceDescriptorRange(ResourceDescriptorRangeType.UnorderedAccessView, (uint)register))];

    private static readonly Lazy<ReadOnlyMemory<byte>> _bytecode = new(() => ShaderBytecode.Of(TKernel.Descriptor));

    private readonly TKernel _kernel = kernel;
    private readonly IGraphicsResource[] _resources = resources;

    static int IComputeShaderDescriptor<KernelShader<TKernel>>.ThreadsX => TKernel.Descriptor.Threads.X;

    static int IComputeShaderDescriptor<KernelShader<TKernel>>.ThreadsY => TKernel.Descriptor.Threads.Y;

    static int IComputeShaderDescriptor<KernelShader<TKernel>>.ThreadsZ => TKernel.Descriptor.Threads.Z;

    static int IComputeShaderDescriptor<KernelShader<TKernel>>.ConstantBufferSize => Constants * sizeof(uint);

    static bool IComputeShaderDescriptor<KernelShader<TKernel>>.IsStaticSamplerRequired => false;

    static ReadOnlyMemory<ResourceDescriptorRange> IComputeShaderDescriptor<KernelShader<TKernel>>.ResourceDescriptorRanges => _ranges;

    static string IComputeShaderDescriptor<KernelShader<TKernel>>.HlslSource => TKernel.Descriptor.Source;

    static ReadOnlyMemory<byte> IComputeShaderDescriptor<KernelShader<TKernel>>.HlslBytecode => _bytecode.Value;

    private static int Constants => Math.Max(LeastConstants, TKernel.Descriptor.ConstantCount);

    /// <summary>Never called: what runs is the bytecode.</summary>
    void IComputeShader.Execute() => throw new NotSupportedException($"{TKernel.Descriptor.Name} runs on a device");

    static void IComputeShaderDescriptor<KernelShader<TKernel>>.LoadConstantBuffer<TLoader>(in KernelShader<TKernel> shader, ref TLoader loader, int x, int y, int z)
    {
        Span<uint> constants = stackalloc uint[Constants];
        constants.Clear();
        shader._kernel.WriteConstants(constants[..TKernel.Descriptor.ConstantCount]);
        loader.LoadConstantBuffer(MemoryMarshal.AsBytes(constants));
    }

    static void IComputeShaderDescriptor<KernelShader<TKernel>>.LoadGraphicsResources<TLoader>(in KernelShader<TKernel> shader, ref TLoader loader)
    {
        for (int i = 0; i < shader._resources.Length; i++)
        {
            loader.LoadGraphicsResource(shader._resources[i], (uint)i);
        }
    }
}
