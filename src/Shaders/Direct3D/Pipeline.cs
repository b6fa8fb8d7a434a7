namespace Compiled.Shaders.Direct3D;

/// <summary>A kernel made ready for a device. Signatures are shared by kernels of the same numbers of constants and buffers.</summary>
internal sealed record Pipeline(NativePipeline State, NativeRootSignature Signature, int ConstantCount, int BindingCount);
