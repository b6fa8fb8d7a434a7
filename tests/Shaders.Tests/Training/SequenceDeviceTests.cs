using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>Sequences of any length, and layers that keep states between batches, by the public way.</summary>
[Collection(DeviceFixture.Collection)]
public class SequenceDeviceTests
{
    [DeviceFact]
    public void Batches_of_several_lengths_train_as_on_the_processor()
    {
        using var expected = new AnyLengthTagger(5) { Optimizer = new Adam() };
        using var actual = new AnyLengthTagger(5, TestDevice.Found) { Optimizer = new Adam() };
        foreach ((int samples, int steps) in new[] { (3, 4), (2, 9), (5, 1), (4, 9), (3, 2) })
        {
            Batch batch = TestData.Batch(expected, samples, seed: steps, steps: steps);
            Comparison.Same($"loss of {steps} steps", [expected.TrainOnBatch(batch)], [actual.TrainOnBatch(batch)], 1e-5f);
            Evaluation wanted = expected.TestOnBatch(batch), got = actual.TestOnBatch(batch);
            Comparison.Same($"loss and accuracy after {steps} steps", [wanted.Loss, wanted["accuracy"]], [got.Loss, got["accuracy"]], 1e-5f);
        }

        int[] sentence = [1, 4, 2, 0, 5];
        Comparison.Same("classes of a sentence", expected.Predict(sentence), actual.Predict(sentence), 1e-5f);
    }

    [DeviceFact]
    public void An_epoch_whose_batches_grow_longer_is_counted_as_on_the_processor()
    {
        int[][] sentences = [[1], [2, 3, 4], [5, 1, 2, 3, 4], [1, 2], [3, 3, 3, 3, 1, 2, 3, 4, 5]];
        int[][] tags = [.. sentences.Select(sentence => sentence.Select(id => id % 3).ToArray())];
        Dataset data = Sequences.Ragged(sentences, tags, new() { Padding = SequenceSide.Post });
        using var expected = new AnyLengthTagger(5);
        using var actual = new AnyLengthTagger(5, TestDevice.Found);
        FitOptions Options() => new() { BatchSize = 1, Epochs = 2, Shuffle = false, Optimizer = new Adam(), ValidationData = data, Verbose = Verbosity.Silent };
        History wanted = expected.Fit(data, Options()), got = actual.Fit(data, Options());
        foreach (string name in (string[])["loss", "accuracy", "val_loss", "val_accuracy"])
        {
            Comparison.Same(name, [.. wanted[name]], [.. got[name]], 1e-5f);
        }

        actual.Device = Device.Cpu;
        actual.Device = TestDevice.Found;
        Comparison.Same("evaluation by growing batches", [expected.Evaluate(data, new() { BatchSize = 1 }).Loss], [actual.Evaluate(data, new() { BatchSize = 1 }).Loss], 1e-5f);
    }

    [DeviceFact]
    public void States_go_on_from_batch_to_batch_and_are_reset()
    {
        using var expected = new StatefulModel(3) { Optimizer = new Adam() };
        using var actual = new StatefulModel(3, TestDevice.Found) { Optimizer = new Adam() };
        for (int window = 0; window < 6; window++)
        {
            if (window == 4)
            {
                expected.ResetStates();
                actual.ResetStates();
            }

            Batch batch = TestData.Batch(expected, 4, seed: window);
            Comparison.Same($"loss of window {window}", [expected.TrainOnBatch(batch)], [actual.TrainOnBatch(batch)], 1e-5f);
            Comparison.Same($"loss after window {window}", [expected.TestOnBatch(batch).Loss], [actual.TestOnBatch(batch).Loss], 1e-5f);
            float[] x = batch.Inputs[0].Floats.ToArray();
            Comparison.Same($"prediction after window {window}", expected.Predict(x), actual.Predict(x), 1e-5f);
        }

        Assert.Contains("ResetStates", Assert.Throws<InvalidOperationException>(() => { actual.TrainOnBatch(TestData.Batch(expected, 3)); }).Message, StringComparison.Ordinal);
        expected.ResetStates();
        actual.ResetStates();
        Batch smaller = TestData.Batch(expected, 3);
        Comparison.Same("loss of a smaller batch", [expected.TrainOnBatch(smaller)], [actual.TrainOnBatch(smaller)], 1e-5f);
    }

    [DeviceFact]
    public void States_go_along_to_another_device_into_a_file_and_into_a_clone()
    {
        using var expected = new StatefulModel(3) { Optimizer = new Adam() };
        using var actual = new StatefulModel(3, TestDevice.Found) { Optimizer = new Adam() };
        Step(0, actual);
        actual.Device = Device.Cpu;
        Step(1, actual);
        actual.Device = TestDevice.Found;
        Step(2, actual);
        using var file = new MemoryStream();
        actual.Save(file, new() { IncludeOptimizer = true });
        using StatefulModel clone = actual.Clone();
        using var loaded = new StatefulModel(9) { Optimizer = new Adam() };
        file.Position = 0;
        loaded.LoadCheckpoint(file);
        Batch batch = TestData.Batch(expected, 4, seed: 3);
        float loss = expected.TestOnBatch(batch).Loss;
        Comparison.Same("loss of what went on", [loss], [actual.TestOnBatch(batch).Loss], 1e-5f);
        Comparison.Same("loss of a clone", [loss], [clone.TestOnBatch(batch).Loss], 1e-5f);
        Comparison.Same("loss of what was loaded", [loss], [loaded.TestOnBatch(batch).Loss], 1e-5f);

        void Step(int window, StatefulModel on)
        {
            Batch batch = TestData.Batch(expected, 4, seed: window);
            Comparison.Same($"loss of window {window}", [expected.TrainOnBatch(batch)], [on.TrainOnBatch(batch)], 1e-5f);
        }
    }

    /// <summary>One device, two owners of states: what one thread resets is not what the other goes on from.</summary>
    [DeviceFact]
    public async Task States_are_reset_in_one_thread_while_a_context_predicts_in_another()
    {
        const int Windows = 12;
        using var model = new StatefulModel(3, TestDevice.Found);
        float[] x = TestData.Batch(model, 1).Inputs[0].Floats.ToArray(), first = model.Predict(x);
        float[][] expected = PredictWindows();
        Task<float[][]> predicting = Task.Run(PredictWindows);
        do
        {
            model.ResetStates();
            Assert.Equal(first, model.Predict(x));
        }
        while (!predicting.IsCompleted);
        Assert.Equal(expected, await predicting);
        Assert.NotEqual(first, model.Predict(x));

        float[][] PredictWindows()
        {
            using PredictionContext context = model.CreateContext();
            return [.. Enumerable.Range(0, Windows).Select(_ =>
            {
                var predictions = new float[2];
                context.Predict(x, predictions);
                return predictions;
            })];
        }
    }

    [DeviceFact]
    public void Contexts_and_validations_have_states_of_their_own()
    {
        using var expected = new StatefulModel(3);
        using var actual = new StatefulModel(3, TestDevice.Found);
        float[] x = TestData.Batch(expected, 8).Inputs[0].Floats.ToArray(), y = TestData.Batch(expected, 8).Targets[0].Floats.ToArray();
        History wanted = expected.Fit(x, y, Options()), got = actual.Fit(x, y, Options());
        foreach (string name in wanted.Names)
        {
            Comparison.Same(name, [.. wanted[name]], [.. got[name]], 1e-5f);
        }

        using PredictionContext context = actual.CreateContext(), other = expected.CreateContext();
        var predictions = new float[2];
        var others = new float[2];
        for (int window = 0; window < 3; window++)
        {
            context.Predict(x.AsSpan(0, 15), predictions);
            other.Predict(x.AsSpan(0, 15), others);
            Comparison.Same($"prediction {window} of a context", others, predictions, 1e-5f);
        }

        FitOptions Options() => new() { Epochs = 2, BatchSize = 4, Shuffle = false, ValidationData = (x, y), Optimizer = new SGD(0.05f), Verbose = Verbosity.Silent };
    }
}
