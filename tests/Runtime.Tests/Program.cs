using Compiled.Runtime.Tests.Persistence;

namespace Compiled.Runtime.Tests;

/// <summary>What the tests run in a process of its own, to kill or limit it.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case [KilledProcessTests.Command, var path, var first]:
                KilledProcessTests.SaveForever(path, first);
                break;
            case [FullDiskTests.Command, var path]:
                FullDiskTests.SaveOnce(path);
                break;
        }
    }
}
