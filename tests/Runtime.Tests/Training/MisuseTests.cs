namespace Compiled.Runtime.Tests;

public class MisuseTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(8);

    [Fact]
    public void LengthsThatDoNotFitAreNamed()
    {
        using var model = new LinearModel();
        AssertMessage<ArgumentException>("Linear: 4 values are no multiple of the 3 of one sample of input x (3) float", () => model.Predict(new float[4], new float[1]));
        AssertMessage<ArgumentException>("Linear: 2 samples give 2 values of output dense (1) float, but there is room for 3", () => model.Predict(new float[6], new float[3]));
        AssertMessage<ArgumentException>("Linear: input x (3) float was given integers", () => model.Predict(new int[3], new float[1]));
        AssertMessage<ArgumentException>("Linear: 2 samples have 2 values of target dense (1) float, but 1 were given", () => model.TrainOnBatch(new float[6], new float[1]));
        AssertMessage<ArgumentException>("Linear: 3 sample weights for 2 samples", () => model.TrainOnBatch(new float[6], new float[2], new float[3]));
        AssertMessage<ArgumentException>("Linear: target dense (1) float: 3 samples, but 2 of input x (3) float", () => model.Fit(new float[6], new float[3]));
        AssertMessage<ArgumentException>("Linear has 1 inputs and 1 outputs, but 2 and 1 arrays were given", () => model.CreateContext().Predict(1, [new float[3], new float[3]], [new float[1]]));
    }

    [Fact]
    public void DataOfAnotherShapeIsNamed()
    {
        using var model = new LinearModel();
        var data = new MemoryDataset([new("image", [4])], [new float[4]], [new("price", [])], [new float[1]]);
        AssertMessage<ArgumentException>("Linear takes as inputs x (3) float; given are image (4) float", () => model.Fit(data));
        AssertMessage<ArgumentException>("Linear takes as inputs x (3) float; given are image (4) float", () => model.Evaluate(data));
        AssertMessage<ArgumentException>("Linear takes as inputs x (3) float; given are image (4) float", () => model.Predict(data));
        AssertMessage<ArgumentException>("Linear: there are no samples to train on", () => model.Fit(Array.Empty<float>(), Array.Empty<float>()));
    }

    [Fact]
    public void NaNTargetsAndImpossibleLabelsAreNamedBeforeAnythingRuns()
    {
        using var model = new LinearModel();
        model.WhileRunning = () => throw new InvalidOperationException("ran");
        AssertMessage<ArgumentException>("Linear: the target of output dense for sample 1 of the batch is NaN (element 0)", () => model.TrainOnBatch(new float[6], [1, float.NaN]));

        ModelSchema table = LinearModel.Table(3, 4);
        using var classifier = new LinearModel(3, 4, schema: table with { Outputs = [table.Outputs[0] with { TargetShape = [], TargetElement = ElementKind.Int32 }] });
        classifier.WhileRunning = model.WhileRunning;
        AssertMessage<ArgumentException>("Linear: output dense has the 4 classes 0 to 3, but the label of sample 1 of the batch is 4", () => classifier.TrainOnBatch(new float[6], [3, 4]));
        AssertMessage<ArgumentException>("Linear: output dense has the 4 classes 0 to 3, but the label of sample 0 of the batch is -1", () => classifier.Fit(new float[6], new[] { -1, 0 }, new() { Shuffle = false }));
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
        AssertMessage<ObjectDisposedException>("Linear was disposed: it cannot read weight dense/kernel.", () => kernel.ToArray());
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
        Assert.Equal("Linear has no layer hidden1; it has dense", Assert.Throws<KeyNotFoundException>(() => model.Layers["hidden1"]).Message);
        Assert.Equal("Linear: layer dense (Dense) has no weight gamma; it has kernel, bias", Assert.Throws<KeyNotFoundException>(() => model.Layers["dense"]["gamma"]).Message);
        AssertMessage<ArgumentException>("Linear: weight dense/kernel of shape (3, 1) takes 3 values, not 2", () => model.Layers["dense"].Kernel.Set([1, 2]));
        Assert.Throws<ArgumentException>(() => model.SetWeights([[9, 9, 9], [9, 9]]));
        Assert.DoesNotContain(9, model.GetWeights()[0]);
        Assert.Contains("it reported loss", Assert.Throws<KeyNotFoundException>(() => model.Fit(_plane.X, _plane.Y)["val_loss"]).Message);
        Assert.Contains("it has loss, mean_absolute_error", Assert.Throws<KeyNotFoundException>(() => model.Evaluate(_plane.X, _plane.Y)["accuracy"]).Message);
    }

    [Fact]
    public void ImpossibleOptionsAreRefused()
    {
        using var model = new LinearModel();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(_plane.X, _plane.Y, new() { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(_plane.X, _plane.Y, new() { ValidationSplit = 1 }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { ValidationSplit = 0.99f }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { ClassWeights = new Dictionary<int, float> { [5] = 1 } }));
        Assert.Throws<ArgumentException>(() => model.Fit(_plane.X, _plane.Y, new() { SampleWeights = [1] }));
        AssertMessage<ArgumentException>("Linear: FitOptions.SampleWeights go with arrays", () => model.Fit(Dataset.From(TensorData.Of(_plane.X, 8, 3), _plane.Y), new() { SampleWeights = new float[8] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Threads = 0);
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
