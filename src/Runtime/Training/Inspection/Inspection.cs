using System.Buffers;
using System.Numerics.Tensors;
using Compiled.Kernels;

namespace Compiled;

/// <summary>The memory of one look inside a model: samples pinned, and room for what every layer computes and for the slopes of a score.</summary>
internal sealed unsafe class Inspection : IDisposable
{
    private readonly Model _model;
    private readonly MemoryHandle[] _handles;
    private readonly AlignedMemory _memory;
    private readonly AlignedMemory _tables;
    private readonly Workers _workers;
    private readonly float* _workspace;
    private readonly float* _loss;
    private readonly void** _inputs;
    private readonly float** _weights;
    private readonly float** _predictions;
    private readonly float** _activations;
    private readonly float** _gradients;
    private readonly float** _states;
    private readonly float** _nextStates;

    // What is inspected begins as after ResetStates: whatever the model's own states are, it is the same each time.
    private readonly CarriedStates? _carried;

    /// <exception cref="ArgumentException">The inputs do not fit the model, or there are no samples.</exception>
    public Inspection(Model model, TensorData[] inputs)
    {
        _model = model;
        Samples = new MemoryDataset(model.Tables.InputSpecs, inputs, [], []).Length;
        if (Samples == 0)
        {
            throw new ArgumentException($"{model.Schema.Name}: there are no samples to inspect", nameof(inputs));
        }

        IdChecks.Check(model, Samples, inputs);
        int[] outputs = [.. model.Tables.PredictionSpecs.Select(spec => checked(Samples * spec.Length))];
        int[] layers = [.. Enumerable.Range(0, model.Schema.Layers.Length).Select(LengthOf)];
        long workspace = model.WorkspaceLength(ProgramKind.Inspect, Samples);
        _memory = new(
            Aligned(workspace) + Aligned(1) + (2 * outputs.Sum(Aligned)) + (2 * layers.Sum(Aligned)),
            $"{model.Schema.Name}: the memory to inspect {Wording.Count(Samples, "sample")}");
        int states = model.Schema.States.Length;
        _tables = new((inputs.Length + (2L * outputs.Length) + (2L * layers.Length) + (2L * states)) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        _inputs = (void**)_tables.Address;
        _weights = (float**)(_inputs + inputs.Length);
        _predictions = _weights + outputs.Length;
        _activations = _predictions + outputs.Length;
        _gradients = _activations + layers.Length;
        _states = _gradients + layers.Length;
        _nextStates = _states + states;
        if (model.IsStateful)
        {
            _carried = new(model);
            _carried.Begin(Samples);
            _carried.Bind(_states, _nextStates, 0);
        }

        float* next = _memory.Address;
        _workspace = Take(workspace);
        _loss = Take(1);
        for (int i = 0; i < outputs.Length; i++)
        {
            _weights[i] = Take(outputs[i]);
            _predictions[i] = Take(outputs[i]);
        }

        for (int i = 0; i < layers.Length; i++)
        {
            _activations[i] = Take(layers[i]);
            _gradients[i] = Take(layers[i]);
        }

        _handles = [.. inputs.Select(input => input.Element == ElementKind.Float32 ? input.Floats.Pin() : input.Ints.Pin())];
        for (int i = 0; i < inputs.Length; i++)
        {
            _inputs[i] = _handles[i].Pointer;
        }

        _workers = new(model.Threads);

        float* Take(long length)
        {
            float* place = next;
            next += Aligned(length);
            return place;
        }
    }

    public int Samples { get; }

    /// <summary>How much each prediction counts in the score; zeros at first.</summary>
    public Span<float> ScoreWeights(int output) => new(_weights[output], Samples * _model.Tables.PredictionSpecs[output].Length);

    /// <summary>The predictions of an output.</summary>
    public ReadOnlySpan<float> Prediction(int output) => new(_predictions[output], Samples * _model.Tables.PredictionSpecs[output].Length);

    /// <summary>What a layer computes.</summary>
    public ReadOnlySpan<float> ActivationValues(int layer) => new(_activations[layer], LengthOf(layer));

    /// <summary>The slope of the score with respect to what a layer computes.</summary>
    public ReadOnlySpan<float> GradientValues(int layer) => new(_gradients[layer], LengthOf(layer));

    public Tensor<float> Activation(int layer) => Tensors.Create(ActivationValues(layer).ToArray(), [Samples, .. _model.Schema.Layers[layer].OutputShape]);

    /// <summary>Runs the program.</summary>
    /// <exception cref="InvalidOperationException">Another thread is training the model.</exception>
    public void Run()
    {
        _model.Arena.EnterRead(_model.Schema.Name, "be inspected");
        try
        {
            var arguments = new ProgramArguments
            {
                Batch = Samples,
                Inputs = _inputs,
                Targets = (void**)_weights,
                Parameters = _model.ParameterAddress,
                States = _states,
                NextStates = _nextStates,
                Workspace = _workspace,
                Predictions = _predictions,
                Losses = _loss,
                Activations = _activations,
                ActivationGradients = _gradients,
                Seed = _model.Seed,
                Step = (ulong)_model.Step,
                Workers = _workers,
            };
            _model.Run(ProgramKind.Inspect, in arguments);
        }
        finally
        {
            _model.Arena.ExitRead();
        }

        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        foreach (MemoryHandle handle in _handles)
        {
            handle.Dispose();
        }

        _workers.Dispose();
        _carried?.Dispose();
        _memory.Dispose();
        _tables.Dispose();
    }

    private static long Aligned(long floats) => (floats + 15) & ~15L;

    private static long Aligned(int floats) => Aligned((long)floats);

    private int LengthOf(int layer) => checked(Samples * Sizes.Product(_model.Schema.Layers[layer].OutputShape.AsSpan()));
}
