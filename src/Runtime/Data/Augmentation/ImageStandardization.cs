using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// Brings pictures to a common scale. Fit it on the training part alone, then apply it to all parts; it holds what was learned of all pictures,
/// so that an app can apply it to a single one.
/// </summary>
public sealed partial class ImageStandardization
{
    // Keeps pictures and channels of a single value finite, as in Keras.
    private const float Epsilon = 1e-6f;
    private const int BatchSize = 256;

    // A matrix of 2 GiB, of which finding its eigenvectors needs three.
    private const int MostWhitened = 1 << 14;

    private readonly ImageStandardizationOptions _options;
    private readonly ImageShape _shape;
    private readonly float[] _means;
    private readonly float[] _deviations;
    private ZcaWhitening? _whitening;

    internal ImageStandardization(ImageStandardizationOptions options, ImageShape shape, float[] means, float[] deviations, ZcaWhitening? whitening)
    {
        _options = options;
        _shape = shape;
        _means = means;
        _deviations = deviations;
        _whitening = whitening;
    }

    private ImageStandardization(ImageStandardizationOptions options, ImageShape shape)
        : this(options, shape, new float[shape.Channels], new float[shape.Channels], null)
    {
        _deviations.AsSpan().Fill(1);
    }

    private delegate void ImageAction(ReadOnlySpan<float> image);

    /// <summary>The mean of each channel over all pictures; zeros where it is not taken off.</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>The standard deviation of each channel over all pictures; ones where it is not divided by.</summary>
    public ReadOnlySpan<float> Deviations => _deviations;

    internal ImageStandardizationOptions Options => _options;

    internal ImageShape Shape => _shape;

    internal ZcaWhitening? Whitening => _whitening;

    /// <summary>Learns from all pictures what the options ask for. The numbers are those of rescaled and samplewise standardized pictures, to which they will be applied.</summary>
    /// <param name="dataset">The training part; as it will be augmented, if it will.</param>
    /// <param name="options">What is to be done.</param>
    /// <param name="epochs">How many epochs are gone through; more than one for pictures that are augmented.</param>
    /// <param name="input">Which input is the picture.</param>
    /// <exception cref="ArgumentException">The input is no picture, or there are no samples, or pictures have too many values to be whitened; the message has the bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is impossible.</exception>
    public static ImageStandardization Fit(Dataset dataset, ImageStandardizationOptions options, int epochs = 1, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        options.Check();
        ImageStandardization fitted = new(options, ImageShape.Of(dataset, input));
        if (options.ZcaWhitening)
        {
            CheckWhitening(dataset.Inputs[input].Length, fitted._shape);
        }

        if (options.CentersFeatures)
        {
            fitted.FitChannels(dataset, epochs, input);
        }

        if (options.ZcaWhitening)
        {
            SecondMoments moments = new(dataset.Inputs[input].Length);
            fitted.ForEach(dataset, epochs, input, moments.Add);
            fitted._whitening = new(moments, options.ZcaEpsilon);
        }

        return fitted;
    }

    /// <summary>Standardizes one picture in place.</summary>
    /// <param name="image">Height by width by channels.</param>
    /// <exception cref="ArgumentException">The picture has another size.</exception>
    public void Transform(Span<float> image)
    {
        int length = _shape.Height * _shape.Width * _shape.Channels;
        if (image.Length != length)
        {
            throw new ArgumentException($"The picture has {image.Length} values, but the standardization was fitted to {_shape.Height}×{_shape.Width}×{_shape.Channels} = {length}.", nameof(image));
        }

        if (_options.Rescale != 1)
        {
            TensorPrimitives.Multiply(image, _options.Rescale, image);
        }

        if (_options.CentersSamples)
        {
            TransformSample(image);
        }

        if (_options.CentersFeatures)
        {
            TransformChannels(image);
        }

        _whitening?.Apply(image);
    }

    /// <summary>A dataset whose pictures are standardized as they are read.</summary>
    /// <param name="dataset">Has pictures of the size that was fitted to.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="ArgumentException">The pictures have another size.</exception>
    public Dataset Transform(Dataset dataset, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return ImageShape.Of(dataset, input) == _shape
            ? dataset.Map(sample => Transform(sample.Input(input)))
            : throw new ArgumentException($"{dataset.Inputs[input]} does not have the sizes ({_shape.Height}, {_shape.Width}, {_shape.Channels}) that the standardization was fitted to.", nameof(dataset));
    }

    private static void CheckWhitening(int length, ImageShape shape)
    {
        if (length > MostWhitened)
        {
            throw new ArgumentException(
                $"ZCA whitening of pictures of {shape.Height}×{shape.Width}×{shape.Channels} = {length} values needs a matrix of {length}×{length} numbers, {(long)length * length * sizeof(double)} bytes, three times; "
                + $"resize the pictures to at most {MostWhitened} values.",
                "dataset");
        }
    }

    private void TransformSample(Span<float> image)
    {
        float mean = (float)Mean(image);
        TensorPrimitives.Subtract(image, mean, image);
        if (_options.SamplewiseStdNormalization)
        {
            float deviation = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(image) / image.Length);
            TensorPrimitives.Divide(image, deviation + Epsilon, image);
        }
    }

    private void TransformChannels(Span<float> image)
    {
        for (int i = 0, channel = 0; i < image.Length; i++)
        {
            image[i] = (image[i] - _means[channel]) / _deviations[channel];
            channel = channel + 1 == _means.Length ? 0 : channel + 1;
        }
    }

    private void FitChannels(Dataset dataset, int epochs, int input)
    {
        FeatureStatistics statistics = FeatureStatistics.Empty(_shape.Channels);
        ForEach(dataset, epochs, input, image =>
        {
            for (; !image.IsEmpty; image = image[_shape.Channels..])
            {
                statistics.Add(image[.._shape.Channels]);
            }
        });
        statistics.Checked().Means.CopyTo(_means, 0);
        if (_options.FeaturewiseStdNormalization)
        {
            for (int channel = 0; channel < _deviations.Length; channel++)
            {
                _deviations[channel] = statistics.Deviations[channel] + Epsilon;
            }
        }
    }

    /// <summary>Goes through all pictures as far standardized as is known.</summary>
    private void ForEach(Dataset dataset, int epochs, int input, ImageAction see)
    {
        using BatchReader reader = dataset.CreateReader(BatchSize);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            reader.Begin(epoch);
            while (reader.TryRead(out Batch? batch))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    Span<float> image = batch[i].Input(input);
                    Transform(image);
                    see(image);
                }
            }
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
