namespace Compiled;

/// <summary>Goes through a data set, epoch after epoch.</summary>
public abstract class BatchReader : IDisposable
{
    /// <summary>Goes to the first batch of an epoch. The order depends on the seed and <paramref name="epoch"/> alone, so that a resumed training sees what an uninterrupted one sees.</summary>
    public abstract void Begin(int epoch);

    /// <summary>Reads the next batch.</summary>
    /// <param name="batch">Belongs to the reader and is overwritten by the next call.</param>
    /// <returns>False at the end of the epoch.</returns>
    public abstract bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Batch? batch);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the reader holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
