using System.Collections.Immutable;
using Compiled.Runtime.Tests.Data.Images;

namespace Compiled.Runtime.Tests;

public class MisuseTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(8);

    [Fact]
    public void LengthsThatDoNotFitAreNamed()
    {
        using var model = new LinearModel();
        AssertMessage<ArgumentException>("Linear: input 'x' (3) float takes 3 values a sample; 4 is no multiple of that", () => model.Predict(new float[4], new float[1]));
        AssertMessage<ArgumentException>("Linear: output 'dense' (1) float gives 2 values for 2 samples, but there is room for 3", () => model.Predict(new float[6], new float[3]));
        AssertMessage<ArgumentException>("Linear: input 'x' (3) float was given integers; it takes floats, for example a float[]", () => model.Predict(new int[3], new float[1]));
        AssertMessage<ArgumentException>("Linear: target 'dense' (1) float takes 2 values for 2 samples, not 1", () => model.TrainOnBatch(new float[6], new float[1]));
        AssertMessage<ArgumentException>("Linear: 3 sample weights for 2 samples", () => model.TrainOnBatch(new float[6], new float[2], new float[3]));
        AssertMessage<ArgumentException>("Linear: 2 sample weights for 1 sample", () => model.TrainOnBatch(new float[3], new float[1], new float[2]));
        AssertMessage<ArgumentException>("Linear: target 'dense' (1) float has 3 samples, but input 'x' (3) float has 2", () => model.Fit(new float[6], new float[3]));
        AssertMessage<ArgumentException>("Linear: validation target 'dense' (1) float has 3 samples, but input 'x' (3) float has 2", () => model.Fit(_plane.X, _plane.Y, new() { ValidationData = (new float[6], new float[3]) }));
        AssertMessage<ArgumentException>("Linear: input 'x' (3) float: a tensor of shape (2, 4) was given, where (samples, 3) is expected", () => model.Predict(new float[2, 4]));
        AssertMessage<ArgumentException>("Linear: input 'x' (3) float was given integers", () => model.PredictAll(new int[3]));
        AssertMessage<ArgumentException>("Linear: 2 given, where 1 input is expected", () => model.PredictAll(new float[3], new float[3]));
        AssertMessage<ArgumentException>("Linear has 1 input and 1 output, not 2 and 1", () => model.CreateContext().Predict(1, [new float[3], new float[3]], [new float[1]]));
    }

    [Fact]
    public void SamplesThatAreNullAreNamed()
    {
        using var model = new LinearModel();
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => model.Fit(null!, _plane.Y)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => model.Fit(_plane.X, (float[])null!)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentNullException>(() => model.Fit(_plane.X, (int[])null!)).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentNullException>(() => model.Fit((TensorData[])null!, [_plane.Y])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentNullException>(() => model.Fit([_plane.X], (TensorData[])null!)).ParamName);
    }

    [Fact]
    public void DataOfAnotherShapeIsNamed()
    {
        using var model = new LinearModel();
        var data = new MemoryDataset([new("image", [4])], [new float[4]], [new("price", [])], [new float[1]]);
        AssertMessage<ArgumentException>("Linear takes as inputs 'x' (3) float; given are 'image' (4) float", () => model.Fit(data));
        AssertMessage<ArgumentException>("Linear takes as inputs 'x' (3) float; given are 'image' (4) float", () => model.Evaluate(data));
        AssertMessage<ArgumentException>("Linear takes as inputs 'x' (3) float; given are 'image' (4) float", () => model.Predict(data));
        AssertMessage<ArgumentException>("Linear: there are no samples to train on", () => model.Fit(Array.Empty<float>(), Array.Empty<float>()));
    }

    [Theory]
    [InlineData(28, 28, 3, ": resize them, as an ImageFolder does with Height = 8, Width = 6 and Channels = 1, or give the input the shape (28, 28, 3)")]
    [InlineData(8, 6, 4, ": resize them, as an ImageFolder does with Height = 8, Width = 6 and Channels = 1, or give the input the shape (8, 6, 4)")]
    [InlineData(8, 6, 5, "")]
    public void PicturesOfAnotherSizeAreToldHowToFit(int height, int width, int channels, string advice)
    {
        using LinearModel model = Classifier(8, 6, 1);
        var data = new MemoryDataset([new("image", [height, width, channels])], [new float[height * width * channels]], [new("label", [], ElementKind.Int32)], [new int[1]]);
        string message = Assert.Throws<ArgumentException>(() => model.Fit(data)).Message;
        Assert.Equal($"Linear takes as inputs 'x' (8, 6, 1) float; given are 'image' ({height}, {width}, {channels}) float{advice}", message);
    }

    [Fact]
    public void NaNAndImpossibleLabelsAreNamedBeforeAnythingRuns()
    {
        using var model = new LinearModel();
        model.WhileRunning = () => throw new InvalidOperationException("ran");
        AssertMessage<ArgumentException>("Linear: the input 'x' for sample 1 of the batch is NaN (element 2)", () => model.TrainOnBatch([1, 2, 3, 4, 5, float.NaN], [1f, 2f]));
        AssertMessage<ArgumentException>("Linear: the target of output 'dense' for sample 1 of the batch is NaN (element 0)", () => model.TrainOnBatch(new float[6], [1, float.NaN]));
        AssertMessage<ArgumentException>("Linear: the target of output 'dense' for sample 0 of the batch is -Infinity (element 0)", () => model.TrainOnBatch(new float[6], [float.NegativeInfinity, 1]));
        Assert.Equal("ran", Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(new float[6], [3e38f, 3e38f])).Message);
        AssertMessage<ArgumentException>("Linear: the weight of sample 1 of the batch is NaN; sample weights are finite", () => model.TrainOnBatch(new float[6], [1f, 2f], [1, float.NaN]));
        AssertMessage<ArgumentException>("Linear: the weight of sample 0 of the batch is Infinity; sample weights are finite", () => model.TestOnBatch(new float[6], [1f, 2f], [float.PositiveInfinity, 1]));

        using LinearModel classifier = Classifier();
        classifier.WhileRunning = model.WhileRunning;
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 1 of the batch is 4: give the last layer a unit for each class, as [Dense(8, …)], or correct the labels", () => classifier.TrainOnBatch(new float[9], [3, 4, 7]));
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 0 of the batch is 2147483647: give the last layer a unit for each class, as [Dense(2147483648, …)]", () => classifier.TrainOnBatch(new float[3], [int.MaxValue]));
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 0 of the data is -1: correct the labels, which count from 0", () => classifier.Fit(new float[6], new[] { -1, 0 }, new() { Shuffle = false }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnImpossibleLabelIsFoundInTheDataThatTheUserMade(bool prefetched)
    {
        int[] labels = new int[100];
        labels[37] = 4;
        Dataset data = Dataset.From(TensorData.Of(new float[300], 100, 3), labels).Skip(10).Shuffle(5).Map(sample => sample.Input()[0] = 1);
        data = prefetched ? data.Prefetch() : data.Reshape(1, 3);
        using LinearModel classifier = Classifier();
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 37 of the data is 4", () => classifier.Fit(data, new() { BatchSize = 7 }));
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 37 of the data is 4", () => classifier.Evaluate(data));
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 37 of the data is 4", () => classifier.Fit(new float[300], labels, new() { ValidationSplit = 0.7f }));
        AssertMessage<ArgumentException>("Linear: output 'dense' has the 4 classes 0 to 3, but the label of sample 37 of the data is 4", () => classifier.Fit(Dataset.From(labels.Select(label => (new float[3], label))).Shuffle(1, window: 50)));
    }

    [Fact]
    public void AValidationSplitOfSamplesThatLieClassByClassIsRefused()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 10; i++)
        {
            folder.AddPicture($"{(i < 5 ? "cat" : "dog")}/{i}.png", 1, 1, (byte)i, 0, 0);
        }

        Dataset pictures = ImageFolder.Open(folder.Path).Reshape(3);
        using LinearModel classifier = Classifier();
        const string Message = "Linear: a ValidationSplit of 0.2 would hold back the last 2 of 10 samples, but they lie class by class: split them with SplitClasses";
        AssertMessage<ArgumentException>(Message, () => classifier.Fit(pictures, new() { ValidationSplit = 0.2f }));
        AssertMessage<ArgumentException>(Message, () => classifier.Fit(pictures.Cache().Prefetch(), new() { ValidationSplit = 0.2f }));
        Assert.False(pictures.Shuffle(1).Order!.IsByClass);
    }

    [Fact]
    public void AValidationSplitOfVariedPicturesIsRefused()
    {
        Dataset pictures = Dataset.From(new float[10, 1, 1, 3], new int[10]);
        Dataset varied = pictures.Augment(new() { HorizontalFlip = true }, seed: 1);
        using LinearModel classifier = Classifier(1, 1, 3);
        const string Message = "Linear: a ValidationSplit of 0.2 would validate on pictures that Augment varies: split them first";
        foreach (Dataset data in new[] { varied, varied.Prefetch(), varied.Cache(), varied.Cache().Shuffle(1), varied.Shuffle(1, window: 5), varied.Take(5) })
        {
            AssertMessage<ArgumentException>(Message, () => classifier.Fit(data, new() { ValidationSplit = 0.2f }));
        }

        (Dataset train, Dataset validation) = pictures.Split(0.8);
        History history = classifier.Fit(train.Augment(new() { HorizontalFlip = true }, seed: 1), new() { ValidationData = validation, Verbose = Verbosity.Silent });
        Assert.True(history.Contains("val_loss"));
    }

    [Fact]
    public void AForgottenFlattenIsNamed()
    {
        ModelSchema table = LinearModel.Table(3, 8, metrics: []);
        using var rows = new LinearModel(3, 8, schema: table with { Outputs = [table.Outputs[0] with { Shape = [2, 4], TargetShape = [2, 4] }] });
        using var classes = new LinearModel(3, 8, schema: table with { Outputs = [table.Outputs[0] with { Shape = [2, 4], TargetShape = [2], TargetElement = ElementKind.Int32, Loss = "SparseCategoricalCrossentropy" }] });
        const string Advice = "was given one for each sample, but output 'dense' of shape (2, 4) takes one for each of its 2 places. Put [Flatten]";
        AssertMessage<ArgumentException>($"Linear: target 'dense' (2, 4) float {Advice}", () => rows.Fit(new float[9], new float[12]));
        AssertMessage<ArgumentException>($"Linear: target 'dense' (2, 4) float {Advice}", () => rows.Fit(Dataset.From(new float[5, 3], new float[5, 4])));
        AssertMessage<ArgumentException>($"Linear: target 'dense' (2) int {Advice}", () => classes.Fit(new float[9], new int[3]));
        AssertMessage<ArgumentException>($"Linear: target 'dense' (2) int {Advice}", () => classes.TrainOnBatch(new float[9], new int[3]));
        AssertMessage<ArgumentException>($"Linear: target 'dense' (2) int {Advice}", () => classes.Evaluate(Dataset.From(new float[5, 3], new int[5])));
    }

    [Fact]
    public void TargetsOfTheOtherKindAreToldTheirLoss()
    {
        using LinearModel sparse = Classifier();
        const string OneHot = "Linear: target 'dense' int was given floats. One-hot rows go with Loss.CategoricalCrossentropy; class labels are an int[] with one number a sample.";
        AssertMessage<ArgumentException>(OneHot, () => sparse.Fit(new float[6], new float[8]));
        AssertMessage<ArgumentException>(OneHot, () => sparse.Evaluate(new float[6], new float[8]));
        AssertMessage<ArgumentException>(OneHot, () => sparse.TrainOnBatch(new float[6], new float[8]));
        AssertMessage<ArgumentException>(OneHot, () => sparse.Fit(Dataset.From(new float[2, 3], new float[2, 4])));
        AssertMessage<ArgumentException>("Linear: target 'dense' int was given floats. Give the class labels as an int[].", () => sparse.Fit(new float[6], new float[2]));

        using var categorical = new LinearModel(3, 4, schema: LinearModel.Table(3, 4, loss: "CategoricalCrossentropy"));
        const string Labels = "Linear: target 'dense' (4) float was given integers. Class labels go with Loss.SparseCategoricalCrossentropy; Labels.OneHot makes rows of them.";
        AssertMessage<ArgumentException>(Labels, () => categorical.Fit(new float[6], new int[2]));
        AssertMessage<ArgumentException>(Labels, () => categorical.TrainOnBatch(new float[6], new int[2]));
        AssertMessage<ArgumentException>(Labels, () => categorical.Fit(Dataset.From(new float[2, 3], new int[2])));

        using var binary = new LinearModel(3, 1, schema: LinearModel.Table(3, 1, loss: "BinaryCrossentropy"));
        AssertMessage<ArgumentException>(
            "Linear: target 'dense' (1) float was given integers. Give floats, for example Array.ConvertAll(labels, label => (float)label).",
            () => binary.Fit(Dataset.From(new float[2, 3], new int[2])));
    }

    [Fact]
    public void AModelWithoutALossCannotTrain()
    {
        using var model = new LinearModel(schema: LinearModel.Table(3, 1, loss: ""));
        Assert.Contains("names no loss", Assert.Throws<InvalidOperationException>(() => model.Fit(_plane.X, _plane.Y)).Message);
        Assert.Single(model.Predict([1f, 2, 3]));
    }

    [Fact]
    public void ADisposedModelSaysSo()
    {
        var model = new LinearModel();
        PredictionContext context = model.CreateContext();
        ModelWeight kernel = model.Layers["dense"].Kernel;
        model.Dispose();
        model.Dispose();
        AssertMessage<ObjectDisposedException>("Linear was disposed: it cannot predict.", () => context.Predict(new float[3], new float[1]));
        AssertMessage<ObjectDisposedException>("Linear was disposed: it cannot predict.", () => model.Predict(new float[3], new float[1]));
        AssertMessage<ObjectDisposedException>("Linear was disposed: it cannot train.", () => model.TrainOnBatch(new float[3], new float[1]));
        AssertMessage<ObjectDisposedException>("Linear was disposed: it cannot read weight 'dense/kernel'.", () => kernel.ToArray());
        Assert.Throws<ObjectDisposedException>(() => model.Fit(_plane.X, _plane.Y));
        Assert.Throws<ObjectDisposedException>(() => model.Clone());
    }

    [Fact]
    public void ADisposedContextSaysSo()
    {
        using var model = new LinearModel();
        PredictionContext context = model.CreateContext();
        context.Dispose();
        context.Dispose();
        AssertMessage<ObjectDisposedException>("A context of Linear was disposed: it cannot predict.", () => context.Predict(new float[3], new float[1]));
    }

    [Fact]
    public void ConcurrentUseOfOneModelOrContextIsNamed()
    {
        using var model = new LinearModel();
        using PredictionContext context = model.CreateContext();
        WhileRunning(model, () => context.Predict(new float[3], new float[1]), () =>
        {
            AssertMessage<InvalidOperationException>("A context of Linear is predicting on another thread. Give each thread a context of its own: Linear.CreateContext().", () => context.Predict(new float[3], new float[1]));
            Assert.Contains("others are reading its weights (1 at this moment)", Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(new float[3], new float[1])).Message);
            Assert.Throws<InvalidOperationException>(context.Dispose);
            Assert.Throws<InvalidOperationException>(() => model.SetWeights([[1, 2, 3], [4]]));
            using PredictionContext other = model.CreateContext();
            model.WhileRunning = null;
            other.Predict(new float[3], new float[1]);
        });
        WhileRunning(model, () => model.TrainOnBatch(new float[3], new float[1]), () =>
        {
            Assert.Contains("another thread is training or evaluating it", Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(new float[3], new float[1])).Message);
            Assert.Contains("another thread is changing its weights", Assert.Throws<InvalidOperationException>(() => context.Predict(new float[3], new float[1])).Message);
            Assert.Throws<InvalidOperationException>(model.Dispose);
        });
        Assert.Single(model.Predict([1f, 2, 3]));
    }

    [Fact]
    public void MemoryOutlivesARunningPrediction()
    {
        var model = new LinearModel();
        PredictionContext context = model.CreateContext();
        float[] prediction = new float[1];
        WhileRunning(model, () => context.Predict([1, 1, 1], prediction), () => model.Arena.Close());
        Assert.True(float.IsFinite(prediction[0]));
        Assert.Throws<ObjectDisposedException>(() => context.Predict([1, 1, 1], prediction));
        Assert.Throws<ObjectDisposedException>(() => model.GetWeights());
    }

    [Fact]
    public void FitInsideFitIsRefused()
    {
        using var model = new LinearModel();
        var callback = new LambdaCallback { EpochEnd = (_, _) => model.Fit(_plane.X, _plane.Y) };
        AssertMessage<InvalidOperationException>("Linear is already in a Fit; a model trains one at a time", () => model.Fit(_plane.X, _plane.Y, new() { Callbacks = [callback] }));
        model.Fit(_plane.X, _plane.Y);
    }

    [Fact]
    public void CallbacksMayPredictAndEvaluate()
    {
        using var model = new LinearModel();
        float[] prediction = new float[1];
        var callback = new LambdaCallback
        {
            TrainBatchEnd = (_, _) => model.Predict([1, 2, 3], prediction),
            EpochEnd = (_, _) => Assert.True(model.Evaluate(_plane.X, _plane.Y).Loss > 0),
        };
        model.Fit(_plane.X, _plane.Y, new() { Callbacks = [callback] });
    }

    [Fact]
    public void CancellingStopsBetweenSteps()
    {
        using var model = new LinearModel();
        using var source = new CancellationTokenSource();
        bool ended = false;
        var callback = new LambdaCallback { TrainBatchEnd = (batch, _) => { if (batch == 1) { source.Cancel(); } }, TrainEnd = _ => ended = true };
        Assert.Throws<OperationCanceledException>(() => model.Fit(_plane.X, _plane.Y, new() { BatchSize = 2, Epochs = 9, Callbacks = [callback], CancellationToken = source.Token }));
        Assert.Equal(2, model.Step);
        Assert.True(ended);
    }

    [Fact]
    public void UnknownLayersAndWeightsAreNamedWithThoseThatExist()
    {
        using var model = new LinearModel();
        Assert.Equal("Linear has no layer 'hidden1'; it has dense", Assert.Throws<KeyNotFoundException>(() => model.Layers["hidden1"]).Message);
        Assert.Equal("Linear: layer 'dense' (Dense) has no weight 'gamma'; it has kernel, bias", Assert.Throws<KeyNotFoundException>(() => model.Layers["dense"]["gamma"]).Message);
        AssertMessage<ArgumentException>("Linear: weight 'dense/kernel' (3, 1) takes 3 values, not 2", () => model.Layers["dense"].Kernel.Set([1, 2]));
        Assert.Throws<ArgumentException>(() => model.SetWeights([[9, 9, 9], [9, 9]]));
        Assert.DoesNotContain(9, model.GetWeights()[0]);
        Assert.Contains("it reported loss", Assert.Throws<KeyNotFoundException>(() => model.Fit(_plane.X, _plane.Y)["val_loss"]).Message);
        Assert.Contains("it has loss, mean_absolute_error", Assert.Throws<KeyNotFoundException>(() => model.Evaluate(_plane.X, _plane.Y)["accuracy"]).Message);
    }

    [Fact]
    public void ImpossibleOptionsAreRefused()
    {
        using var model = new LinearModel();
        AssertMessage<ArgumentOutOfRangeException>("Linear: BatchSize is 0; it is at least 1", () => model.Fit(_plane.X, _plane.Y, new() { BatchSize = 0 }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: BatchSize is -3; it is at least 1", () => model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = -3 }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: BatchSize is 0; it is at least 1", () => model.Predict(Dataset.From(new float[2, 3]), batchSize: 0));
        AssertMessage<ArgumentOutOfRangeException>("Linear: ValidationBatchSize is 0; it is at least 1", () => model.Fit(_plane.X, _plane.Y, new() { ValidationBatchSize = 0 }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: Epochs is -1; it is at least 1", () => model.Fit(_plane.X, _plane.Y, new() { Epochs = -1 }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: Epochs is 0; it is at least 1", () => model.Fit(_plane.X, _plane.Y, new() { Epochs = 0 }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: ValidationSplit is 1; it is a share from 0 to less than 1", () => model.Fit(_plane.X, _plane.Y, new() { ValidationSplit = 1 }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { ValidationSplit = 0.99f }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { ClassWeights = new Dictionary<int, float> { [5] = 1 } }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { SampleWeights = [1] }));
        AssertMessage<ArgumentException>("Linear: FitOptions.SampleWeights go with arrays", () => model.Fit(Dataset.From(TensorData.Of(_plane.X, 8, 3), _plane.Y), new() { SampleWeights = new float[8] }));
        AssertMessage<ArgumentException>("Linear: EvaluateOptions.SampleWeights go with arrays", () => model.Evaluate(Dataset.From(TensorData.Of(_plane.X, 8, 3), _plane.Y), new() { SampleWeights = new float[8] }));
        AssertMessage<ArgumentException>("Linear: EvaluateOptions.SampleWeights go with arrays", () => model.Evaluate(Array.Empty<Batch>(), new() { SampleWeights = [1] }));
        AssertMessage<ArgumentOutOfRangeException>("Linear: 0 threads; there are 1 to 1024", () => model.Threads = 0);
        AssertMessage<ArgumentOutOfRangeException>("Linear: 100000 threads; there are 1 to 1024", () => model.Threads = 100_000);
        AssertMessage<ArgumentOutOfRangeException>("Linear: 0 threads; there are 1 to 1024", () => model.CreateContext(0));
    }

    /// <summary>A model with class labels as targets; its programs never run.</summary>
    private static LinearModel Classifier(params ImmutableArray<int> sizes)
    {
        ModelSchema table = LinearModel.Table(3, 4, loss: "SparseCategoricalCrossentropy", metrics: []);
        return new(3, 4, schema: table with { Inputs = [table.Inputs[0] with { Shape = sizes.IsEmpty ? [3] : sizes }], Outputs = [table.Outputs[0] with { TargetShape = [], TargetElement = ElementKind.Int32 }] })
        {
            WhileRunning = () => { },
        };
    }

    private static void AssertMessage<T>(string message, Action action)
        where T : Exception
        => Assert.StartsWith(message, Assert.Throws<T>(action).Message);

    /// <summary>Runs <paramref name="meanwhile"/> while a program of the model runs on another thread.</summary>
    private static void WhileRunning(LinearModel model, Action run, Action meanwhile)
    {
        using var running = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        model.WhileRunning = () =>
        {
            running.Set();
            go.Wait();
        };
        var thread = new Thread(() => run());
        thread.Start();
        running.Wait();
        try
        {
            meanwhile();
        }
        finally
        {
            model.WhileRunning = null;
            go.Set();
            thread.Join();
        }
    }
}
