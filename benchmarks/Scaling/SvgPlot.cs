using System.Globalization;
using System.Text;

namespace Scaling;

/// <summary>Lines over logarithmic axes as a picture in SVG: times on the left axis, memory, dashed, on the right one.</summary>
internal sealed class SvgPlot(string title, string across)
{
    private const int Width = 720, Height = 440, Left = 70, Right = 250, Top = 40, Bottom = 50;
    private static readonly string[] s_colours = ["#1b6ca8", "#c8553d", "#3a7d44", "#7b4b94", "#8a6d3b"];

    private readonly List<(string Name, bool IsMemory, (double X, double Y)[] Points)> _lines = [];

    /// <param name="name">With the unit.</param>
    /// <param name="points">Positive numbers.</param>
    /// <param name="isMemory">Whether the line belongs to the right axis.</param>
    public void Add(string name, IEnumerable<(double X, double Y)> points, bool isMemory = false) => _lines.Add((name, isMemory, [.. points]));

    public override string ToString()
    {
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine($"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        Write(svg, Left, 22, "start", title, 15);
        Write(svg, (Left + Width - Right) / 2, Height - 10, "middle", across);
        Axis x = Axis.Over(_lines.SelectMany(line => line.Points.Select(p => p.X)), Left, Width - Right, isWhole: false);
        foreach (double tick in x.Ticks)
        {
            Rule(svg, x.At(tick), Top, x.At(tick), Height - Bottom);
            Write(svg, x.At(tick), Height - Bottom + 18, "middle", Number(tick));
        }

        foreach (bool isMemory in (bool[])[false, true])
        {
            double[] values = [.. _lines.Where(line => line.IsMemory == isMemory).SelectMany(line => line.Points.Select(p => p.Y))];
            if (values.Length == 0)
            {
                continue;
            }

            Axis y = Axis.Over(values, Height - Bottom, Top, isWhole: true);
            foreach (double tick in y.Ticks)
            {
                if (!isMemory)
                {
                    Rule(svg, Left, y.At(tick), Width - Right, y.At(tick));
                }

                Write(svg, isMemory ? Width - Right + 6 : Left - 6, y.At(tick) + 4, isMemory ? "start" : "end", Number(tick));
            }

            Write(svg, isMemory ? Width - Right + 6 : Left - 6, Top - 8, isMemory ? "start" : "end", isMemory ? "MiB" : "ms");
            Draw(svg, x, y, isMemory);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private void Draw(StringBuilder svg, Axis x, Axis y, bool isMemory)
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            (string name, bool belongs, (double X, double Y)[] points) = _lines[i];
            if (belongs != isMemory)
            {
                continue;
            }

            string colour = s_colours[i % s_colours.Length], dash = isMemory ? " stroke-dasharray=\"5 4\"" : "";
            string path = string.Join(" ", points.Select(p => FormattableString.Invariant($"{x.At(p.X):F1},{y.At(p.Y):F1}")));
            svg.AppendLine($"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>""");
            foreach ((double atX, double atY) in points)
            {
                svg.AppendLine(FormattableString.Invariant($"""<circle cx="{x.At(atX):F1}" cy="{y.At(atY):F1}" r="3" fill="{colour}"/>"""));
            }

            int row = Top + 10 + (22 * i), at = Width - Right + 60;
            svg.AppendLine($"""<line x1="{at}" y1="{row}" x2="{at + 24}" y2="{row}" stroke="{colour}" stroke-width="2"{dash}/>""");
            Write(svg, at + 30, row + 4, "start", name);
        }
    }

    private static void Rule(StringBuilder svg, double x1, double y1, double x2, double y2) =>
        svg.AppendLine(FormattableString.Invariant($"""<line x1="{x1:F1}" y1="{y1:F1}" x2="{x2:F1}" y2="{y2:F1}" stroke="#dddddd"/>"""));

    private static void Write(StringBuilder svg, double x, double y, string anchor, string text, int size = 12) =>
        svg.AppendLine(FormattableString.Invariant($"""<text x="{x:F1}" y="{y:F1}" text-anchor="{anchor}" font-size="{size}">{text.Replace("&", "&amp;").Replace("<", "&lt;")}</text>"""));

    private static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A logarithmic axis from one place of the picture to another.</summary>
    private readonly record struct Axis(double Least, double Most, double From, double To, double[] Ticks)
    {
        /// <param name="isWhole">Whether it begins and ends at powers of ten; else each value has its tick.</param>
        public static Axis Over(IEnumerable<double> values, double from, double to, bool isWhole)
        {
            double[] distinct = [.. values.Distinct().Order()];
            if (!isWhole)
            {
                return new(distinct[0], Math.Max(distinct[^1], distinct[0] * 1.1), from, to, distinct);
            }

            int least = (int)Math.Floor(Math.Log10(distinct[0])), most = Math.Max(least + 1, (int)Math.Ceiling(Math.Log10(distinct[^1])));
            return new(Math.Pow(10, least), Math.Pow(10, most), from, to, [.. Enumerable.Range(least, most - least + 1).Select(power => Math.Pow(10, power))]);
        }

        public double At(double value) => From + ((To - From) * Math.Log(value / Least) / Math.Log(Most / Least));
    }
}
