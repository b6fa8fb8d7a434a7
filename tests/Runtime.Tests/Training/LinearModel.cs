using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

/// <summary>
/// What the generator writes for <c>[Dense(outputs)]</c> with a mean squared error, by hand: y = x · kernel + bias. A schema that takes
/// class labels has them as rows of a one and zeros.
/// </summary>
internal unsafe class LinearModel : Model
{
    private readonly int _inputs;
    private readonly int _outputs;

    public LinearModel(int inputs = 3, int outputs = 1, ulong seed = 0, ModelSchema? schema = null)
        : base(schema ?? Table(inputs, outputs), seed)
    {
        _inputs = inputs;
        _outputs = outputs;
    }

    private LinearModel(int inputs, int outputs, Model owner, long offset)
        : base(Table(inputs, outputs), owner, offset)
    {
        _inputs = inputs;
        _outputs = outputs;
    }

    /// <summary>Called inside of every program, for tests of concurrent use.</summary>
    public Action? WhileRunning { get; set; }

    /// <summary>Given what every program is run with, on the thread that runs it.</summary>
    public Action<ProgramRun>? Running { get; set; }

    /// <summary>What it says that its loops multiply.</summary>
    public (long Work, long StepWeights) Loop { get; set; }

    /// <summary>How much scratch memory every program asks for, as kernels do.</summary>
    public nint Scratch { get; init; }

    public LinearModel ViewOf(Model owner, long offset) => new(_inputs, _outputs, owner, offset);

    public static long BiasOffset(int inputs, int outputs) => ((inputs * outputs) + 15) & ~15;

    public static ModelSchema Table(
        int inputs,
        int outputs,
        Metric[]? metrics = null,
        string loss = "MeanSquaredError",
        string group = "",
        WeightConstraint? constraint = null,
        Initializer initializer = Initializer.GlorotUniform)
    {
        long bias = BiasOffset(inputs, outputs);
        return new(
            Name: "Linear",
            Inputs: [new("x", [inputs], ElementKind.Float32)],
            Outputs: [new("dense", [outputs], [outputs], ElementKind.Float32, loss, 1, [.. (metrics ?? [Metric.MeanAbsoluteError]).Select(m => new MetricSchema(m, m == Metric.Accuracy ? Metric.BinaryAccuracy : m))], [])],
            Layers: [new("dense", "Dense", [outputs], [0, 1], ["x"])],
            Parameters:
            [
                new("dense/kernel", "dense", "kernel", [inputs, outputs], 0, true, false, new(initializer, []), constraint, group),
                new("dense/bias", "dense", "bias", [outputs], bias, true, false, new(Initializer.Zeros, []), null, ""),
            ],
            ParameterLength: bias + ((outputs + 15) & ~15));
    }

    protected override Model CreateEmpty() => new LinearModel(_inputs, _outputs);

    protected internal override long WorkspaceLength(ProgramKind program, int batch) => (long)batch * _outputs;

    protected internal override (long Work, long StepWeights) LoopCost(int length) => Loop;

    protected internal override void Run(ProgramKind program, in ProgramArguments arguments)
    {
        WhileRunning?.Invoke();
        Running?.Invoke(new(arguments.Batch, (nint)arguments.Inputs[0], (nint)arguments.Workspace, arguments.Workers));
        if (Scratch > 0)
        {
            arguments.Workers.Scratch(Scratch);
        }

        float* x = (float*)arguments.Inputs[0];
        float* kernel = arguments.Parameters;
        float* bias = arguments.Parameters + BiasOffset(_inputs, _outputs);
        float* predictions = arguments.Predictions[0];
        for (int sample = 0; sample < arguments.Batch; sample++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                float sum = bias[j];
                for (int i = 0; i < _inputs; i++)
                {
                    sum += x[(sample * _inputs) + i] * kernel[(i * _outputs) + j];
                }

                predictions[(sample * _outputs) + j] = sum;
            }
        }

        if (program != ProgramKind.Infer)
        {
            ComputeLoss(program, in arguments, x, predictions);
        }
    }

    private void ComputeLoss(ProgramKind program, in ProgramArguments arguments, float* x, float* predictions)
    {
        bool takesLabels = Schema.Outputs[0].TargetElement == ElementKind.Int32;
        void* targets = arguments.Targets[0];
        float* differences = arguments.Workspace;
        double loss = 0;
        for (int sample = 0; sample < arguments.Batch; sample++)
        {
            float weight = arguments.SampleWeights[0][sample];
            for (int j = 0; j < _outputs; j++)
            {
                int at = (sample * _outputs) + j;
                float target = takesLabels ? (((int*)targets)[sample] == j ? 1f : 0f) : ((float*)targets)[at];
                float difference = predictions[at] - target;
                loss += weight * difference * difference / _outputs;
                differences[at] = 2 * weight * difference / (_outputs * arguments.Batch);
            }
        }

        arguments.Losses[0] = arguments.Losses[1] = (float)(loss / arguments.Batch);
        if (program != ProgramKind.Train)
        {
            return;
        }

        float* kernelGradient = arguments.Gradients;
        float* biasGradient = arguments.Gradients + BiasOffset(_inputs, _outputs);
        new Span<float>(kernelGradient, _inputs * _outputs).Clear();
        new Span<float>(biasGradient, _outputs).Clear();
        for (int sample = 0; sample < arguments.Batch; sample++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                float difference = differences[(sample * _outputs) + j];
                biasGradient[j] += difference;
                for (int i = 0; i < _inputs; i++)
                {
                    kernelGradient[(i * _outputs) + j] += difference * x[(sample * _inputs) + i];
                }
            }
        }
    }
}

/// <summary>What a program was run with.</summary>
internal sealed record ProgramRun(int Batch, nint Input, nint Workspace, Workers Workers);
