using System.Collections.Immutable;

namespace Compiled;

/// <summary>The part of a document in the split "ModApte" of Reuters-21578.</summary>
public enum ReutersPart
{
    /// <summary>In neither part.</summary>
    Unused,

    /// <summary>One of 9,603 to learn from.</summary>
    Train,

    /// <summary>One of 3,299 to judge by.</summary>
    Test,
}

/// <summary>A piece of news.</summary>
/// <param name="Number">Its number in the collection, from 1.</param>
/// <param name="Title">The title; may be empty.</param>
/// <param name="Body">The text; empty for news of a title alone.</param>
/// <param name="Topics">What it is about, for example <c>grain</c>; none, one or several.</param>
/// <param name="Part">Its part in the split ModApte.</param>
public sealed record ReutersDocument(int Number, string Title, string Body, ImmutableArray<string> Topics, ReutersPart Part);

/// <summary>
/// Reuters-21578 (Lewis 1997): 21,578 pieces of news of the year 1987 with their topics. The texts are for research only; © Reuters Ltd. and Carnegie Group.
/// </summary>
public static class Reuters
{
    private const string Folder = "reuters21578";

    private static readonly ImmutableArray<RemoteFile> s_files =
    [
        File("reut2-000.sgm", 1324236, "53d8be9f3031f11811857237a8d894a8ab79f3d00b863d340505f72dc0690187"),
        File("reut2-001.sgm", 1254440, "1528e7e82d110d88d0234eb9619eadb7f9fd805711971df05975b92277dfdf4d"),
        File("reut2-002.sgm", 1217495, "99f18068d0518952987dedd78c622e5c2a584e357d264d3754696c815f3e6628"),
        File("reut2-003.sgm", 1298721, "78a3a8d7e04bc9d42c4614d5d5c60a4293dbe3f708df6fb5a71d9ef31f4b3fa3"),
        File("reut2-004.sgm", 1321623, "726342c19a65873330b412378cd6a3f0d512035f5223146ddd60930c62eb6ff0"),
        File("reut2-005.sgm", 1388644, "d09de619b6dd2d047d5124681f6df90550abaf592020d1c1ce338ae9b91522e7"),
        File("reut2-006.sgm", 1254765, "b5535c0d66b01f4976f84621a4a795afbc00d2c4bd0a1b7ae426df6630fb361d"),
        File("reut2-007.sgm", 1256772, "aa706007ec84a03537a3921ca976d60e11b3f99e4b9e9b2d5c81dd384d2c2062"),
        File("reut2-008.sgm", 1410117, "a3994583694a00b7c744097c1d7eabfcf90f2e6650cc21663e46828035a336cb"),
        File("reut2-009.sgm", 1338903, "29995f606dd1a9bdf907eacc9d879846c716860d9d9141676979474aaea39c7d"),
        File("reut2-010.sgm", 1371071, "996df6008089bd09fa5b28a4d2eb0ee5f7b9d4601cde566fed3926ac82960fa3"),
        File("reut2-011.sgm", 1304117, "d3a2782015247d9c2bffb8926267827fdd449c70d619435ef01a25a1c56a53ca"),
        File("reut2-012.sgm", 1323584, "da31035d483851f2aebce5b66d779e5e2c0ac9dcfe098596c6d544e81c5604ab"),
        File("reut2-013.sgm", 1129687, "8f7700bc0455fac3fcc12377ced4807b7df8aba1f21ecad059b9cc2b1cf0b8be"),
        File("reut2-014.sgm", 1128671, "ef936bd3e0f36cf722afa9a6957563549775af32e9e28b4f539c8737ceda83ab"),
        File("reut2-015.sgm", 1258665, "6d3bcec73eff871b8a5403588af814c4e50a0de6bc25707480522ab836f74026"),
        File("reut2-016.sgm", 1316417, "be2f03a185fff70131f3b4fdbd6229b7ee2be077eba9691eaa597c8cfbda8812"),
        File("reut2-017.sgm", 1546911, "f370e610b4b1342e41a98e0c426a08541044bd1d7e539674f32372a6060b73b5"),
        File("reut2-018.sgm", 1258819, "a5f971bf25448e915781962309e669359a35fbcaf3017a806eca0590897f209a"),
        File("reut2-019.sgm", 1261780, "d3b07097fba2633d130b4914aceba671645985248943ce9e39c289315339dffb"),
        File("reut2-020.sgm", 1049566, "f6ad1b724125c202566c63b35ea0b5ee23881f8b7ed47a32829d5af05d8e860d"),
        File("reut2-021.sgm", 621648, "3f5196d32869723c9042aa5756805b4e90360f1f45ea17f4594fa0e2b3630b18"),
    ];

    /// <summary>
    /// Loads all documents from the first place that has them, as <see cref="Mnist.Load"/> does; the folder's name is <c>reuters21578</c>, the files'
    /// <c>reut2-000.sgm</c> to <c>reut2-021.sgm</c>, plain or compressed with gzip.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static ImmutableArray<ReutersDocument> Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string found = DataStore.Require(folder, Folder, s_files, download, progress, cancellation);
        return [.. s_files.SelectMany(file => ReutersFile.Read(DataFolders.PathOf(found, file)!))];
    }

    private static RemoteFile File(string name, long length, string hash) => new(name, length, hash,
        ["https://raw.githubusercontent.com/learp/crime_classification/c2b318bb119039f880fd2fc9c36978c5ea7ff491/reuters21578/" + name]);
}
