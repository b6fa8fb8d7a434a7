using Compiled.Runtime.Tests.Persistence;

namespace Compiled.Runtime.Tests;

/// <summary>What the tests run in a process of its own, to kill it.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        if (arguments is [KilledProcessTests.Command, string path])
        {
            KilledProcessTests.SaveForever(path);
        }
    }
}
