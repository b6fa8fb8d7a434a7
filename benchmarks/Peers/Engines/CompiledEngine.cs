using Compiled;
using Peers.Networks;

namespace Peers.Engines;

/// <summary>This library.</summary>
internal sealed class CompiledEngine : IEngine
{
    private readonly Model _model;
    private readonly PredictionContext _context;
    private readonly float[] _inputs;
    private readonly int[] _tokens;
    private readonly float[] _predictions;
    private readonly Batch _batch;

    public CompiledEngine(Workload workload, int samples, int threads)
    {
        _model = Create(workload);
        _model.Threads = threads;
        _context = _model.CreateContext(threads);
        _inputs = workload.HasTokens ? [] : WorkloadData.Inputs(workload, samples);
        _tokens = workload.HasTokens ? WorkloadData.Tokens(workload, samples) : [];
        _predictions = new float[samples * workload.Outputs];
        if (!workload.Trains)
        {
            _batch = new([], []);
            return;
        }

        _model.Optimizer = workload.Id == "W3" ? new RMSprop { LearningRate = WorkloadData.LearningRate } : new Adam { LearningRate = WorkloadData.LearningRate };
        OutputSchema output = _model.Schema.Outputs[0];
        _batch = new(
            [.. _model.Schema.Inputs.Select(input => new TensorSpec(input.Name, input.Shape, input.Element))],
            [new TensorSpec(output.Name, output.TargetShape, output.TargetElement)],
            samples) { Count = samples };
        if (workload.HasLabels)
        {
            WorkloadData.Labels(workload, samples).CopyTo(_batch.Targets[0].Ints);
        }
        else
        {
            WorkloadData.Targets(workload, samples).CopyTo(_batch.Targets[0].Floats);
        }
    }

    public Model Model => _model;

    public static Model Create(Workload workload) => workload.Id switch
    {
        "W1" => new Mlp(),
        "W2" => new LeNet(),
        "W3" => new CifarNetwork(),
        "W4" => new LstmClassifier(),
        "W4b" => new GruClassifier(),
        "W5" => new TextClassifier(),
        "W7" => new GameNetwork(),
        "W8" => new Vgg16(),
        "W6-784" => new NarrowProduct(),
        "W6-512" => new MediumProduct(),
        "W6-1024" => new LargeProduct(),
        _ => throw new ArgumentException($"There is no network for {workload.Id}."),
    };

    public float Train()
    {
        _inputs.CopyTo(_batch.Inputs[0].Floats);
        _tokens.CopyTo(_batch.Inputs[0].Ints);
        return _model.TrainOnBatch(_batch);
    }

    public float[] Predict()
    {
        if (_tokens.Length > 0)
        {
            _context.Predict(_tokens, _predictions);
        }
        else
        {
            _context.Predict(_inputs, _predictions);
        }

        return _predictions;
    }

    public void Dispose()
    {
        _context.Dispose();
        _model.Dispose();
    }
}
