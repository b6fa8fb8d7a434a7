using System.Collections.Immutable;

namespace Compiled;

/// <summary>A file of a published data set.</summary>
/// <param name="Name">The file's name in a data folder.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal digits.</param>
/// <param name="Addresses">Where it can be had; tried in order.</param>
internal sealed record RemoteFile(string Name, long Length, string Sha256, ImmutableArray<string> Addresses);
