using System.Text;

namespace Compiled.Runtime.Tests.Persistence;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    private string FilePath => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Saved(Model model, SaveOptions? options = null)
    {
        MemoryStream stream = new();
        model.Save(stream, options);
        return stream.ToArray();
    }

    [Fact]
    public void AFileHoldsTheWeightsByTheirNames()
    {
        using LinearModel model = new(2, 1);
        model.SetWeights([[1, -2], [0.5f]]);
        model.Save(FilePath);
        const string Header = """{"__metadata__":{"producer":"Compiled","model":"Linear"},"dense/kernel":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"dense/bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";
        Assert.Equal(
            SafetensorsTests.Bytes(Header.PadRight((Header.Length + 7) / 8 * 8), 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F),
            File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void WhatIsSavedIsLoadedByFileAndByStream()
    {
        using LinearModel model = new(5, 3, seed: 1);
        using LinearModel other = new(5, 3, seed: 2);
        Assert.NotEqual(model.GetWeights()[0], other.GetWeights()[0]);
        model.Save(FilePath);
        other.Load(FilePath);
        Assert.Equal(model.GetWeights(), other.GetWeights());
        using LinearModel third = new(5, 3, seed: 3);
        third.Load(new MemoryStream(Saved(other, new() { IncludeOptimizer = true })));
        Assert.Equal(model.GetWeights(), third.GetWeights());
        Assert.Equal(3UL, third.Seed);
    }

    [Fact]
    public void TextsOfOnesOwnGoWithTheWeights()
    {
        FeatureScaler scaler = MinMaxScaler.Fit([1, 5]);
        using LinearModel model = new(2, 1, seed: 1);
        model.Save(FilePath, new() { IncludeOptimizer = true, Metadata = new Dictionary<string, string> { ["scaler"] = scaler.ToJson(), ["é"] = "" } });
        IReadOnlyDictionary<string, string> metadata = SafetensorsFile.ReadMetadata(FilePath);
        Assert.Equal(scaler.Scales.ToArray(), FeatureScaler.FromJson(metadata["scaler"]).Scales.ToArray());
        Assert.Equal(("", "Linear"), (metadata["é"], metadata["model"]));
        using LinearModel other = new(2, 1, seed: 2);
        other.LoadCheckpoint(FilePath);
        Assert.Equal(model.GetWeights(), other.GetWeights());

        byte[] before = File.ReadAllBytes(FilePath);
        foreach (string name in (string[])["model", "seed", "learning_rate/x"])
        {
            Assert.Contains(name, Assert.Throws<ArgumentException>(() => model.Save(FilePath, new() { Metadata = new Dictionary<string, string> { [name] = "" } })).Message);
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadMetadata(typeof(ModelFileTests).Assembly.Location));
    }

    [Fact]
    public void AnotherModelsFileIsRefusedWithEveryDifferenceAndChangesNothing()
    {
        using LinearModel model = new(2, 1, seed: 1);
        float[][] before = model.GetWeights();
        byte[] bytes = SafetensorsTests.Bytes(
            """{"dense/kernel":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"dense_1/bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", new byte[12]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => model.Load(new MemoryStream(bytes)));
        Assert.Equal(
            "the stream does not fit Linear: 'dense/kernel' has the shape (1, 2), where (2, 1) is expected; missing: 'dense/bias' (1); unexpected: 'dense_1/bias' F32 (1).",
            exception.Message);
        Assert.Equal(before, model.GetWeights());
    }

    [Fact]
    public void OtherPrecisionsAreConvertedOnlyWhenAsked()
    {
        using LinearModel model = new(2, 1, seed: 1);
        float[][] before = model.GetWeights();
        byte[] bytes = SafetensorsTests.Bytes(
            """{"dense/kernel":{"dtype":"F16","shape":[2,1],"data_offsets":[0,4]},"dense/bias":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]}}""", 0x00, 0x3C, 0x00, 0xC0, 0x80, 0x3F);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => model.Load(new MemoryStream(bytes)));
        Assert.Contains("'dense/kernel' is F16, where F32 is expected (load with convert: true)", exception.Message);
        Assert.Equal(before, model.GetWeights());
        model.Load(new MemoryStream(bytes), convert: true);
        Assert.Equal([[1, -2], [1]], model.GetWeights());

        byte[] integers = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("BF16", "I16 ").Replace("\"I16 \"", "\"I16\" "));
        Assert.Contains("'dense/bias' is I16", Assert.Throws<InvalidDataException>(() => model.Load(new MemoryStream(integers), convert: true)).Message);
    }

    [Theory]
    [InlineData(typeof(Adam))]
    [InlineData(typeof(SGD))]
    public void ATrainingThatStoppedAndWentOnEndsInTheSameBits(Type kind)
    {
        (float[] x, float[] y) = FitTests.Plane(50);
        Optimizer New() => kind == typeof(Adam) ? new Adam(0.01f) : new SGD(0.05f) { Momentum = 0.9f };
        FitOptions Options(Optimizer? optimizer, int epochs, int initial = 0) => new() { Epochs = epochs, InitialEpoch = initial, BatchSize = 8, Optimizer = optimizer };
        using LinearModel whole = new(seed: 7);
        whole.Fit(x, y, Options(New(), 5));

        using LinearModel first = new(seed: 7);
        first.Fit(x, y, Options(New(), 3));
        first.Save(FilePath, new() { IncludeOptimizer = true });

        // The optimizer may come before the file or after it.
        foreach (bool before in (bool[])[true, false])
        {
            using LinearModel second = new(seed: 99);
            if (before)
            {
                second.Optimizer = New();
            }

            second.LoadCheckpoint(FilePath);
            Assert.Equal((3, 21, 7UL), (second.Epoch, second.Step, second.Seed));
            second.Fit(x, y, Options(before ? null : New(), 5, second.Epoch));
            Assert.Equal(whole.GetWeights(), second.GetWeights());
        }

        // Without the optimizer's memory the weights end elsewhere: the test can tell.
        using LinearModel forgetful = new(seed: 7);
        forgetful.Load(FilePath);
        forgetful.Fit(x, y, Options(New(), 5, 3));
        Assert.NotEqual(whole.GetWeights()[0], forgetful.GetWeights()[0]);
    }

    /// <summary>An optimizer given after the file takes its memory, also where the model had another before.</summary>
    [Fact]
    public void ACheckpointIsForTheOptimizerThatDoesTheNextStep()
    {
        (float[] x, float[] y) = FitTests.Plane(50);
        FitOptions Options(int epochs, int initial) => new() { Epochs = epochs, InitialEpoch = initial, BatchSize = 8, Optimizer = new Adam(0.01f) };
        using LinearModel whole = new(seed: 7);
        whole.Fit(x, y, Options(5, 0));
        using LinearModel first = new(seed: 7);
        first.Fit(x, y, Options(3, 0));
        first.Save(FilePath, new() { IncludeOptimizer = true });

        using LinearModel second = new(seed: 99);
        second.Fit(x, y, Options(2, 0));
        second.LoadCheckpoint(FilePath);
        second.Fit(x, y, Options(5, second.Epoch));
        Assert.Equal(whole.GetWeights(), second.GetWeights());

        // Saved again before any step, nothing is lost.
        using LinearModel between = new(seed: 99);
        between.LoadCheckpoint(FilePath);
        byte[] saved = File.ReadAllBytes(FilePath);
        between.Save(FilePath, new() { IncludeOptimizer = true });
        Assert.Equal(saved, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RatesThatCallbacksChangedAreKept(bool schedule)
    {
        (float[] x, float[] y) = FitTests.Plane(50);
        Optimizer New() => new Adam(schedule ? new ExponentialDecay(0.01f, 10, 0.9f) : 0.01f);
        FitOptions Options(int epochs, int initial) => new()
        {
            Epochs = epochs,
            InitialEpoch = initial,
            BatchSize = 8,
            Optimizer = New(),
            Callbacks = initial > 0 ? [] : [new LambdaCallback { EpochEnd = (epoch, _) => Shrink(epoch) }],
        };
        LinearModel? shrinking = null;
        void Shrink(int epoch) => shrinking!.Optimizer!.ScaleLearningRates(epoch < 3 ? 0.3f : 1);

        using LinearModel whole = new(seed: 7);
        shrinking = whole;
        whole.Fit(x, y, Options(5, 0));
        using LinearModel first = new(seed: 7);
        shrinking = first;
        first.Fit(x, y, Options(3, 0));
        first.Save(FilePath, new() { IncludeOptimizer = true });

        using LinearModel second = new(seed: 99);
        second.LoadCheckpoint(FilePath);
        second.Fit(x, y, Options(5, second.Epoch));
        Assert.Equal(whole.GetWeights(), second.GetWeights());
        Assert.Equal(whole.Optimizer!.CurrentLearningRate, second.Optimizer!.CurrentLearningRate);
    }

    [Fact]
    public void ACheckpointIsRefusedWhereItDoesNotFitAndChangesNothing()
    {
        (float[] x, float[] y) = FitTests.Plane(20);
        using LinearModel trained = new(seed: 7);
        trained.Fit(x, y, new() { Optimizer = new Adam() });
        trained.Save(FilePath, new() { IncludeOptimizer = true });

        using LinearModel model = new(seed: 1);
        model.Fit(x, y, new() { Optimizer = new SGD(0.01f) });
        float[][] before = model.GetWeights();
        long step = model.Step;
        Assert.Contains("Adam", Assert.Throws<InvalidOperationException>(() => model.LoadCheckpoint(FilePath)).Message);

        Refused(Saved(trained), "it holds weights alone");
        byte[] whole = File.ReadAllBytes(FilePath);
        Refused(Replace(whole, "\"seed\":\"7\"", "\"seed\":\"x\""), "'seed' is \"x\"");
        Refused(Replace(whole, "\"epoch\":\"1\"", "\"epoch\":\"-\""), "'epoch' is \"-\"");
        Refused(Replace(whole, "dense/bias\":{\"dtype\":\"F32\",\"shape\":[1]", "dense/bias\":{\"dtype\":\"F32\",\"shape\":[] "), "has the shape ()");
        Refused(Replace(whole, "optimizer/", "optimixer/"), "unexpected");
        Assert.Equal(before, model.GetWeights());
        Assert.Equal(step, model.Step);

        void Refused(byte[] bytes, string message)
            => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => model.LoadCheckpoint(new MemoryStream(bytes))).Message);

        static byte[] Replace(byte[] bytes, string old, string replacement)
        {
            string text = Encoding.Latin1.GetString(bytes);
            int position = text.LastIndexOf(old, StringComparison.Ordinal);
            Assert.True(position > 0, old);
            return Encoding.Latin1.GetBytes(text[..position] + replacement + text[(position + old.Length)..]);
        }
    }

    [Fact]
    public void AFailingSaveLeavesTheOldFile()
    {
        using LinearModel model = new(2, 1, seed: 1);
        model.Save(FilePath);
        byte[] before = File.ReadAllBytes(FilePath);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Save(FilePath));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
        Assert.Throws<ObjectDisposedException>(() => model.Load(FilePath));
    }

    [Fact]
    public void DamagedFilesNeverChangeAModel()
    {
        using LinearModel source = new(4, 3, seed: 1);
        using LinearModel model = new(4, 3, seed: 2);
        byte[] whole = Saved(source);
        float[][] before = model.GetWeights();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => model.Load(new MemoryStream(whole, 0, length)));
        }

        Assert.Equal(before, model.GetWeights());
    }
}
