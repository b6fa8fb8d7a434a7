using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// One variation of a picture, as drawn by <see cref="ImageAugmentation"/> or chosen. Geometry comes first, then the channels' shifts, flips and
/// brightness. What is seen at a pixel is what was at rotation · shift · shear · zoom of it, counted from the picture's centre. Where nothing is set,
/// also in <c>default</c>, the picture stays as it is.
/// </summary>
public readonly record struct ImageTransform
{
    // Null stands for what leaves a picture as it is, so that default is a transform like another: the picture as it is.
    private readonly float? _rowZoom;
    private readonly float? _columnZoom;
    private readonly float? _brightness;
    private readonly float? _white;
    private readonly Interpolation? _interpolation;
    private readonly ImmutableArray<float> _channelShifts;

    /// <summary>Degrees, clockwise.</summary>
    public float Rotation { get; init; }

    /// <summary>Pixels by which the content moves up.</summary>
    public float RowShift { get; init; }

    /// <summary>Pixels by which the content moves to the left.</summary>
    public float ColumnShift { get; init; }

    /// <summary>Degrees by which columns lean; 0 keeps them upright.</summary>
    public float Shear { get; init; }

    /// <summary>The share of the rows that is seen; below 1 enlarges.</summary>
    public float RowZoom
    {
        get => _rowZoom ?? 1;
        init => _rowZoom = value == 1 ? null : value;
    }

    /// <summary>The share of the columns that is seen; below 1 enlarges.</summary>
    public float ColumnZoom
    {
        get => _columnZoom ?? 1;
        init => _columnZoom = value == 1 ? null : value;
    }

    /// <summary>Whether left and right change places.</summary>
    public bool FlipsColumns { get; init; }

    /// <summary>Whether top and bottom change places.</summary>
    public bool FlipsRows { get; init; }

    /// <summary>What is added to each channel; empty for nothing.</summary>
    public ImmutableArray<float> ChannelShifts
    {
        get => _channelShifts.IsDefault ? [] : _channelShifts;
        init => _channelShifts = value.IsDefaultOrEmpty ? default : value;
    }

    /// <summary>What values are multiplied by.</summary>
    public float Brightness
    {
        get => _brightness ?? 1;
        init => _brightness = value == 1 ? null : value;
    }

    /// <summary>How values between pixels are found; <see cref="Interpolation.Bilinear"/> blurs a little, <see cref="Interpolation.Nearest"/> keeps pixels as they are.</summary>
    public Interpolation Interpolation
    {
        get => _interpolation ?? Interpolation.Bilinear;
        init => _interpolation = value == Interpolation.Bilinear ? null : value;
    }

    /// <summary>What is seen beyond the borders.</summary>
    public FillMode FillMode { get; init; }

    /// <summary>The value beyond the borders with <see cref="FillMode.Constant"/>.</summary>
    public float ConstantValue { get; init; }

    /// <summary>The largest value that <see cref="Brightness"/> leaves.</summary>
    public float White
    {
        get => _white ?? 1;
        init => _white = value == 1 ? null : value;
    }

    /// <summary>Writes the varied picture.</summary>
    /// <param name="image">Height by width by channels.</param>
    /// <param name="destination">Room for as many values; another place than the picture.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">Values of a pixel.</param>
    /// <exception cref="ArgumentException">The numbers of values do not fit.</exception>
    public void Apply(ReadOnlySpan<float> image, Span<float> destination, int height, int width, int channels)
    {
        if ((long)height * width * channels != image.Length || destination.Length < image.Length)
        {
            throw new ArgumentException($"{image.Length} values, and room for {destination.Length}, are not a picture of ({height}, {width}, {channels}).", nameof(image));
        }

        destination = destination[..image.Length];
        AffineMap map = AffineMap.Of(this).AroundCenter(height, width);
        if (map == AffineMap.Identity)
        {
            image.CopyTo(destination);
        }
        else
        {
            new ImageSampler(height, width, channels, Interpolation, FillMode, ConstantValue).Run(image, destination, map);
        }

        if (!_channelShifts.IsDefault)
        {
            ShiftChannels(destination, channels);
        }

        Flip(destination, height, width, channels);
        if (Brightness != 1)
        {
            TensorPrimitives.Multiply(destination, Brightness, destination);
            TensorPrimitives.Max(destination, 0, destination);
            TensorPrimitives.Min(destination, White, destination);
        }
    }

    private void ShiftChannels(Span<float> image, int channels)
    {
        if (ChannelShifts.Length != channels)
        {
            throw new ArgumentException($"{ChannelShifts.Length} channel shifts are given for {channels} channels.");
        }

        float least = TensorPrimitives.Min<float>(image);
        float greatest = TensorPrimitives.Max<float>(image);
        for (int i = 0, channel = 0; i < image.Length; i++)
        {
            image[i] = Math.Clamp(image[i] + ChannelShifts[channel], least, greatest);
            channel = channel + 1 == channels ? 0 : channel + 1;
        }
    }

    private void Flip(Span<float> image, int height, int width, int channels)
    {
        int rowLength = width * channels;
        if (FlipsRows)
        {
            for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--)
            {
                Swap(image.Slice(top * rowLength, rowLength), image.Slice(bottom * rowLength, rowLength));
            }
        }

        if (FlipsColumns)
        {
            for (int y = 0; y < height; y++)
            {
                Span<float> row = image.Slice(y * rowLength, rowLength);
                for (int left = 0, right = width - 1; left < right; left++, right--)
                {
                    Swap(row.Slice(left * channels, channels), row.Slice(right * channels, channels));
                }
            }
        }
    }

    private static void Swap(Span<float> one, Span<float> other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            (one[i], other[i]) = (other[i], one[i]);
        }
    }
}
