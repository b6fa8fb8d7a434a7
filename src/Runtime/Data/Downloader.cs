using System.Security.Cryptography;

namespace Compiled;

/// <summary>Fetches files of data sets. A file appears under its name only when it is whole and its hash is right.</summary>
internal sealed class Downloader(HttpMessageHandler handler, Action<DownloadProgress>? progress)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(100);

    /// <summary>Fetches what is missing in a folder.</summary>
    /// <exception cref="HttpRequestException">A file cannot be had; the message tells why, for each address.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Fetch(string folder, IReadOnlyList<RemoteFile> files, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using HttpClient client = new(handler, disposeHandler: false) { Timeout = s_timeout };
        foreach (RemoteFile file in files)
        {
            if (DataFolders.PathOf(folder, file) is null)
            {
                Fetch(client, folder, file, cancellation);
            }
        }
    }

    private void Fetch(HttpClient client, string folder, RemoteFile file, CancellationToken cancellation)
    {
        List<string> failures = [];
        foreach (string address in file.Addresses)
        {
            // A name of its own for each process that fetches at the same time.
            string temporary = Path.Combine(folder, $".{file.Name}.{Guid.NewGuid():N}");
            try
            {
                Receive(client, address, file, temporary, cancellation);
                File.Move(temporary, Path.Combine(folder, file.Name), overwrite: true);
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or InvalidDataException or HttpIOException
                || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                failures.Add($"{address}: {exception.Message}");
            }
            finally
            {
                File.Delete(temporary);
            }
        }

        throw new HttpRequestException($"{file.Name} could not be downloaded. {string.Join(" ", failures)}");
    }

    private void Receive(HttpClient client, string address, RemoteFile file, string temporary, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        using Stream source = response.Content.ReadAsStream(cancellation);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (FileStream destination = new(temporary, FileMode.CreateNew))
        {
            byte[] buffer = new byte[1 << 16];
            long received = 0;
            for (int count; (count = source.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                received += count;
                if (received > file.Length)
                {
                    throw new InvalidDataException($"more than the expected {file.Length} bytes came.");
                }

                hash.AppendData(buffer, 0, count);
                destination.Write(buffer, 0, count);
                progress?.Invoke(new(file.Name, received, file.Length));
            }

            if (received != file.Length)
            {
                throw new InvalidDataException($"{received} bytes came, where {file.Length} were expected.");
            }

            destination.Flush(flushToDisk: true);
        }

        string actual = Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
        if (actual != file.Sha256)
        {
            throw new InvalidDataException($"the SHA-256 is {actual}, where {file.Sha256} was expected.");
        }
    }
}
