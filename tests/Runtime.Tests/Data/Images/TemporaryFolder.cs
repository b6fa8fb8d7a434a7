namespace Compiled.Runtime.Tests.Data.Images;

/// <summary>A folder for the time of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Writes a picture of one colour.</summary>
    public string AddPicture(string name, int width = 3, int height = 2, params byte[] pixel)
    {
        Image image = new(width, height, pixel.Length);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = pixel[i % pixel.Length];
        }

        string path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        image.SavePng(path);
        return path;
    }

    /// <summary>A path in the folder, written with slashes.</summary>
    public string At(string name) => System.IO.Path.Combine([Path, .. name.Split('/')]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
