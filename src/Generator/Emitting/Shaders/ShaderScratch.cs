using Compiled.Generator.Graphs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Memory that kernels for devices need behind the workspace that a program has anyway: sums that several groups have a part in.</summary>
internal sealed class ShaderScratch(Dimension begin)
{
    /// <summary>The length of workspace and scratch, in floats.</summary>
    public Dimension Length { get; private set; } = begin;

    /// <summary>Takes memory of its own: kernels that take some may overlap.</summary>
    public MemoryView Take(Dimension length)
    {
        var view = MemoryView.Workspace(isInteger: false, Length);
        Length += length;
        return view;
    }
}
