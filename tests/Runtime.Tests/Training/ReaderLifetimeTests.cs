namespace Compiled.Runtime.Tests;

/// <summary>A reader may hold a thread and memory: a training gives back every reader it got, even where it could not get all.</summary>
public class ReaderLifetimeTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(40);

    [Fact]
    public void ATrainingDisposesOfItsReaders()
    {
        using var model = new LinearModel(seed: 3);
        var data = new CountingData(fails: false);
        var validation = new CountingData(fails: false);
        model.Fit(data, new() { ValidationData = validation });
        Assert.Equal((1, 0), (data.Created, data.Open));
        Assert.Equal((1, 0), (validation.Created, validation.Open));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ATrainingThatDoesNotGetAReaderDisposesOfTheOther(bool trainingFails, bool validationFails)
    {
        using var model = new LinearModel(seed: 3);
        var data = new CountingData(trainingFails);
        var validation = new CountingData(validationFails);
        Assert.Throws<IOException>(() => model.Fit(data, new() { ValidationData = validation }));
        Assert.Equal((0, 0), (data.Open, validation.Open));

        // The model is free for another training.
        model.Fit(_plane.X, _plane.Y);
    }

    private sealed class CountingData(bool fails) : Dataset
    {
        private readonly Dataset _source = From(TensorData.Of(_plane.X, 40, 3), _plane.Y);

        public int Created { get; private set; }

        public int Open { get; private set; }

        public override int? Count => _source.Count;

        public override IReadOnlyList<TensorSpec> Inputs => _source.Inputs;

        public override IReadOnlyList<TensorSpec> Targets => _source.Targets;

        public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
        {
            if (fails)
            {
                throw new IOException("The data is gone.");
            }

            Created++;
            Open++;
            return new Reader(this, _source.CreateReader(batchSize, shuffle));
        }

        private sealed class Reader(CountingData data, BatchReader source) : BatchReader
        {
            public override void Begin(int epoch) => source.Begin(epoch);

            public override bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Batch? batch) => source.TryRead(out batch);

            protected override void Dispose(bool disposing)
            {
                source.Dispose();
                data.Open--;
            }
        }
    }
}
