using System.Collections.Immutable;

namespace Compiled;

/// <summary>Images with class labels, held as bytes and read as numbers in [0, 1].</summary>
public sealed class ImageDataset : IndexedDataset
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <param name="pixels">Image after image, row after row; 0 to 255.</param>
    /// <param name="labels">One class for each image.</param>
    /// <param name="shape">The sizes of an image, for example 28, 28 or 32, 32, 3.</param>
    /// <exception cref="ArgumentException">The numbers of pixels and labels do not fit together.</exception>
    public ImageDataset(byte[] pixels, byte[] labels, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        TensorSpec image = new("image", [.. shape]);
        if ((long)labels.Length * image.Length != pixels.Length)
        {
            throw new ArgumentException($"{Wording.Count(labels.Length, "label")} and {Wording.Count(pixels.Length, "pixel")} do not fit together: an image has {Wording.Count(image.Length, "pixel")}.", nameof(pixels));
        }

        _pixels = pixels;
        _labels = labels;
        Inputs = [image];
    }

    /// <inheritdoc/>
    public override int Length => _labels.Length;

    /// <summary>The image, <c>Float32</c>.</summary>
    public override IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The label, <c>Int32</c>, one number a sample.</summary>
    public override IReadOnlyList<TensorSpec> Targets { get; } = [new TensorSpec("label", ImmutableArray<int>.Empty, ElementKind.Int32)];

    /// <summary>All pixels as they were stored, 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>All labels.</summary>
    public ReadOnlyMemory<byte> Labels => _labels;

    /// <summary>Writes one image as numbers in [0, 1].</summary>
    /// <param name="index">Which image.</param>
    /// <param name="destination">Room for all pixels of an image.</param>
    public void CopyImage(int index, Span<float> destination)
    {
        int length = Inputs[0].Length;
        Image.ToUnit(_pixels.AsSpan(index * length, length), destination);
    }

    /// <summary>The same images with other sizes, for example (28, 28, 1) or (784); nothing is copied.</summary>
    /// <exception cref="ArgumentException">The number of pixels of an image changes.</exception>
    public override ImageDataset Reshape(params ReadOnlySpan<int> shape) => new(_pixels, _labels, shape);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int length = Inputs[0].Length;
        Span<float> images = batch.Inputs[0].Floats;
        Span<int> labels = batch.Targets[0].Ints;
        for (int i = 0; i < indices.Length; i++)
        {
            CopyImage(indices[i], images.Slice(i * length, length));
            labels[i] = _labels[indices[i]];
        }

        batch.HasSampleWeights = false;
    }
}
