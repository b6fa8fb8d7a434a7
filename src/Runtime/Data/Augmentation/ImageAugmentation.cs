namespace Compiled;

/// <summary>
/// How pictures are varied at random, with the names and meanings of Keras's <c>ImageDataGenerator</c>; docs/images.md tells where Keras is odd.
/// Every picture in every epoch is varied anew: the numbers depend on the seed, the epoch and the picture alone, not on the order of reading
/// or the number of threads, and no option changes those of another.
/// </summary>
public sealed record ImageAugmentation
{
    /// <summary>The largest angle to either side, in degrees.</summary>
    public float RotationRange { get; init; }

    /// <summary>The largest shift to either side: below 1 a share of the width, from 1 on whole pixels, the largest shift as likely as any.</summary>
    public float WidthShiftRange { get; init; }

    /// <summary>The largest shift up or down: below 1 a share of the height, from 1 on whole pixels, the largest shift as likely as any.</summary>
    public float HeightShiftRange { get; init; }

    /// <summary>The largest shear angle to either side, in degrees.</summary>
    public float ShearRange { get; init; }

    /// <summary>
    /// The share of the picture that is seen, drawn for each axis on its own: below 1 enlarges, above 1 shrinks.
    /// Keras's <c>zoom_range=0.2</c> is (0.8, 1.2).
    /// </summary>
    public (float From, float To) ZoomRange { get; init; } = (1, 1);

    /// <summary>The most that is added to or taken from a channel, each by a number of its own; values stay between the picture's least and greatest.</summary>
    public float ChannelShiftRange { get; init; }

    /// <summary>What all values are multiplied by; they stay between 0 and <see cref="White"/>.</summary>
    public (float From, float To) BrightnessRange { get; init; } = (1, 1);

    /// <summary>Whether half of the pictures are mirrored left to right.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Whether half of the pictures are mirrored top to bottom.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>
    /// How values between pixels are found. <see cref="Interpolation.Bilinear"/>, Keras's <c>interpolation_order=1</c>, blurs a little, which small
    /// pictures show; <see cref="Interpolation.Nearest"/>, its order 0 and all that early versions had, leaves pixels as sharp as those of the pictures to judge.
    /// </summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <summary>What is seen beyond the borders.</summary>
    public FillMode FillMode { get; init; } = FillMode.Nearest;

    /// <summary>The value beyond the borders with <see cref="FillMode.Constant"/>; Keras calls it <c>cval</c>.</summary>
    public float ConstantValue { get; init; }

    /// <summary>The largest value of a pixel: 1, as data sets of this library have it, or 255.</summary>
    public float White { get; init; } = 1;

    /// <summary>One variation of a picture.</summary>
    /// <param name="seed">Decides all variations.</param>
    /// <param name="epoch">Decides this one with the seed and the sample.</param>
    /// <param name="sample">The picture's place in its data set.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">Values of a pixel.</param>
    public ImageTransform Draw(ulong seed, int epoch, int sample, int height, int width, int channels)
    {
        // Epoch 0 has number 1: number 0 belongs to what has no epochs, such as orders.
        RandomSequence random = new(seed, (uint)sample, (uint)epoch + 1);
        ImageTransform transform = new()
        {
            Rotation = random.Uniform(-RotationRange, RotationRange),
            RowShift = Shift(ref random, HeightShiftRange, height),
            ColumnShift = Shift(ref random, WidthShiftRange, width),
            Shear = random.Uniform(-ShearRange, ShearRange),
            RowZoom = random.Uniform(ZoomRange.From, ZoomRange.To),
            ColumnZoom = random.Uniform(ZoomRange.From, ZoomRange.To),
            FlipsColumns = random.Uniform() < 0.5f && HorizontalFlip,
            FlipsRows = random.Uniform() < 0.5f && VerticalFlip,
            Brightness = random.Uniform(BrightnessRange.From, BrightnessRange.To),
            Interpolation = Interpolation,
            FillMode = FillMode,
            ConstantValue = ConstantValue,
            White = White,
        };
        if (ChannelShiftRange == 0)
        {
            return transform;
        }

        float[] shifts = new float[channels];
        foreach (ref float shift in shifts.AsSpan())
        {
            shift = random.Uniform(-ChannelShiftRange, ChannelShiftRange);
        }

        return transform with { ChannelShifts = [.. shifts] };
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is impossible; the message names it and its value.</exception>
    internal void Check()
    {
        AtLeastZero(RotationRange, nameof(RotationRange));
        AtLeastZero(WidthShiftRange, nameof(WidthShiftRange));
        AtLeastZero(HeightShiftRange, nameof(HeightShiftRange));
        AtLeastZero(ShearRange, nameof(ShearRange));
        AtLeastZero(ChannelShiftRange, nameof(ChannelShiftRange));
        if (!Enum.IsDefined(Interpolation))
        {
            throw new ArgumentOutOfRangeException(nameof(Interpolation), $"{nameof(Interpolation)} is {Interpolation}; it is {nameof(Interpolation.Nearest)} or {nameof(Interpolation.Bilinear)}");
        }

        if (!Enum.IsDefined(FillMode))
        {
            throw new ArgumentOutOfRangeException(nameof(FillMode), $"{nameof(FillMode)} is {FillMode}; it is {nameof(FillMode.Nearest)}, {nameof(FillMode.Constant)}, {nameof(FillMode.Reflect)} or {nameof(FillMode.Wrap)}");
        }

        if (!float.IsFinite(ConstantValue))
        {
            throw new ArgumentOutOfRangeException(nameof(ConstantValue), $"{nameof(ConstantValue)} is {ConstantValue}; it is a finite number");
        }

        if (!(White > 0 && float.IsFinite(White)))
        {
            throw new ArgumentOutOfRangeException(nameof(White), $"{nameof(White)} is {White}; it is positive");
        }

        if (!(ZoomRange.From > 0 && ZoomRange.To >= ZoomRange.From && float.IsFinite(ZoomRange.To)))
        {
            throw new ArgumentOutOfRangeException(nameof(ZoomRange), $"{nameof(ZoomRange)} is {ZoomRange}; it goes from a positive number to one that is not less");
        }

        if (!(BrightnessRange.From >= 0 && BrightnessRange.To >= BrightnessRange.From && float.IsFinite(BrightnessRange.To)))
        {
            throw new ArgumentOutOfRangeException(nameof(BrightnessRange), $"{nameof(BrightnessRange)} is {BrightnessRange}; it goes from 0 or more to a number that is not less");
        }

        static void AtLeastZero(float value, string option)
        {
            if (!(value >= 0 && float.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(option, $"{option} is {value}; it is at least 0");
            }
        }
    }

    private static float Shift(ref RandomSequence random, float range, int size)
    {
        float drawn = random.Uniform(-1, 1);
        return range < 1 ? drawn * range * size : MathF.Floor((drawn * (MathF.Floor(range) + 0.5f)) + 0.5f);
    }
}
