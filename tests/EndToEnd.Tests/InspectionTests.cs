using System.Numerics.Tensors;
using Compiled.Kernels;

namespace Compiled.EndToEnd.Tests;

public sealed class InspectionTests
{
    private const int Samples = 3;

    private static float[] Pictures => Waves(Samples * 60);

    [Fact]
    public void Activations_are_what_the_layers_compute()
    {
        using var model = new InspectedModel(seed: 1);
        using var head = new InspectedHead();
        head.SetWeights(model.GetWeights()[..2]);
        Tensor<float> activations = model.Activations(Pictures, "conv1");
        Assert.Equal([3, 4, 3, 3], activations.Lengths.ToArray().Select(length => (int)length));
        Close(head.Predict(Pictures), TestData.Values(activations));
        Close(Pictures, TestData.Values(model.Activations(Pictures, "noise")));
        Close(model.Predict(Pictures), TestData.Values(model.Activations(Pictures, "classes")));
        foreach (LayerSchema layer in model.Schema.Layers)
        {
            Assert.Equal([Samples, .. layer.OutputShape], model.Activations(Pictures, layer.Name).Lengths.ToArray().Select(length => (int)length));
        }
    }

    [Fact]
    public void Layers_of_models_inside_are_reached_by_their_paths()
    {
        using var model = new InspectedParts(seed: 1);
        using var whole = new InspectedModel();
        whole.SetWeights(model.GetWeights());
        Assert.Equal(
            ["features", "features/head", "features/head/conv2d", "features/conv2", "top_global_average_pooling2d", "classes"],
            model.Schema.Inspected.Select(layer => layer.Name));
        foreach ((string path, string layer) in (ReadOnlySpan<(string, string)>)[("features/head/conv2d", "conv1"), ("features/head", "conv1"), ("features/conv2", "conv2"), ("features", "conv2")])
        {
            Tensor<float> activations = model.Activations(Pictures, path), expected = whole.Activations(Pictures, layer);
            Assert.Equal(expected.Lengths, activations.Lengths);
            Close(TestData.Values(expected), TestData.Values(activations));
            Close(TestData.Values(whole.GradCam(Pictures, layer, 1)), TestData.Values(model.GradCam(Pictures, path, 1)));
        }

        Assert.Contains(
            "InspectedParts has no layer 'conv1'; it has features/conv2, features/head/conv2d, features/head, classes, features, top_global_average_pooling2d",
            Assert.Throws<ArgumentException>(() => model.Activations(Pictures, "conv1")).Message);
        Assert.Contains("no layer 'features/Head/conv2'; it has features/head/conv2d, ", Assert.Throws<ArgumentException>(() => model.GradCam(Pictures, "features/Head/conv2")).Message);
    }

    /// <summary>A layer that is called for each step has an output for each.</summary>
    [Fact]
    public void Layers_of_single_steps_are_reached()
    {
        using var model = new InspectedSteps(seed: 1);
        using var head = new InspectedHead();
        head.SetWeights(model.GetWeights()[..2]);
        float[] films = Waves(2 * 4 * 60);
        Tensor<float> activations = model.Activations(films, "head/conv2d");
        Assert.Equal([2, 4, 4, 3, 3], activations.Lengths.ToArray().Select(length => (int)length));
        Close(head.Predict(films), TestData.Values(activations));
        Assert.Equal([2, 4, 3], model.Activations(films, "mean").Lengths.ToArray().Select(length => (int)length));
        Assert.Equal([2, 4, 4, 3], model.GradCam(films, "head", 1).Lengths.ToArray().Select(length => (int)length));
        Close(model.Predict(films), TestData.Values(model.Activations(films, "gru")));
    }

    /// <summary>All layers of one turn are kept, and of all samples only the one that is asked for.</summary>
    [Fact]
    public void Many_samples_are_looked_at_in_turns()
    {
        using var model = new InspectedModel(seed: 1);
        float[] pictures = Waves(300 * 60);
        long turn = NativeBytes(() => model.Activations(pictures[..(128 * 60)], "conv1"));
        Tensor<float>? activations = null, maps = null;
        Assert.Equal(turn, NativeBytes(() => activations = model.Activations(pictures, "conv1")));
        Assert.Equal(turn, NativeBytes(() => maps = model.GradCam(pictures, "conv1")));
        Assert.Equal([300, 4, 3], maps!.Lengths.ToArray().Select(length => (int)length));
        Assert.Equal([300, 4, 3, 3], activations!.Lengths.ToArray().Select(length => (int)length));
        for (int first = 0; first < 300; first += 50)
        {
            float[] some = pictures[(first * 60)..((first + 50) * 60)];
            Close(TestData.Values(model.Activations(some, "conv1")), TestData.Values(activations)[(first * 36)..((first + 50) * 36)]);
            Close(TestData.Values(model.GradCam(some, "conv1")), TestData.Values(maps)[(first * 12)..((first + 50) * 12)]);
        }

        static long NativeBytes(Action look)
        {
            long before = AlignedMemory.AllocatedBytesForCurrentThread;
            look();
            return AlignedMemory.AllocatedBytesForCurrentThread - before;
        }
    }

    [Fact]
    public void Models_of_several_inputs_are_inspected()
    {
        using var model = new InspectedGraph(seed: 1);
        float[] left = [1, 2, 3, 4], right = [-1, 1, 0, 2];
        float[] kernel = model.Layers["shared"].Kernel.ToArray();
        float[] shared = TestData.Values(model.Activations([left, right], "shared"));
        Assert.Equal(Math.Max((1 * kernel[0]) + (2 * kernel[3]), 0), shared[0], 5);
        Tensor<float>[] predictions = model.PredictAll(left, right);
        Close(TestData.Values(predictions[1]), TestData.Values(model.Activations([left, right], "second")));
    }

    /// <summary>Under global average pooling a channel's weight is that of the class in the last layer (Zhou et al. 2016).</summary>
    [Fact]
    public void Maps_of_the_last_convolution_are_known_by_hand()
    {
        using var model = new InspectedModel(seed: 1);
        float[] activations = TestData.Values(model.Activations(Pictures, "conv2"));
        float[] kernel = model.Layers["classes"].Kernel.ToArray();
        for (int label = 0; label < 3; label++)
        {
            Tensor<float> maps = model.GradCam(Pictures, "conv2", label);
            Assert.Equal([3, 3, 2], maps.Lengths.ToArray().Select(length => (int)length));
            float[] weights = [.. Enumerable.Range(0, 4).Select(channel => kernel[(channel * 3) + label])];
            Close(Maps(activations, weights, positions: 6), TestData.Values(maps));
        }
    }

    [Fact]
    public void Maps_of_inner_layers_are_those_of_finite_differences()
    {
        using var model = new InspectedModel(seed: 2);
        using var tail = new InspectedTail();
        tail.SetWeights(model.GetWeights()[2..]);
        float[] activations = TestData.Values(model.Activations(Pictures, "conv1"))[..36];
        const float Step = 0.01f;
        float[] weights = [.. Enumerable.Range(0, 3).Select(channel => (Logit(channel, Step) - Logit(channel, -Step)) / (2 * Step))];
        float[] maps = TestData.Values(model.GradCam(Pictures, "conv1", 1))[..12];
        Close(Maps(activations, weights, positions: 12), maps, tolerance: 0.005);

        float Logit(int channel, float change) => tail.Predict([.. activations.Select((value, i) => value + (i % 3 == channel ? change : 0))])[1];
    }

    [Fact]
    public void The_predicted_class_is_the_one_that_is_shown()
    {
        using var model = new InspectedModel(seed: 3);
        float[] predictions = model.Predict(Pictures);
        float[] maps = TestData.Values(model.GradCam(Pictures, "conv1"));
        for (int sample = 0; sample < Samples; sample++)
        {
            int label = TensorPrimitives.IndexOfMax<float>(predictions.AsSpan(sample * 3, 3));
            float[] picture = Pictures[(sample * 60)..((sample + 1) * 60)];
            Close(TestData.Values(model.GradCam(picture, "conv1", label)), maps[(sample * 12)..((sample + 1) * 12)]);
        }
    }

    /// <summary>What speaks against class 1 speaks for class 0; without a class the likelier one is shown.</summary>
    [Fact]
    public void One_number_has_maps_of_two_classes()
    {
        using var model = new InspectedPair(seed: 1);
        float[] activations = TestData.Values(model.Activations(Pictures, "conv"));
        float[] kernel = model.Layers["probability"].Kernel.ToArray();
        float[] ofOne = TestData.Values(model.GradCam(Pictures, "conv", 1)), ofZero = TestData.Values(model.GradCam(Pictures, "conv", 0));
        Close(Maps(activations, kernel, positions: 12), ofOne);
        Close(Maps(activations, [.. kernel.Select(weight => -weight)], positions: 12), ofZero);
        model.Layers["probability"].Bias.Set([10]);
        Assert.Equal(ofOne, TestData.Values(model.GradCam(Pictures, "conv")));
        model.Layers["probability"].Bias.Set([-10]);
        Assert.Equal(ofZero, TestData.Values(model.GradCam(Pictures, "conv")));
        Assert.Contains("has the classes 0 to 1, not 2", Assert.Throws<ArgumentOutOfRangeException>(() => model.GradCam(Pictures, "conv", 2)).Message);
    }

    /// <summary>A logit of 0.25 is a probability above a half, and one of -0.25 is below.</summary>
    [Fact]
    public void Logits_are_judged_by_their_sign()
    {
        using var model = new InspectedLogit(seed: 1);
        float[] picture = Pictures[..60];
        float rest = model.Predict(picture)[0];
        foreach (int label in (int[])[0, 1])
        {
            model.Layers["logit"].Bias.Set([(label == 1 ? 0.25f : -0.25f) - rest]);
            Assert.Equal(TestData.Values(model.GradCam(picture, "conv", label)), TestData.Values(model.GradCam(picture, "conv")));
            Assert.NotEqual(TestData.Values(model.GradCam(picture, "conv", 1 - label)), TestData.Values(model.GradCam(picture, "conv")));
        }
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using var model = new InspectedModel(seed: 1);
        using var other = new InspectedModel(seed: 1);
        Batch batch = TestData.Batch(model, 4);
        model.TrainOnBatch(batch);
        model.GradCam(Pictures, "conv2");
        model.TrainOnBatch(batch);
        other.TrainOnBatch(batch);
        other.TrainOnBatch(batch);
        Assert.Equal(other.GetWeights(), model.GetWeights());
    }

    [Fact]
    public void Filters_are_tiles_of_a_grid()
    {
        using var model = new InspectedModel(seed: 1);
        // Filters over two channels: a row for each of three filters, 3×3 weights of 2×2 pixels and gaps of one.
        Image grid = ImageGrid.Filters(model, "conv1", scale: 2);
        Assert.Equal("15×22 grey", grid.ToString());
        float[] kernel = model.Layers["conv1"].Kernel.ToArray();
        float[] shades = Shades(Enumerable.Range(0, 18).Select(i => kernel[(i * 3) + 1]));
        // Row 1, column 2 of channel 0, of filter 1.
        Assert.Equal(shades[((1 * 3) + 2) * 2], grid.Row(1 + 7 + 2)[1 + 4], 1f);

        using var parts = new InspectedParts();
        parts.SetWeights(model.GetWeights());
        Image ofPart = ImageGrid.Filters(parts, "features/head/conv2d", scale: 2);
        Assert.Equal(grid.ToString(), ofPart.ToString());
        Assert.Equal(grid.Row(12).ToArray(), ofPart.Row(12).ToArray());
        Assert.Contains("has no kernel of", Assert.Throws<ArgumentException>(() => ImageGrid.Filters(parts, "classes")).Message);
        Assert.Contains("layers in it that have one are features/head/conv2d, features/conv2", Assert.Throws<ArgumentException>(() => ImageGrid.Filters(parts, "features")).Message);
        Assert.Contains("InspectedParts has no layer 'features/conv9'", Assert.Throws<KeyNotFoundException>(() => ImageGrid.Filters(parts, "features/conv9")).Message);

        using var network = new LeNet(seed: 1);
        Assert.Equal("206×165 grey", ImageGrid.Filters(network, "conv2d").ToString());
        Assert.Contains("layer 'classes' has no kernel of (height, width, channels, filters)", Assert.Throws<ArgumentException>(() => ImageGrid.Filters(model, "classes")).Message);
    }

    /// <summary>The kernel of a transposed convolution is (height, width, filters, channels): two filters over three channels are two coloured tiles.</summary>
    [Fact]
    public void Filters_of_a_transposed_convolution_are_over_its_channels()
    {
        using var model = new InspectedLarger(seed: 1);
        Image grid = ImageGrid.Filters(model, "up", scale: 1);
        Assert.Equal("9×5 RGB", grid.ToString());
        float[] kernel = model.Layers["up"].Kernel.ToArray();
        float[] shades = Shades(Enumerable.Range(0, 9).SelectMany(position => kernel[((position * 6) + 3)..((position * 6) + 6)]));
        // Row 1 of filter 1, whose tile begins behind that of filter 0 and two gaps.
        Close(shades[9..18], [.. grid.Row(1 + 1)[(5 * 3)..(8 * 3)].ToArray().Select(value => (float)value)], tolerance: 1);

        using var part = new InspectedLargerPart();
        part.SetWeights(model.GetWeights());
        Assert.Equal(grid.Pixels.ToArray(), ImageGrid.Filters(part, "larger/up", scale: 1).Pixels.ToArray());
    }

    /// <summary>The kernel of a depthwise convolution is (height, width, channels, 1): it is shown as one coloured tile, wherever the layer is.</summary>
    [Fact]
    public void Filters_of_a_depthwise_convolution_are_the_same_in_a_model_inside()
    {
        using var model = new InspectedDeep(seed: 1);
        Image grid = ImageGrid.Filters(model, "deep", scale: 1);
        Assert.Equal("5×5 RGB", grid.ToString());
        using var part = new InspectedDeepPart();
        part.SetWeights(model.GetWeights());
        Image ofPart = ImageGrid.Filters(part, "inner/deep", scale: 1);
        Assert.Equal(grid.ToString(), ofPart.ToString());
        Assert.Equal(grid.Pixels.ToArray(), ofPart.Pixels.ToArray());
    }

    [Fact]
    public void Misuse_is_named()
    {
        using var model = new InspectedModel();
        Assert.Contains("InspectedModel has no layer 'conv3'; it has conv1, conv2, noise, classes, global_average_pooling2d", Assert.Throws<ArgumentException>(() => model.Activations(Pictures, "conv3")).Message);
        Assert.Contains("a map needs positions and channels", Assert.Throws<ArgumentException>(() => model.GradCam(Pictures, "classes")).Message);
        Assert.Contains("has the classes 0 to 2, not 3", Assert.Throws<ArgumentOutOfRangeException>(() => model.GradCam(Pictures, "conv1", 3)).Message);
        Assert.Contains("there are no samples", Assert.Throws<ArgumentException>(() => model.Activations(Array.Empty<float>(), "conv1")).Message);
        Assert.Contains("InspectedModel: input 'input' (6, 5, 2) float takes 60 values a sample; 59 is", Assert.Throws<ArgumentException>(() => model.Activations(new float[59], "conv1")).Message);
        using var head = new InspectedHead();
        Assert.Contains("set [Model(Inspection = true)]", Assert.Throws<InvalidOperationException>(() => head.Activations(Pictures, "conv2d")).Message);
        using var graph = new InspectedGraph();
        Assert.Contains("a map needs positions", Assert.Throws<ArgumentException>(() => graph.GradCam(Pictures, "shared")).Message);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Activations(Pictures, "conv1"));
    }

    private static float[] Waves(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * 0.7f))];

    /// <summary>What a filter's weights are in a picture: 0 for the least, 255 for the greatest.</summary>
    private static float[] Shades(IEnumerable<float> filter)
    {
        float[] weights = [.. filter];
        return [.. weights.Select(weight => 255 * (weight - weights.Min()) / (weights.Max() - weights.Min()))];
    }

    private static float[] Maps(float[] activations, float[] weights, int positions)
    {
        float[] maps = [.. activations.Chunk(weights.Length).Select(pixel => Math.Max(pixel.Zip(weights, (a, w) => a * w).Sum(), 0))];
        return [.. maps.Chunk(positions).SelectMany(map => map.Select(value => map.Max() > 0 ? value / map.Max() : 0))];
    }

    private static void Close(float[] expected, float[] actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
