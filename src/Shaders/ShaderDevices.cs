using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders;

/// <summary>The devices of this library. The generator calls it for programs whose models run on a GPU; others may.</summary>
public static class ShaderDevices
{
    /// <summary>Lets <see cref="Device.Enumerate"/> see them. Nothing is looked for before someone asks.</summary>
    public static void Register() => Device.Register(new Direct3DProvider());
}
