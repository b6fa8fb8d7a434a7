using System.Globalization;
using Compiled.Start;

// Prints the milliseconds from START, nanoseconds since 1970 as "date +%s%N" has them, to the first prediction; with --empty, to here.
float[] action = new float[8];
if (args is not ["--empty"])
{
    using var controller = new Controller(seed: 1);
    controller.Predict(new float[32], action);
}

long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
long start = long.Parse(Environment.GetEnvironmentVariable("START") ?? throw new InvalidOperationException("START is not set"), CultureInfo.InvariantCulture);
Console.WriteLine(((now - start) / 1e6).ToString("F2", CultureInfo.InvariantCulture));
return Array.TrueForAll(action, float.IsFinite) ? 0 : 1;
