using System.Runtime.InteropServices;
using System.Text;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Compiling;

/// <summary>Microsoft's compiler from HLSL to DXIL, a library: <c>IDxcCompiler3</c> of <c>dxcapi.h</c>.</summary>
internal sealed unsafe class ShaderCompiler : ComObject
{
    private const uint Utf8 = 65001;
    private static readonly Guid _compilerClass = new("73e22d93-e6ce-47f3-b5bf-f0664f39c1b0");
    private static readonly Guid _compilerIdentifier = new("228b4687-5a6a-4730-900c-9702b2203f54");
    private static readonly Guid _resultIdentifier = new("58346cda-dde7-4497-9461-6f87af5e0659");

    private ShaderCompiler(void* pointer)
        : base(pointer)
    {
    }

    /// <summary>
    /// Shader model 6.0; arithmetic as written, since kernels add small errors back that a fast mode would cancel.
    /// </summary>
    public static IReadOnlyList<string> Arguments { get; } = ["-T", "cs_6_0", "-E", "main", "-O3", "-HV", "2021", "-Gis"];

    /// <summary>Loads the compiler. Only Windows' is used: on other systems its objects are laid out otherwise.</summary>
    /// <param name="path">The library; null for <c>dxcompiler.dll</c> wherever the system finds libraries.</param>
    /// <param name="reason">Why there is no compiler.</param>
    public static ShaderCompiler? TryLoad(string? path, out string reason)
    {
        if (!OperatingSystem.IsWindows())
        {
            reason = "kernels are compiled on Windows (or under Wine)";
            return null;
        }

        string name = path ?? "dxcompiler.dll";
        if (!NativeLibrary.TryLoad(name, out nint library))
        {
            reason = $"{name} cannot be loaded";
            return null;
        }

        Guid compilerClass = _compilerClass, identifier = _compilerIdentifier;
        void* created;
        int result = ((delegate* unmanaged[Stdcall]<Guid*, Guid*, void**, int>)NativeLibrary.GetExport(library, "DxcCreateInstance"))(&compilerClass, &identifier, &created);
        reason = result < 0 ? $"{name} makes no compiler (0x{result:X8})" : "";
        return result < 0 ? null : new(created);
    }

    /// <summary>The DXIL of a kernel's text.</summary>
    /// <param name="name">For messages.</param>
    /// <exception cref="InvalidOperationException">The text has errors; they are in the message.</exception>
    public byte[] Compile(string source, string name)
    {
        nint[] arguments = [.. Arguments.Select(Marshal.StringToCoTaskMemUni)];
        try
        {
            Guid identifier = _resultIdentifier;
            void* created;
            fixed (byte* text = Encoding.UTF8.GetBytes(source))
            fixed (nint* list = arguments)
            {
                var buffer = new SourceBuffer { Text = text, Length = (nuint)Encoding.UTF8.GetByteCount(source), Encoding = Utf8 };
                Result.ThrowIfFailed(
                    ((delegate* unmanaged[Stdcall]<void*, SourceBuffer*, nint*, uint, void*, Guid*, void**, int>)Function(3))(
                        Pointer, &buffer, list, (uint)arguments.Length, null, &identifier, &created),
                    $"compile {name}");
            }

            using var result = new CompileResult(created);
            return result.Status >= 0 ? result.Bytes(4).ToArray() : throw new InvalidOperationException($"{name} does not compile:\n{Encoding.UTF8.GetString(result.Bytes(5))}");
        }
        finally
        {
            Array.ForEach(arguments, Marshal.FreeCoTaskMem);
        }
    }

    private struct SourceBuffer
    {
        public void* Text;
        public nuint Length;
        public uint Encoding;
    }

    /// <summary><c>IDxcResult</c>: slot 4 has the code and slot 5 the messages.</summary>
    private sealed class CompileResult(void* pointer) : ComObject(pointer)
    {
        public int Status
        {
            get
            {
                int status;
                Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, int*, int>)Function(3))(Pointer, &status), "ask how compiling went");
                return status;
            }
        }

        public ReadOnlySpan<byte> Bytes(int slot)
        {
            void* blob = null;
            Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, void**, int>)Function(slot))(Pointer, &blob), "fetch what was compiled");
            if (blob is null)
            {
                return [];
            }

            using var owner = new NativeBlob(blob);
            return owner.Bytes.ToArray();
        }
    }
}
