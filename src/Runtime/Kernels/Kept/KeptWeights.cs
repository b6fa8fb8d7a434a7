namespace Compiled.Kernels;

/// <summary>
/// Weights in the form that products read, kept from one prediction to the next as long as none changes: the panels of matrices, and kernels of
/// convolutions at the points where minimal filtering multiplies by them, which for a single picture take as long to compute as its own.
/// </summary>
/// <param name="owner">Whose they are, as the beginning of messages.</param>
internal sealed class KeptWeights(string owner) : IDisposable
{
    // In floats. What is made of all weights of a larger network would displace more from the caches than it saves.
    private const long Most = 1 << 20;

    // Another kind, such as another number of pictures may take, is made in the place of the one before.
    private readonly List<KeptMatrix> _matrices = [];
    private WeightVersion _weights;

    /// <summary>The floats that are kept.</summary>
    public long Length { get; private set; }

    /// <summary>Says what is kept, before each prediction, and forgets what was computed from other weights.</summary>
    /// <param name="weights">What is computed from anything else is not kept.</param>
    public void Begin(in WeightVersion weights)
    {
        if (weights == _weights)
        {
            return;
        }

        _weights = weights;
        foreach (KeptMatrix matrix in _matrices)
        {
            matrix.IsMade = false;
        }
    }

    /// <summary>The place of weights in a form; null for those that are not kept.</summary>
    /// <param name="form">What the weights are, and what is made of them.</param>
    /// <param name="length">The floats that it takes.</param>
    public KeptMatrix? Find(in WeightForm form, nint length)
    {
        if (!_weights.Contains(form.Address))
        {
            return null;
        }

        KeptMatrix? found = null;
        foreach (KeptMatrix matrix in _matrices)
        {
            if (matrix.Form == form)
            {
                return matrix;
            }

            found = matrix.Form with { Kind = form.Kind } == form ? matrix : found;
        }

        if (Length - (found?.Length ?? 0) + length > Most)
        {
            return null;
        }

        KeptMatrix kept = found ?? new(owner);
        Length -= kept.Length;
        kept.Prepare(form, length);
        Length += kept.Length;
        if (found is null)
        {
            _matrices.Add(kept);
        }

        return kept;
    }

    public void Dispose()
    {
        foreach (KeptMatrix matrix in _matrices)
        {
            matrix.Dispose();
        }

        _matrices.Clear();
        Length = 0;
    }
}
