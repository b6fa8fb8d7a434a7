using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>What every layer, merge and form of model must pass.</summary>
public sealed class EveryModelTests
{
    private const int Samples = 5;

    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_shapes_and_the_parameters_it_declares(string name)
    {
        ModelCase expected = Cases.Find(name);
        using Model model = expected.Create(1);
        Assert.Equal(expected.OutputShape, model.Schema.Outputs[0].Shape);
        Assert.Equal(expected.Parameters, model.ParameterCount);
        Tensor<float> prediction = model.PredictAll(Inputs(model, Samples))[0];
        Assert.Equal([Samples, .. expected.OutputShape.Select(size => (nint)size)], prediction.Lengths);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predicts_what_the_interpreter_says(string name)
    {
        ModelCase expected = Cases.Find(name);
        using Model model = expected.Create(1);
        foreach (int samples in (int[])[1, 2, 7, 128])
        {
            model.ResetStates();
            Batch batch = TestData.Batch(model, samples);
            Tensor<float> interpreted = expected.Interpret(model, batch);
            Tensor<float> predicted = model.PredictAll(Inputs(model, samples))[0];
            Assert.Equal(interpreted.Lengths, predicted.Lengths);
            Close.Equal(TestData.Values(interpreted), TestData.Values(predicted), 2e-6f, 2e-5f, $"{name} with {samples} samples");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trains_along_its_gradient(string name)
    {
        ModelCase expected = Cases.Find(name);
        using Model model = expected.Create(1);
        Batch batch = TestData.Batch(model, Samples);
        float[][] weights = model.GetWeights();
        float[][] gradients = NumericalGradient.ByTraining(expected, weights, batch);
        var random = new Random(2);
        for (int weight = 0; weight < weights.Length; weight++)
        {
            if (!model.Weights[weight].IsTrainable)
            {
                continue;
            }

            for (int probe = 0; probe < Math.Min(4, weights[weight].Length); probe++)
            {
                int element = random.Next(weights[weight].Length);
                float difference = NumericalGradient.ByDifferences(expected, weights, batch, weight, element, out float rounding);
                Close.Equal([difference], [gradients[weight][element]], 1e-4f + rounding, 0.02f, $"{name}: gradient of {model.Weights[weight]}[{element}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_the_same_after_saving_and_loading(string name)
    {
        ModelCase expected = Cases.Find(name);
        using Model model = expected.Create(1);
        using Model other = expected.Create(2);
        model.TrainOnBatch(TestData.Batch(model, Samples));
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(file);
            other.Load(file);
        }
        finally
        {
            File.Delete(file);
        }

        model.ResetStates();
        Assert.Equal(model.GetWeights(), other.GetWeights());
        Assert.Equal(TestData.Values(model.PredictAll(Inputs(model, Samples))[0]), TestData.Values(other.PredictAll(Inputs(model, Samples))[0]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Allocates_nothing_in_a_step_or_a_prediction(string name)
    {
        using Model model = Cases.Find(name).Create(1);
        model.Threads = 1;
        using PredictionContext context = model.CreateContext();
        Batch batch = TestData.Batch(model, Samples);
        TensorData[] inputs = Inputs(model, Samples);
        float[][] predictions = [.. model.Schema.Outputs.Select(o => new float[Samples * o.Shape.Aggregate(1, (product, size) => product * size)])];
        for (int warmUp = 0; warmUp < 3; warmUp++)
        {
            model.TrainOnBatch(batch);
            context.Predict(Samples, inputs, predictions);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        model.TrainOnBatch(batch);
        long trained = GC.GetAllocatedBytesForCurrentThread();
        context.Predict(Samples, inputs, predictions);
        long predicted = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((0, 0), (trained - before, predicted - trained));
    }

    private static TensorData[] Inputs(Model model, int samples) => TestData.Inputs(TestData.Batch(model, samples));
}
