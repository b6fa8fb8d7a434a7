namespace Peers;

/// <summary>One network, the batch it is measured with, and what it costs.</summary>
/// <param name="Id">A short name: W1 … W8.</param>
/// <param name="Title">The network in a line.</param>
/// <param name="Batch">The samples of a training step and of a prediction of many.</param>
/// <param name="InputShape">A sample's shape, channels last.</param>
/// <param name="Outputs">The values of one prediction.</param>
/// <param name="Layers">What the layers cost, in order.</param>
internal sealed record Workload(string Id, string Title, int Batch, int[] InputShape, int Outputs, params LayerCost[] Layers)
{
    /// <summary>The ids that <see cref="HasTokens"/> allows.</summary>
    public const int Vocabulary = 5000;

    /// <summary>The output channels of VGG-16's convolutions; 0 stands for a 2×2 maximum pooling.</summary>
    public static readonly int[] VggPlan = [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0];

    public static readonly Workload[] All =
    [
        new("W1", "MNIST network 784-128-128-10 with relu, softmax cross-entropy, Adam", 128, [784], 10,
            LayerCost.Dense(784, 128), LayerCost.Dense(128, 128), LayerCost.Dense(128, 10)),
        new("W2", "LeNet: 20 and 50 filters 5×5, pooled, 500, 10, Adam", 128, [28, 28, 1], 10,
            LayerCost.Convolution(28, 5, 1, 20), LayerCost.Convolution(14, 5, 20, 50), LayerCost.Dense(2450, 500), LayerCost.Dense(500, 10)),
        new("W3", "CIFAR-10 network: 32, 32, 64, 64 filters 3×3, pooled, dropout, 512, 10, RMSprop", 128, [32, 32, 3], 10,
            LayerCost.Convolution(32, 3, 3, 32), LayerCost.Convolution(30, 3, 32, 32), LayerCost.Convolution(15, 3, 32, 64),
            LayerCost.Convolution(13, 3, 64, 64), LayerCost.Dense(2304, 512), LayerCost.Dense(512, 10)),
        new("W4", "LSTM(128) over 40 steps of 128 features, 10, Adam", 64, [40, 128], 10,
            LayerCost.StepInputs(40, 128, 4, 128), LayerCost.StepStates(40, 4, 128), LayerCost.Dense(128, 10)),
        new("W4b", "GRU(128) over 40 steps of 128 features, 10, Adam", 64, [40, 128], 10,
            LayerCost.StepInputs(40, 128, 3, 128), LayerCost.StepStates(40, 3, 128), LayerCost.Dense(128, 10)),
        new("W5", "Embedding(5000, 128), LSTM(64) over 64 ids, 1 with sigmoid, Adam", 32, [64], 1,
            LayerCost.Rows(64, 128), LayerCost.StepInputs(64, 128, 4, 64), LayerCost.StepStates(64, 4, 64), LayerCost.Dense(64, 1)),
        new("W7", "32-64-64-8 with tanh, mean squared error, Adam", 256, [32], 8,
            LayerCost.Dense(32, 64), LayerCost.Dense(64, 64), LayerCost.Dense(64, 8)),
        new("W8", "VGG-16 forward, 224×224×3", 1, [224, 224, 3], 1000, Vgg()),
        new("W6-784", "matrix product 128×784×128", 128, [784], 128, LayerCost.Dense(784, 128)),
        new("W6-512", "matrix product 512×512×512", 512, [512], 512, LayerCost.Dense(512, 512)),
        new("W6-1024", "matrix product 1024×1024×1024", 1024, [1024], 1024, LayerCost.Dense(1024, 1024)),
    ];

    /// <summary>The values of one sample.</summary>
    public int Inputs => InputShape.Aggregate(1, (product, length) => product * length);

    public bool HasTokens => Id == "W5";

    /// <summary>Whether the target is a class, not values.</summary>
    public bool HasLabels => Id is not ("W5" or "W7");

    public bool IsProduct => Id.StartsWith("W6", StringComparison.Ordinal);

    public bool Trains => !IsProduct && Id != "W8";

    /// <summary>The numbers that the optimizer keeps for a weight.</summary>
    public int OptimizerState => Id == "W3" ? 1 : 2;

    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Workload Find(string id) => All.FirstOrDefault(w => w.Id == id)
        ?? throw new ArgumentException($"There is no workload {id}; there are {string.Join(", ", All.Select(w => w.Id))}.");

    public int SamplesOf(Phase phase) => phase == Phase.PredictOne ? 1 : Batch;

    /// <summary>Whether this phase is measured: one of a batch of one would be the other.</summary>
    public bool Has(Phase phase) => phase switch
    {
        Phase.Train => Trains,
        Phase.Predict => Batch > 1,
        _ => !IsProduct,
    };

    /// <summary>Floating-point operations of a call, two for a multiply-add; nothing asks for the gradient of the network's input.</summary>
    public double Operations(Phase phase)
    {
        long forward = Layers.Sum(layer => layer.MultiplyAdds);
        long each = phase == Phase.Train ? (3 * forward) - FirstProduct : forward;
        return 2.0 * each * SamplesOf(phase);
    }

    /// <summary>
    /// The least bytes that a call moves where nothing but a layer's own values stays in a cache: forward, values are written once
    /// and read once and the weights are read; backward, values are read again, their gradients written and read, and the weights
    /// are read, their gradients written, and both and the optimizer's numbers read and written by its step.
    /// </summary>
    public double Bytes(Phase phase)
    {
        double values = ((double)Inputs + (2 * Layers.Sum(layer => layer.Outputs))) * SamplesOf(phase);
        double weights = Layers.Sum(layer => layer.Weights);
        return sizeof(float) * (phase == Phase.Train ? (2.5 * values) + (weights * (6 + (2 * OptimizerState))) : values + weights);
    }

    /// <summary>The bytes that a call reads again: the weights of all steps but the first of a single sample. They come from a cache.</summary>
    public double BytesAgain(Phase phase) => phase == Phase.PredictOne ? sizeof(float) * Layers.Sum(layer => (double)layer.Weights * (layer.Steps - 1)) : 0;

    // A table of rows before it is trained, so that the first product's input has a gradient.
    private long FirstProduct => HasTokens ? 0 : Layers[0].MultiplyAdds;

    private static LayerCost[] Vgg()
    {
        var layers = new List<LayerCost>();
        long size = 224, channels = 3;
        foreach (int filters in VggPlan)
        {
            if (filters == 0)
            {
                size /= 2;
                continue;
            }

            layers.Add(LayerCost.Convolution(size, 3, channels, filters));
            channels = filters;
        }

        return [.. layers, LayerCost.Dense(25_088, 4096), LayerCost.Dense(4096, 4096), LayerCost.Dense(4096, 1000)];
    }
}
