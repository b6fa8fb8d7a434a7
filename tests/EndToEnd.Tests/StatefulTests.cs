using System.Numerics.Tensors;
using Compiled.Kernels;

namespace Compiled.EndToEnd.Tests;

/// <summary>Layers whose states survive batches.</summary>
public sealed class StatefulTests
{
    private static readonly FitOptions _quiet = new() { BatchSize = 4, Verbose = Verbosity.Silent };

    [Fact]
    public void Two_windows_are_read_as_one_sequence()
    {
        using var whole = new ForgetfulModel(seed: 3);
        using var windows = new StatefulModel(seed: 7);
        windows.SetWeights(whole.GetWeights());
        float[] sequences = Values(4 * 10 * 3, 1);
        windows.Predict(Part(sequences, 4, 10 * 3, 0, 2));
        Close.Equal(whole.Predict(sequences), windows.Predict(Part(sequences, 4, 10 * 3, 1, 2)), 1e-6f, 1e-5f, "the second window");

        windows.ResetStates();
        float[] anew = windows.Predict(Part(sequences, 4, 10 * 3, 1, 2));
        Assert.NotEqual(whole.Predict(sequences), anew);
        windows.ResetStates();
        Assert.Equal(anew, windows.Predict(Part(sequences, 4, 10 * 3, 1, 2)));
    }

    [Fact]
    public void Places_of_a_batch_keep_their_states_apart_also_where_it_is_computed_in_turns()
    {
        const int Samples = PredictionContext.LargestBatch + 5;
        using var model = new StatefulModel(seed: 3);
        float[] first = Values(Samples * 15, 1), second = Values(Samples * 15, 2);
        model.Predict(first);
        float[] together = model.Predict(second);
        foreach (int sample in (int[])[0, 127, 128, Samples - 1])
        {
            using PredictionContext alone = model.CreateContext();
            float[] prediction = new float[2];
            alone.Predict(first.AsSpan(sample * 15, 15), prediction);
            alone.Predict(second.AsSpan(sample * 15, 15), prediction);
            Close.Equal(prediction, together[(sample * 2)..((sample * 2) + 2)], 1e-6f, 1e-5f, $"sample {sample}");
        }
    }

    [Fact]
    public void The_interpreter_keeps_states_of_its_own_that_go_the_same_way()
    {
        using var model = new ManyStatesModel(seed: 3);
        for (int window = 0; window < 3; window++)
        {
            Tensor<float> x = Tensor.Create(Values(2 * 12, window), [2, 3, 2, 2]);
            Close.Equal(TestData.Values(model.Interpret(x)), TestData.Values(model.Predict(x)), 2e-6f, 2e-5f, $"window {window}");
        }

        Assert.Throws<InvalidOperationException>(() => model.Interpret(Tensor.Create(Values(12, 0), [1, 3, 2, 2])));
        model.ResetStates();
        model.Interpret(Tensor.Create(Values(12, 0), [1, 3, 2, 2]));
    }

    [Fact]
    public void A_second_call_goes_on_from_the_first()
    {
        using var model = new CalledTwiceModel(seed: 3);
        for (int window = 0; window < 3; window++)
        {
            Tensor<float> x = Tensor.Create(Values(2 * 6, window), [2, 2, 3]);
            Close.Equal(TestData.Values(model.Interpret(x)), TestData.Values(model.Predict(x)), 2e-6f, 2e-5f, $"window {window}");
        }
    }

    [Fact]
    public void Cells_of_all_kinds_keep_their_states()
    {
        using var model = new StatefulCellsModel(seed: 3);
        Assert.Equal(["gate/state_1", "stack/state_1", "stack/state_2", "stack/state_3"], model.Schema.States.Select(state => state.Name));
        float[] first = model.Predict(Values(2 * 6, 0));
        Assert.NotEqual(first, model.Predict(Values(2 * 6, 0)));
        model.ResetStates();
        for (int window = 0; window < 3; window++)
        {
            Tensor<float> x = Tensor.Create(Values(2 * 6, window), [2, 2, 3]);
            Close.Equal(TestData.Values(model.Interpret(x)), TestData.Values(model.Predict(x)), 2e-6f, 2e-5f, $"window {window}");
        }
    }

    [Fact]
    public void A_step_learns_from_states_as_from_inputs_without_a_gradient()
    {
        using var model = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        using var open = new OpenStatesModel(seed: 3) { Optimizer = new SGD(0.1f) };
        open.SetWeights(model.GetWeights());
        float[] first = Values(4 * 15, 1), second = Values(4 * 15, 2), targets = Values(4 * 2, 3);
        model.Predict(first);

        using var file = new MemoryStream();
        model.Save(file, new() { IncludeOptimizer = true });
        file.Position = 0;
        SafetensorsFile saved = SafetensorsFile.Read(file, "the stream");
        float[] State(string name) => saved["carried/" + name]!.ToFloats();
        open.Fit([second, State("lstm/state_1"), State("lstm/state_2"), State("gru/state_1")], [targets], _quiet);
        model.TrainOnBatch(second, targets);
        for (int weight = 0; weight < model.Weights.Count; weight++)
        {
            Close.Equal(open.GetWeights()[weight], model.GetWeights()[weight], 1e-6f, 1e-5f, model.Weights[weight].Name);
        }
    }

    [Fact]
    public void A_batch_of_another_size_is_refused_until_the_states_are_reset()
    {
        using var model = new StatefulModel(seed: 3);
        model.Predict(Values(4 * 15, 1));
        float[] kept = model.Predict(Values(4 * 15, 2));
        model.ResetStates();
        model.Predict(Values(4 * 15, 1));

        var exception = Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(Values(3 * 15, 2), Values(3 * 2, 3)));
        Assert.Contains("StatefulModel", exception.Message);
        Assert.Contains("4 samples", exception.Message);
        Assert.Contains("3", exception.Message);
        Assert.Equal(kept, model.Predict(Values(4 * 15, 2)));

        model.ResetStates();
        model.TrainOnBatch(Values(3 * 15, 2), Values(3 * 2, 3));
    }

    [Fact]
    public void A_batch_of_another_size_is_told_of_contexts()
    {
        using var model = new StatefulModel(seed: 3);
        model.TrainOnBatch(Values(4 * 15, 1), Values(4 * 2, 2));
        Assert.Contains("predict in a context of CreateContext(), which has states of its own", Assert.Throws<InvalidOperationException>(() => model.Predict(Values(15, 1))).Message);
        using PredictionContext context = model.CreateContext();
        context.Predict(Values(15, 1), new float[2]);
    }

    [Fact]
    public void A_part_of_interleaved_data_is_cut_at_whole_batches()
    {
        using var model = new WindowReader(seed: 1);
        Dataset data = Sequences.Interleave(Series(steps: 201), 4);
        Assert.Equal(20, data.Count);
        string message = Assert.Throws<ArgumentException>(() => model.Fit(data, new() { BatchSize = 4, ValidationSplit = 0.25f, Verbose = Verbosity.Silent })).Message;
        Assert.Contains("15 samples to train on are no multiple of the batch size 4; they are a part of interleaved data, which ValidationSplit, Split, Take or Skip must cut at a multiple of 4, such as 12", message);
        Assert.Contains("5 samples to evaluate", Assert.Throws<ArgumentException>(() => model.Evaluate(data.Take(5), new() { BatchSize = 4 })).Message);
        model.Fit(data, new() { BatchSize = 4, ValidationSplit = 0.2f, Verbose = Verbosity.Silent });
    }

    [Fact]
    public void The_wrong_order_is_named_before_the_wrong_number()
    {
        using var model = new WindowReader(seed: 1);
        Dataset windows = Series(steps: 111);
        Assert.Equal(11, windows.Count);
        Assert.Contains("do not continue each other", Assert.Throws<ArgumentException>(() => model.Fit(windows, new() { BatchSize = 4, Verbose = Verbosity.Silent })).Message);
        Assert.Contains("they are shuffled", Assert.Throws<ArgumentException>(() => model.Fit(windows.Shuffle(1), new() { BatchSize = 4, Verbose = Verbosity.Silent })).Message);
    }

    [Fact]
    public void Data_that_would_leave_a_smaller_batch_are_refused_before_anything_is_trained()
    {
        using var model = new StatefulModel(seed: 3);
        float[][] before = model.GetWeights();
        float[] x = Values(10 * 15, 1), y = Values(10 * 2, 2);
        Assert.Contains("10 samples", Assert.Throws<ArgumentException>(() => model.Fit(x, y, _quiet)).Message);
        Assert.Contains("10 samples", Assert.Throws<ArgumentException>(() => model.Evaluate(x, y, new() { BatchSize = 4 })).Message);
        Assert.Contains("10 samples", Assert.Throws<ArgumentException>(() => model.Predict(Dataset.From(TensorData.Of(x, 10, 5, 3)), 4)).Message);
        Assert.Contains("4 samples", Assert.Throws<ArgumentException>(() => model.Fit(x[..(8 * 15)], y[..16], new() { BatchSize = 4, ValidationData = (x[..(4 * 15)], y[..8]), ValidationBatchSize = 3, Verbose = Verbosity.Silent })).Message);
        Assert.Equal(before, model.GetWeights());
    }

    [Fact]
    public void Fit_keeps_the_order_of_the_samples_and_resets_states_when_asked()
    {
        float[] x = Values(12 * 15, 1), y = Values(12 * 2, 2);
        using var fitted = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        fitted.Fit(x, y, new() { BatchSize = 4, Epochs = 2, Verbose = Verbosity.Silent, ResetStates = true });
        using var stepped = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        for (int step = 0; step < 6; step++)
        {
            if (step == 3)
            {
                stepped.ResetStates();
            }

            stepped.TrainOnBatch(x.AsSpan(step % 3 * 60, 60), y.AsSpan(step % 3 * 8, 8));
        }

        Assert.Equal(stepped.GetWeights(), fitted.GetWeights());
        using var going = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        going.Fit(x, y, new() { BatchSize = 4, Epochs = 2, Verbose = Verbosity.Silent });
        Assert.NotEqual(fitted.GetWeights(), going.GetWeights());
    }

    [Fact]
    public void Validation_begins_anew_and_leaves_the_states_of_the_training_alone()
    {
        float[] x = Values(8 * 15, 1), y = Values(8 * 2, 2), other = Values(6 * 15, 3), targets = Values(6 * 2, 4);
        using var plain = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        plain.Fit(x, y, new() { BatchSize = 4, Epochs = 2, Verbose = Verbosity.Silent });
        using var validated = new StatefulModel(seed: 3) { Optimizer = new SGD(0.1f) };
        History history = validated.Fit(x, y, new() { BatchSize = 4, Epochs = 2, Verbose = Verbosity.Silent, ValidationData = (other, targets), ValidationBatchSize = 3 });
        Assert.Equal(plain.GetWeights(), validated.GetWeights());

        validated.ResetStates();
        Assert.Equal(validated.Evaluate(other, targets, new() { BatchSize = 3 }).Loss, history["val_loss"][^1]);
    }

    [Fact]
    public void Gradients_and_activations_are_looked_at_without_a_trace()
    {
        using var model = new StatefulModel(seed: 3);
        float[] first = Values(4 * 15, 1), second = Values(4 * 15, 2);
        model.Predict(first);
        float[] expected = model.Predict(second);
        model.ResetStates();
        float[] activations = TestData.Values(model.Activations(first, "gru"));
        model.Predict(first);
        Assert.Equal(activations, TestData.Values(model.Activations(first, "gru")));
        Assert.Equal(expected, model.Predict(second));

        // Each turn of many samples begins anew, too.
        float[] many = [.. Enumerable.Repeat(first, 35).SelectMany(values => values)];
        Assert.Equal(Enumerable.Repeat(activations, 35).SelectMany(values => values), TestData.Values(model.Activations(many, "gru")));
    }

    [Fact]
    public void A_clone_goes_on_from_the_same_states()
    {
        using var model = new StatefulModel(seed: 3);
        model.Predict(Values(4 * 15, 1));
        using StatefulModel clone = model.Clone();
        Assert.Equal(model.Predict(Values(4 * 15, 2)), clone.Predict(Values(4 * 15, 2)));
    }

    [Fact]
    public void A_training_resumed_in_the_middle_of_an_epoch_ends_in_the_same_bits()
    {
        Dataset windows = Sequences.Interleave(Series(steps: 401), batchSize: 4); // ten batches of four windows
        using var uninterrupted = new WindowReader(seed: 5);
        uninterrupted.Fit(windows, new() { BatchSize = 4, Epochs = 3, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });

        using var resumed = new WindowReader(seed: 99);
        using (var stopped = new WindowReader(seed: 5))
        using (var file = new MemoryStream())
        {
            var stop = new LambdaCallback { TrainBatchEnd = (batch, _) => stopped.StopTraining = stopped.Epoch == 1 && batch == 3 };
            stopped.Fit(windows, new() { BatchSize = 4, Epochs = 3, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent, Callbacks = [stop] });
            stopped.Save(file, new() { IncludeOptimizer = true });
            file.Position = 0;
            resumed.LoadCheckpoint(file);
        }

        Assert.Equal((1, 4, 14L), (resumed.Epoch, resumed.StepOfEpoch, resumed.Step));
        resumed.Fit(windows, new() { BatchSize = 4, Epochs = 3, InitialEpoch = resumed.Epoch, InitialStep = resumed.StepOfEpoch, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });
        Assert.Equal(uninterrupted.GetWeights(), resumed.GetWeights());
        Assert.Equal(uninterrupted.Step, resumed.Step);
        float[] next = Values(4 * 20, 9);
        Assert.Equal(uninterrupted.Predict(next), resumed.Predict(next));
    }

    [Fact]
    public void Data_interleaved_for_another_batch_size_are_refused()
    {
        Dataset windows = Sequences.Interleave(Series(steps: 401), batchSize: 4);
        using var model = new WindowReader(seed: 5);
        float[][] before = model.GetWeights();
        foreach (Action use in new Action[]
        {
            () => model.Fit(windows, new() { BatchSize = 2, Verbose = Verbosity.Silent }),
            () => model.Fit(windows.Prefetch(), new() { BatchSize = 2, Verbose = Verbosity.Silent }),
            () => model.Fit(windows.Cache().Take(32), new() { BatchSize = 2, Verbose = Verbosity.Silent }),
            () => model.Fit(windows, new() { BatchSize = 4, ValidationBatchSize = 2, ValidationSplit = 0.5f, Verbose = Verbosity.Silent }),
            () => model.Evaluate(windows, new() { BatchSize = 2 }),
        })
        {
            string message = Assert.Throws<ArgumentException>(use).Message;
            Assert.All((string[])["WindowReader", "interleaved for batches of 4 samples", "the batch size is 2"], part => Assert.Contains(part, message));
        }

        Assert.Equal(before, model.GetWeights());
        model.Evaluate(windows, new() { BatchSize = 4 });
    }

    [Fact]
    public void Samples_that_do_not_continue_each_other_are_refused()
    {
        using var model = new WindowReader(seed: 5);
        float[][] before = model.GetWeights();
        Dataset windows = Series(steps: 401), overlapping = Series(steps: 401, stride: 5);
        foreach ((Dataset data, string reason) in new[]
        {
            (windows, "each reads 10 steps, and the one at its place of the next batch begins 40 steps after its first. Lay them side by side with Sequences.Interleave(data, 4)"),
            (windows.Map(_ => { }).Prefetch(), "Sequences.Interleave(data, 4)"),
            (overlapping.Take(40), "begins 20 steps after its first. Cut windows with a stride of 10, and lay them side by side"),
            (Sequences.Interleave(overlapping.Take(40), 4), "begins 5 steps after its first. Cut windows with a stride of 10"),
            (Sequences.Interleave(windows, 4).Shuffle(1), "they are shuffled"),
            (Sequences.Interleave(windows.Shuffle(1), 4), "they are shuffled"),
            (Sequences.Interleave(windows, 4).Shuffle(1, window: 8), "they are shuffled"),
        })
        {
            string message = Assert.Throws<ArgumentException>(() => model.Fit(data, new() { BatchSize = 4, Verbose = Verbosity.Silent })).Message;
            Assert.StartsWith("WindowReader keeps states", message);
            Assert.Contains(reason, message);
            Assert.Throws<ArgumentException>(() => model.Evaluate(data, new() { BatchSize = 4 }));
        }

        Assert.Equal(before, model.GetWeights());

        // Windows that begin half of their length after each other continue each other at every second place.
        model.Evaluate(overlapping.Take(38), new() { BatchSize = 2 });
        model.ResetStates();
        model.Evaluate(windows, new() { BatchSize = 1 });
    }

    [Fact]
    public void Saved_states_that_do_not_fit_change_nothing()
    {
        using var model = new WindowReader(seed: 5);
        using var other = new LongWindowReader(seed: 6);
        model.TrainOnBatch(Values(4 * 20, 1), Values(4 * 10, 2));
        other.TrainOnBatch(Values(2 * 40, 1), Values(2 * 20, 2));
        using var file = new MemoryStream();
        model.Save(file, new() { IncludeOptimizer = true });
        float[][] weights = other.GetWeights();
        float[] expected = other.Clone().Predict(Values(2 * 40, 3));
        byte[] damaged = file.ToArray();
        System.Text.Encoding.ASCII.GetBytes("carried/lstm/state_X").CopyTo(damaged, damaged.AsSpan().IndexOf("carried/lstm/state_2"u8));
        Assert.Throws<InvalidDataException>(() => other.LoadCheckpoint(new MemoryStream(damaged)));
        Assert.Equal(weights, other.GetWeights());
        Assert.Equal(expected, other.Predict(Values(2 * 40, 3)));

        file.Position = 0;
        other.LoadCheckpoint(file);
        Assert.Equal(model.GetWeights(), other.GetWeights());
        other.Predict(Values(4 * 40, 3));
    }

    [Fact]
    public void Ten_thousand_steps_train_in_memory_that_the_length_of_the_windows_decides()
    {
        using var shorter = new WindowReader(seed: 5) { Threads = 1 };
        using var longer = new LongWindowReader(seed: 5) { Threads = 1 };
        MemoryPlan plan = shorter.PlanMemory(1);
        Assert.InRange(longer.PlanMemory(1).Workspace, 1.5 * plan.Workspace, 2 * plan.Workspace);

        Dataset few = Sequences.Interleave(Series(steps: 1_001), batchSize: 1), many = Sequences.Interleave(Series(steps: 10_001), batchSize: 1);
        long ofFew = Allocated(() => shorter.Fit(few, new() { BatchSize = 1, Optimizer = new SGD(0.01f), Verbose = Verbosity.Silent }));
        using var trained = new WindowReader(seed: 5) { Threads = 1 };
        long ofMany = Allocated(() => trained.Fit(many, new() { BatchSize = 1, Optimizer = new SGD(0.01f), Verbose = Verbosity.Silent }));
        Assert.Equal((100L, 1_000L), (shorter.Step, trained.Step));
        Assert.Equal(ofFew, ofMany);
        Assert.InRange(ofMany, plan.Workspace + plan.Gradients, plan.Workspace + plan.Gradients + (32 << 10)); // states, results, and scratch memory of products
    }

    private static long Allocated(Action action)
    {
        long before = AlignedMemory.AllocatedBytesForCurrentThread;
        action();
        return AlignedMemory.AllocatedBytesForCurrentThread - before;
    }

    /// <summary>Windows of ten steps over one long series, which follow each other.</summary>
    private static Dataset Series(int steps, int stride = 10)
    {
        float[,] series = new float[steps, 2];
        float[,] targets = new float[steps, 1];
        for (int t = 0; t < steps; t++)
        {
            (series[t, 0], series[t, 1], targets[t, 0]) = (MathF.Sin(0.1f * t), MathF.Cos(0.13f * t), MathF.Sin((0.1f * t) + 0.5f));
        }

        return TimeSeries.Windows(series, targets, new() { Length = 10, Stride = stride, EveryStep = true });
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>One of several equal parts of each sample.</summary>
    private static float[] Part(float[] samples, int count, int length, int part, int parts) =>
        [.. Enumerable.Range(0, count).SelectMany(sample => samples.Skip((sample * length) + (part * length / parts)).Take(length / parts))];
}
