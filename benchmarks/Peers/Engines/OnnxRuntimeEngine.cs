using System.Runtime.InteropServices;
using Compiled;
using Peers.Onnx;

namespace Peers.Engines;

/// <summary>ONNX Runtime on the processor, which predicts; the library is named by <c>PEERS_ONNXRUNTIME</c>.</summary>
internal sealed class OnnxRuntimeEngine : IEngine
{
    private static nint _environment;

    private readonly nint _session;
    private readonly nint _input;
    private readonly nint _output;
    private readonly float[] _inputs;
    private readonly int[] _tokens;
    private readonly float[] _pinnedInputs;
    private readonly long[] _pinnedTokens;
    private readonly float[] _predictions;

    public OnnxRuntimeEngine(Workload workload, int samples, int threads)
    {
        using Model model = CompiledEngine.Create(workload);
        _environment = _environment != 0 ? _environment : OnnxRuntime.CreateEnvironment(Library);
        _session = OnnxRuntime.CreateSession(_environment, OnnxNetworks.Create(workload, model, samples), threads);
        _inputs = workload.HasTokens ? [] : ChannelsFirst(workload, WorkloadData.Inputs(workload, samples));
        _tokens = workload.HasTokens ? WorkloadData.Tokens(workload, samples) : [];
        _pinnedInputs = GC.AllocateArray<float>(_inputs.Length, pinned: true);
        _pinnedTokens = GC.AllocateArray<long>(_tokens.Length, pinned: true);
        _predictions = GC.AllocateArray<float>(samples * workload.Outputs, pinned: true);
        int[] shape = [samples, .. OnnxNetworks.InputShape(workload)];
        _input = workload.HasTokens
            ? OnnxRuntime.CreateTensor(AddressOf(_pinnedTokens), (nuint)_tokens.Length * sizeof(long), shape, isInt64: true)
            : OnnxRuntime.CreateTensor(AddressOf(_pinnedInputs), (nuint)_inputs.Length * sizeof(float), shape, isInt64: false);
        _output = OnnxRuntime.CreateTensor(AddressOf(_predictions), (nuint)_predictions.Length * sizeof(float), [samples, workload.Outputs], isInt64: false);
    }

    private static string Library => Environment.GetEnvironmentVariable("PEERS_ONNXRUNTIME")
        ?? throw new InvalidOperationException("PEERS_ONNXRUNTIME must name libonnxruntime.so.1, which 'run' fetches.");

    public float Train() => throw new NotSupportedException("ONNX Runtime predicts only.");

    public float[] Predict()
    {
        _inputs.CopyTo(_pinnedInputs, 0);
        for (int i = 0; i < _tokens.Length; i++)
        {
            _pinnedTokens[i] = _tokens[i];
        }

        OnnxRuntime.Run(_session, _input, _output);
        return _predictions;
    }

    public void Dispose()
    {
        OnnxRuntime.ReleaseTensor(_input);
        OnnxRuntime.ReleaseTensor(_output);
        OnnxRuntime.ReleaseSession(_session);
    }

    private static nint AddressOf<T>(T[] pinned) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private static float[] ChannelsFirst(Workload workload, float[] values)
    {
        if (workload.InputShape is not [int height, int width, int channels])
        {
            return values;
        }

        var result = new float[values.Length];
        int positions = height * width;
        for (int i = 0; i < values.Length; i++)
        {
            int sample = i / workload.Inputs, position = i / channels % positions, channel = i % channels;
            result[(((sample * channels) + channel) * positions) + position] = values[i];
        }

        return result;
    }
}
