using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Compiled.Devices;
using ComputeSharp;

namespace Compiled.Shaders.ComputeSharp;

/// <summary>Commands that run when they are submitted: dispatches in one context, which ends where a copy comes.</summary>
[SupportedOSPlatform("windows6.2")]
internal sealed class ComputeSharpCommandList(ComputeSharpContext owner, GraphicsDevice device, int number) : CommandList
{
    private readonly List<Action> _commands = [];
    private readonly List<float[]> _downloads = [];
    private readonly HashSet<ComputeSharpBuffer> _used = [];
    private ComputeContext _context;
    private bool _hasContext;
    private bool _isOpen = true;

    public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
    {
        KernelDescriptor descriptor = TKernel.Descriptor;
        descriptor.Validate();
        GroupCount groups = kernel.Groups;
        if (groups is { X: 0 } or { Y: 0 } or { Z: 0 })
        {
            return;
        }

        ComputeSharpBuffer[] bound = [.. descriptor.Bindings.Select(binding => (ComputeSharpBuffer)buffers[binding])];
        KernelShader<TKernel> shader = new(kernel, [.. bound.Select(buffer => buffer.Resource)]);
        Add(() =>
        {
            if (!_hasContext)
            {
                _context = device.CreateComputeContext();
                _hasContext = true;
            }

            // ComputeSharp counts threads.
            _context.For(checked((int)groups.X * descriptor.Threads.X), checked((int)groups.Y * descriptor.Threads.Y), checked((int)groups.Z * descriptor.Threads.Z), in shader);
            _used.UnionWith(bound);
        });
    }

    public override void Barrier() => Add(() =>
    {
        foreach (ComputeSharpBuffer buffer in _used)
        {
            _context.Barrier(buffer.Resource);
        }

        _used.Clear();
    });

    public override Submission Submit()
    {
        Close();
        ComputeSharpContext.Guard("run a list of commands", () =>
        {
            try
            {
                foreach (Action command in _commands)
                {
                    command();
                }
            }
            finally
            {
                // The context of a command that failed ends too.
                Flush();
            }

            return true;
        });
        return new Done(owner, number, _downloads);
    }

    public override void Dispose()
    {
        if (_isOpen)
        {
            Close();
        }
    }

    protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset)
    {
        float[] values = MemoryMarshal.Cast<byte, float>(source).ToArray();
        Add(() =>
        {
            Flush();
            ((ComputeSharpBuffer)destination).Resource.CopyFrom(values, (int)(offset / sizeof(float)));
        });
    }

    protected override int DownloadBytes(DeviceBuffer source, long offset, int length)
    {
        var values = new float[length / sizeof(float)];
        _downloads.Add(values);
        Add(() =>
        {
            Flush();
            ((ComputeSharpBuffer)source).Resource.CopyTo(values.AsSpan(), (int)(offset / sizeof(float)));
        });
        return _downloads.Count - 1;
    }

    private void Add(Action command)
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException("the list of commands was submitted: begin another");
        }

        _commands.Add(command);
    }

    private void Close()
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException("the list of commands was submitted: begin another");
        }

        _isOpen = false;
        owner.End();
    }

    /// <summary>Runs what the context has and waits: copies are not part of it.</summary>
    private void Flush()
    {
        if (_hasContext)
        {
            _hasContext = false;
            _used.Clear();
            _context.Dispose();
        }
    }

    /// <summary>A list that has run.</summary>
    private sealed class Done(ComputeSharpContext owner, int number, List<float[]> downloads) : Submission
    {
        public override void Wait()
        {
        }

        public override void Read<T>(Readback readback, Span<T> destination)
        {
            if (owner.Begun >= number + DeviceContext.InFlight)
            {
                throw new InvalidOperationException($"the results are gone: {DeviceContext.InFlight} later lists have begun");
            }

            MemoryMarshal.Cast<float, T>(downloads[readback.Piece]).CopyTo(destination);
        }
    }
}
