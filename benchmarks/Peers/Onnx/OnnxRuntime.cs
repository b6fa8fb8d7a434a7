using System.Runtime.InteropServices;

namespace Peers.Onnx;

/// <summary>
/// The functions of ONNX Runtime's C interface (onnxruntime_c_api.h) that a prediction needs: a table of pointers that only grows
/// at its end, so that an index holds from version to version.
/// </summary>
internal static unsafe class OnnxRuntime
{
    private const uint ApiVersion = 14;
    private const int LogErrorsOnly = 3;
    private const int EveryOptimization = 99;
    private const int ArenaAllocator = 1;
    private const int FloatElement = 1;
    private const int Int64Element = 7;

    private static void** _api;

    public static string Version { get; private set; } = "";

    /// <summary>Loads the library and makes the environment that sessions live in.</summary>
    public static nint CreateEnvironment(string library)
    {
        nint handle = NativeLibrary.Load(library);
        void** loader = ((delegate* unmanaged<void**>)NativeLibrary.GetExport(handle, "OrtGetApiBase"))();
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)loader[1])())!;
        _api = (void**)((delegate* unmanaged<uint, void*>)loader[0])(ApiVersion);
        nint environment;
        fixed (byte* name = "peers\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, void*>)_api[3])(LogErrorsOnly, name, &environment));
        }

        return environment;
    }

    public static nint CreateSession(nint environment, ReadOnlySpan<byte> model, int threads)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, void*>)_api[10])(&options));
        Check(((delegate* unmanaged<nint, int, void*>)_api[23])(options, EveryOptimization));
        Check(((delegate* unmanaged<nint, int, void*>)_api[24])(options, threads));
        Check(((delegate* unmanaged<nint, int, void*>)_api[25])(options, 1)); // operators run one after the other
        fixed (byte* bytes = model)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, nint, nint*, void*>)_api[8])(environment, bytes, (nuint)model.Length, options, &session));
        }

        ((delegate* unmanaged<nint, void>)_api[100])(options);
        return session;
    }

    /// <summary>A tensor over memory that does not move.</summary>
    public static nint CreateTensor(nint address, nuint bytes, int[] shape, bool isInt64)
    {
        nint place, tensor;
        Check(((delegate* unmanaged<int, int, nint*, void*>)_api[69])(ArenaAllocator, 0, &place));
        fixed (long* lengths = Array.ConvertAll(shape, length => (long)length))
        {
            Check(((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, void*>)_api[49])(
                place, address, bytes, lengths, (nuint)shape.Length, isInt64 ? Int64Element : FloatElement, &tensor));
        }

        ((delegate* unmanaged<nint, void>)_api[94])(place);
        return tensor;
    }

    public static void Run(nint session, nint input, nint output)
    {
        fixed (byte* inputName = "x\0"u8, outputName = "y\0"u8)
        {
            byte* inputs = inputName, outputs = outputName;
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, void*>)_api[9])(
                session, 0, &inputs, &input, 1, &outputs, 1, &output));
        }
    }

    public static void ReleaseTensor(nint tensor) => ((delegate* unmanaged<nint, void>)_api[96])(tensor);

    public static void ReleaseSession(nint session) => ((delegate* unmanaged<nint, void>)_api[95])(session);

    private static void Check(void* status)
    {
        if (status is null)
        {
            return;
        }

        string message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)_api[2])(status))!;
        ((delegate* unmanaged<void*, void>)_api[93])(status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }
}
