using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>Goes through a dataset sample by sample, for readers that regroup samples.</summary>
internal sealed class SampleStream(Dataset source, int batchSize, ulong? shuffle) : IDisposable
{
    private readonly BatchReader _reader = source.CreateReader(batchSize, shuffle);
    private int _next;

    /// <summary>The batch that holds the current sample.</summary>
    public Batch? Batch { get; private set; }

    /// <summary>The current sample's place in <see cref="Batch"/>.</summary>
    public int Index { get; private set; }

    public void Begin(int epoch)
    {
        _reader.Begin(epoch);
        Batch = null;
        _next = 0;
    }

    [MemberNotNullWhen(true, nameof(Batch))]
    public bool MoveNext()
    {
        if (Batch is null || _next == Batch.Count)
        {
            Batch = _reader.TryRead(out Batch? batch) ? batch : null;
            _next = 0;
        }

        Index = _next++;
        return Batch is not null;
    }

    public void Dispose() => _reader.Dispose();
}
