using BenchmarkDotNet.Attributes;

namespace Compiled.Benchmarks;

/// <summary>What stands between a picture on the disk and a training step: decoding, resizing, augmenting, for a drawn picture of 500×375 pixels. One thread.</summary>
public class PictureBenchmarks
{
    private const int Width = 500;
    private const int Height = 375;
    private const int Size = 150;

    private readonly ImageAugmentation _augmentation = new()
    {
        RotationRange = 40,
        WidthShiftRange = 0.2f,
        HeightShiftRange = 0.2f,
        ShearRange = 10,
        ZoomRange = (0.8f, 1.2f),
        HorizontalFlip = true,
    };

    private readonly float[] _small = new float[Size * Size * 3];
    private readonly float[] _varied = new float[Size * Size * 3];
    private byte[] _png = [];
    private byte[]? _jpeg;
    private Image _picture = null!;
    private int _sample;

    /// <summary>Draws the picture; a JPEG file is taken from the environment variable COMPILED_JPEG, as the library writes none.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _picture = new(Width, Height, 3);
        for (int i = 0; i < _picture.Pixels.Length; i++)
        {
            int x = i / 3 % Width;
            int y = i / 3 / Width;
            _picture.Pixels[i] = (byte)(128 + (60 * Math.Sin((x * 0.05) + (i % 3))) + (60 * Math.Cos(y * 0.04)) + (x * y % 7));
        }

        using MemoryStream stream = new();
        _picture.WritePng(stream);
        _png = stream.ToArray();
        _jpeg = Environment.GetEnvironmentVariable("COMPILED_JPEG") is { Length: > 0 } path ? File.ReadAllBytes(path) : null;
        _picture.Resize(Size, Size).CopyTo(_small);
    }

    [Benchmark]
    public Image DecodePng() => Image.Decode(_png, "benchmark.png");

    [Benchmark]
    public Image? DecodeJpeg() => _jpeg is null ? null : Image.Decode(_jpeg, "benchmark.jpg");

    [Benchmark]
    public Image ResizeBilinear() => _picture.Resize(Size, Size);

    [Benchmark]
    public void Augment()
        => _augmentation.Draw(seed: 1, epoch: 0, _sample++, Size, Size, 3).Apply(_small, _varied, Size, Size, 3);
}
