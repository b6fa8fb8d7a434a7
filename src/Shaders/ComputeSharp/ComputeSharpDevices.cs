using System.Runtime.Versioning;

namespace Compiled.Shaders.ComputeSharp;

/// <summary>The GPUs that ComputeSharp finds, as devices.</summary>
public static class ComputeSharpDevices
{
    /// <summary>Lets <see cref="Device.Enumerate"/> see them. Nothing is looked for before someone asks.</summary>
    [SupportedOSPlatform("windows6.2")]
    public static void Register() => Device.Register(new ComputeSharpProvider());
}
