using System.Collections.Immutable;
using System.Numerics;

namespace Compiled;

/// <summary>
/// Draws a digit as a shaking hand might: the points of its strokes are moved, the curve through them is turned, sheared and bent,
/// and a round pen follows it over a grey image.
/// </summary>
internal sealed class DigitPainter
{
    private const int Size = SyntheticDigits.Size;
    private const int PointsPerSpan = 5;
    private const float BodySize = 19;
    private readonly float[] _ink = new float[Size * Size];
    private readonly List<Vector2> _curve = [];
    private readonly List<int> _ends = [];

    /// <summary>Draws one image.</summary>
    public void Paint(int digit, ref RandomSequence random, Span<byte> pixels)
    {
        ImmutableArray<ImmutableArray<ImmutableArray<Vector2>>> ways = DigitStrokes.Of(digit);
        _curve.Clear();
        _ends.Clear();
        foreach (ImmutableArray<Vector2> stroke in ways[random.Below(ways.Length)])
        {
            Trace(stroke, ref random);
            _ends.Add(_curve.Count);
        }

        Distort(ref random);
        Center(ref random);
        DrawLines(random.Uniform(0.75f, 1.75f));
        float strength = random.Uniform(0.85f, 1f);
        for (int i = 0; i < pixels.Length; i++)
        {
            float noise = _ink[i] > 0 ? random.Uniform(-0.08f, 0.08f) : 0;
            pixels[i] = (byte)Math.Clamp(255 * ((strength * _ink[i]) + noise), 0, 255);
        }
    }

    // Catmull and Rom's spline goes through all points, so that a few of them suffice for a stroke.
    private void Trace(ImmutableArray<Vector2> stroke, ref RandomSequence random)
    {
        Span<Vector2> points = stackalloc Vector2[stroke.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = stroke[i] + new Vector2(random.Uniform(-0.03f, 0.03f), random.Uniform(-0.03f, 0.03f));
        }

        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 before = points[Math.Max(i - 1, 0)];
            Vector2 after = points[Math.Min(i + 2, points.Length - 1)];
            for (int step = 0; step < PointsPerSpan; step++)
            {
                _curve.Add(CatmullRom(before, points[i], points[i + 1], after, (float)step / PointsPerSpan));
            }
        }

        _curve.Add(points[^1]);
    }

    private static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t)
        => 0.5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t));

    private void Distort(ref RandomSequence random)
    {
        float angle = random.Uniform(-0.2f, 0.2f);
        Matrix3x2 affine = Matrix3x2.CreateScale(random.Uniform(0.7f, 1.05f), 1)
            * Matrix3x2.CreateSkew(random.Uniform(-0.35f, 0.2f), 0)
            * Matrix3x2.CreateRotation(angle);
        // Two waves across the image bend it as a whole, as an elastic sheet would.
        Wave first = Wave.Draw(ref random);
        Wave second = Wave.Draw(ref random);
        for (int i = 0; i < _curve.Count; i++)
        {
            Vector2 point = Vector2.Transform(_curve[i] - new Vector2(0.5f), affine);
            _curve[i] = point + first.At(point) + second.At(point);
        }
    }

    // As in MNIST the digit fills a box, and its middle lies about the middle of the image.
    private void Center(ref RandomSequence random)
    {
        Vector2 minimum = _curve[0];
        Vector2 maximum = _curve[0];
        foreach (Vector2 point in _curve)
        {
            minimum = Vector2.Min(minimum, point);
            maximum = Vector2.Max(maximum, point);
        }

        Vector2 extent = maximum - minimum;
        float scale = BodySize * random.Uniform(0.88f, 1.02f) / MathF.Max(extent.X, extent.Y);
        Vector2 middle = (minimum + maximum) / 2;
        Vector2 place = new Vector2((Size - 1) / 2f) + new Vector2(random.Uniform(-1.5f, 1.5f), random.Uniform(-1.2f, 1.2f));
        for (int i = 0; i < _curve.Count; i++)
        {
            _curve[i] = ((_curve[i] - middle) * scale) + place;
        }
    }

    private void DrawLines(float penRadius)
    {
        Array.Clear(_ink);
        int start = 0;
        foreach (int end in _ends)
        {
            for (int i = start; i + 1 < end; i++)
            {
                DrawLine(_curve[i], _curve[i + 1], penRadius);
            }

            start = end;
        }
    }

    private void DrawLine(Vector2 from, Vector2 to, float penRadius)
    {
        float reach = penRadius + 0.7f;
        Vector2 low = Vector2.Min(from, to) - new Vector2(reach);
        Vector2 high = Vector2.Max(from, to) + new Vector2(reach);
        Vector2 along = to - from;
        float inverse = 1 / MathF.Max(along.LengthSquared(), 1e-6f);
        for (int y = Math.Max((int)MathF.Ceiling(low.Y), 0); y <= Math.Min((int)high.Y, Size - 1); y++)
        {
            Span<float> row = _ink.AsSpan(y * Size, Size);
            for (int x = Math.Max((int)MathF.Ceiling(low.X), 0); x <= Math.Min((int)high.X, Size - 1); x++)
            {
                Vector2 offset = new Vector2(x, y) - from;
                float nearest = Math.Clamp(Vector2.Dot(offset, along) * inverse, 0, 1);
                float distance = (offset - (nearest * along)).Length();
                // The edge of the pen fades over a little more than a pixel.
                float covered = MathF.Min((reach - distance) / 1.4f, 1);
                row[x] = MathF.Max(row[x], covered);
            }
        }
    }

    /// <summary>A smooth displacement.</summary>
    private readonly record struct Wave(Vector2 Direction, Vector2 Amplitude, float Phase)
    {
        public static Wave Draw(ref RandomSequence random)
        {
            float angle = random.Uniform(0, MathF.Tau);
            float frequency = random.Uniform(3, 8);
            return new(
                frequency * new Vector2(MathF.Cos(angle), MathF.Sin(angle)),
                new(random.Uniform(-0.045f, 0.045f), random.Uniform(-0.045f, 0.045f)),
                random.Uniform(0, MathF.Tau));
        }

        public Vector2 At(Vector2 point) => Amplitude * MathF.Sin(Vector2.Dot(Direction, point) + Phase);
    }
}
