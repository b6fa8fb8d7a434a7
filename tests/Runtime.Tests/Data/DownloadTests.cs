using System.Net;
using System.Security.Cryptography;

namespace Compiled.Runtime.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RemoteFile Wanted(params string[] addresses)
        => new("data.gz", s_content.Length, Convert.ToHexString(SHA256.HashData(s_content)).ToLowerInvariant(), [.. addresses]);

    private void Fetch(RemoteFile file, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        using Mirrors mirrors = new();
        new Downloader(mirrors, progress).Fetch(_folder, [file], cancellation);
    }

    [Fact]
    public void TheFirstMirrorWithTheRightFileServes()
    {
        List<DownloadProgress> steps = [];
        Fetch(Wanted("http://mirror/missing", "http://mirror/damaged", "http://mirror/short", "http://mirror/long", "http://mirror/broken", "http://mirror/good"), steps.Add);
        Assert.Equal(s_content, File.ReadAllBytes(Path.Combine(_folder, "data.gz")));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(new DownloadProgress("data.gz", s_content.Length, s_content.Length), steps[^1]);
    }

    [Fact]
    public void WithoutAGoodMirrorEveryReasonIsNamedAndNothingIsLeft()
    {
        HttpRequestException exception = Assert.Throws<HttpRequestException>(() => Fetch(Wanted("http://mirror/missing", "http://mirror/damaged", "http://mirror/short")));
        Assert.Contains("http://mirror/missing: ", exception.Message);
        Assert.Contains("404", exception.Message);
        Assert.Contains("http://mirror/damaged: the SHA-256 is", exception.Message);
        Assert.Contains("50000 bytes came, where 100000 were expected", exception.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AFileThatIsThereIsNotFetched()
    {
        File.WriteAllBytes(Path.Combine(_folder, "data"), [1]);
        Fetch(Wanted("http://mirror/missing"));
        Assert.Equal([1], File.ReadAllBytes(Path.Combine(_folder, "data")));
    }

    [Fact]
    public void CancellingStopsAndLeavesNothing()
    {
        using CancellationTokenSource source = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Fetch(Wanted("http://mirror/good", "http://mirror/good"), _ => source.Cancel(), source.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AGivenFolderIsUsedFirstAndItsFilesMayBePlain()
    {
        foreach ((string name, byte[] bytes) in ((string, byte[])[])
        [
            ("train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[2 * 784]]),
            ("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 3, 9]),
            ("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[784]]),
            ("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 7]),
        ])
        {
            File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        }

        ImageData data = Mnist.Load(_folder, download: false);
        Assert.Equal((2, 1, false), (data.Train.Length, data.Test.Length, data.IsSynthetic));
        Assert.Contains(_folder, data.Source);
        Assert.Equal([7], data.Test.Labels.ToArray());

        File.WriteAllBytes(Path.Combine(_folder, "t10k-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 1, 10]);
        Assert.Contains("label 0 is 10", Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder, download: false)).Message);
        File.WriteAllBytes(Path.Combine(_folder, "t10k-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 2, 1, 1]);
        Assert.Contains("has 1 image", Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder, download: false)).Message);
    }

    [Fact]
    public void ADataSetThatIsNowhereNamesThePlaces()
    {
        RemoteFile file = Wanted() with { Name = "no-such-file.gz" };
        FileNotFoundException exception = Assert.Throws<FileNotFoundException>(
            () => DataStore.Require(_folder, "no-such-data-set", [file], download: false, progress: null, CancellationToken.None));
        Assert.Contains(_folder, exception.Message);
        Assert.Contains("no-such-file.gz", exception.Message);
        Assert.Contains("COMPILED_DATA", exception.Message);
        Assert.Contains(Path.Combine("shared", "data", "no-such-data-set"), exception.Message);
    }

    private sealed class Mirrors : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] damaged = [.. s_content];
            damaged[500] ^= 1;
            return request.RequestUri!.AbsolutePath switch
            {
                "/good" => new(HttpStatusCode.OK) { Content = new ByteArrayContent(s_content) },
                "/damaged" => new(HttpStatusCode.OK) { Content = new ByteArrayContent(damaged) },
                "/short" => new(HttpStatusCode.OK) { Content = new ByteArrayContent(s_content[..50_000]) },
                "/long" => new(HttpStatusCode.OK) { Content = new ByteArrayContent([.. s_content, 0]) },
                "/broken" => throw new HttpRequestException("Connection refused"),
                _ => new(HttpStatusCode.NotFound),
            };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(Send(request, cancellationToken));
    }
}
