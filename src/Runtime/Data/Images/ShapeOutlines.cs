namespace Compiled;

/// <summary>The outlines of <see cref="SyntheticShapes"/> around the origin, as distances: negative inside, about 1 from the middle to the border.</summary>
internal static class ShapeOutlines
{
    public static IReadOnlyList<string> Names { get; } = ["disc", "ring", "square", "frame", "triangle", "cross", "star", "bar", "crescent", "two discs"];

    public static float Distance(int shape, float x, float y) => Names[shape] switch
    {
        "disc" => Disc(x, y, 0.9f),
        "ring" => MathF.Abs(Disc(x, y, 0.75f)) - 0.18f,
        "square" => Box(x, y, 0.75f, 0.75f),
        "frame" => MathF.Abs(Box(x, y, 0.65f, 0.65f)) - 0.16f,
        "triangle" => Polygon(x, y, 3, 0.5f),
        "cross" => MathF.Min(Box(x, y, 0.95f, 0.25f), Box(x, y, 0.25f, 0.95f)),
        "star" => Star(x, y),
        "bar" => Box(x, y, 0.95f, 0.25f),
        "crescent" => MathF.Max(Disc(x, y, 0.9f), -Disc(x - 0.45f, y, 0.7f)),
        _ => MathF.Min(Disc(x - 0.55f, y, 0.4f), Disc(x + 0.55f, y, 0.4f)),
    };

    private static float Disc(float x, float y, float radius) => MathF.Sqrt((x * x) + (y * y)) - radius;

    private static float Box(float x, float y, float halfWidth, float halfHeight) => MathF.Max(MathF.Abs(x) - halfWidth, MathF.Abs(y) - halfHeight);

    /// <summary>A regular polygon by the distance of its sides from the middle.</summary>
    private static float Polygon(float x, float y, int sides, float inner)
    {
        float sector = 2 * MathF.PI / sides, angle = MathF.Atan2(y, x);
        float toSide = angle - (sector * MathF.Round(angle / sector));
        return (MathF.Sqrt((x * x) + (y * y)) * MathF.Cos(toSide)) - inner;
    }

    /// <summary>Five points: the radius of the border goes to and fro between the points and the notches.</summary>
    private static float Star(float x, float y)
    {
        float sector = 2 * MathF.PI / 5, angle = MathF.Atan2(y, x);
        float toPoint = MathF.Abs(angle - (sector * MathF.Round(angle / sector))) / (sector / 2);
        return MathF.Sqrt((x * x) + (y * y)) - (1 - (0.6f * toPoint));
    }
}
