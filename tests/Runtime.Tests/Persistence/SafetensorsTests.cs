using System.Buffers.Binary;
using System.Text;

namespace Compiled.Runtime.Tests.Persistence;

public class SafetensorsTests
{
    internal static byte[] Bytes(string header, params byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + json.Length);
        return bytes;
    }

    internal static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.Read(new MemoryStream(bytes), "some-file");

    private static byte[] Written()
    {
        SafetensorsWriter writer = new([new("format", "pt"), new("zweck", "Prüfung")]);
        writer.Add("a", [2, 1], stream => SafetensorsWriter.Values(stream, [1, -2]));
        writer.Add("empty", [0, 3], stream => SafetensorsWriter.Values(stream, []));
        writer.Add("one", [], stream => SafetensorsWriter.Values(stream, [0.5f]));
        MemoryStream result = new();
        writer.Write(result);
        return result.ToArray();
    }

    // Made by hand after the format's description: 8 bytes of length, JSON, little-endian elements.
    [Fact]
    public void AFileWrittenByHandIsRead()
    {
        SafetensorsFile file = Read(Bytes(
            """{"b":{"shape":[2],"dtype":"F32","data_offsets":[8,16]},"a":{"dtype":"F16","shape":[1,4],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}}   """,
            0x00, 0x3C, 0x00, 0xC0, 0x00, 0x7C, 0x01, 0x00,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xBF));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(["a", "b"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1, -2, float.PositiveInfinity, 5.9604645e-8f], file["a"]!.ToFloats());
        Assert.Equal([1, -0.5f], file["b"]!.ToFloats());
        Assert.Equal("'a' F16 (1, 4)", file["a"]!.ToString());
        Assert.Null(file["c"]);
    }

    [Fact]
    public void EveryFloatingPointTypeIsConverted()
    {
        SafetensorsFile file = Read(Bytes(
            """{"bf":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"d":{"dtype":"F64","shape":[1],"data_offsets":[4,12]},"i":{"dtype":"I64","shape":[],"data_offsets":[12,20]}}""",
            0x80, 0x3F, 0x49, 0xC0,
            0x18, 0x2D, 0x44, 0x54, 0xFB, 0x21, 0x09, 0x40,
            7, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal([1, -3.140625f], file["bf"]!.ToFloats());
        Assert.Equal([3.1415927f], file["d"]!.ToTensor().ToArray());
        Assert.Empty(file["i"]!.Shape);
        Assert.Contains("I64", Assert.Throws<InvalidOperationException>(() => file["i"]!.ToFloats()).Message);
    }

    [Fact]
    public void WhatIsWrittenFollowsTheFormatByteForByte()
    {
        const string Header = """{"__metadata__":{"format":"pt","zweck":"Pr\u00FCfung"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"empty":{"dtype":"F32","shape":[0,3],"data_offsets":[8,8]},"one":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""";
        byte[] expected = Bytes(
            Header.PadRight((Header.Length + 7) / 8 * 8),
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F);
        Assert.Equal(expected, Written());
        SafetensorsFile file = Read(Written());
        Assert.Equal("Prüfung", file.Metadata["zweck"]);
        Assert.Equal([0.5f], file["one"]!.ToFloats());
        Assert.Empty(file["empty"]!.ToFloats());
    }

    [Theory]
    [InlineData("", "does not begin with {")]
    [InlineData("[]", "does not begin with {")]
    [InlineData("{", "not JSON")]
    [InlineData("{} x", "not JSON")]
    [InlineData("""{"a":3}""", "tensor 'a': Number was found, where StartObject")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "tensor 'a' has no data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "tensor 'a' has no shape")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "tensor 'a' has no dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", "unknown key 'extra'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", "has 'shape' twice")]
    [InlineData("""{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", "unknown dtype 'F33'")]
    [InlineData("""{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "dtype: Number was found")]
    [InlineData("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""", "not JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "shape: String was found")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "-1")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "1.5")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "99999999999999999999")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}}""", "more bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "has 8 bytes, but data_offsets [0, 4] hold 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "[4, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "[0, 4, 8]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor 'a' leaves a gap: it begins at 4, where 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", "tensor 'b' overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor 'a' appears twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "appears twice")]
    [InlineData("""{"__metadata__":{"x":"1","x":"2"}}""", "has 'x' twice")]
    [InlineData("""{"__metadata__":{"x":1}}""", "__metadata__ 'x': Number was found")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "damaged escape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "is cut short: 70 bytes expected, 66 there")]
    [InlineData("{}", "goes on after its tensors: 10 bytes expected, 14 there")]
    public void ADamagedHeaderIsNamed(string header, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Read(Bytes(header, 0, 0, 0, 0)));
        Assert.StartsWith("some-file", exception.Message);
        Assert.Contains(message, exception.Message);
    }

    [Theory]
    [InlineData(1UL << 60)]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001UL)]
    public void AHostileHeaderLengthCostsNoMemory(ulong length)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(length.ToString(), Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void AFileOfKerasIsSaidToBeHdf5()
    {
        byte[] bytes = [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 0];
        Assert.StartsWith("some-file is an HDF5 file, as Keras writes .h5, and not safetensors.", Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void BytesThatAreNotTextAreNamed()
    {
        byte[] bytes = Bytes("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 0, 0, 0, 0);
        bytes[10] = 0xFF;
        Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void EveryTruncationAndExtensionIsNoticedInFilesAndStreams()
    {
        byte[] whole = Written();
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.StartsWith("some-file is cut short: ", Assert.Throws<InvalidDataException>(() => Read(cut)).Message);
            Assert.StartsWith("some-stream is cut short: ", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new Unseekable(cut), "some-stream")).Message);
        }

        Assert.Equal($"some-file is cut short: {whole.Length} bytes expected, {whole.Length - 1} there.", Assert.Throws<InvalidDataException>(() => Read(whole[..^1])).Message);
        Assert.Equal([1, -2], SafetensorsFile.Read(new Unseekable(whole), "some-stream")["a"]!.ToFloats());
        Assert.Throws<InvalidDataException>(() => Read([.. whole, 0]));
        Assert.Contains("goes on", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new Unseekable([.. whole, 0]), "some-stream")).Message);
    }

    [Fact]
    public void RandomDamageNeverEscapesAsAnotherException()
    {
        byte[] whole = Written();
        Random random = new(7);
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            List<byte> bytes = [.. whole];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int position = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[position] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(position, random.Next(bytes.Count - position));
                        bytes.Add(0);
                        break;
                    case 2:
                        bytes.Insert(position, (byte)"{}[]\",:0123456789-eF"[random.Next(20)]);
                        break;
                    default:
                        bytes[position] = bytes[random.Next(bytes.Count)];
                        break;
                }
            }

            try
            {
                SafetensorsFile file = Read([.. bytes]);
                Assert.All(file.Tensors, tensor => Assert.Equal(
                    tensor.Data.Length,
                    tensor.Shape.Aggregate(1L, (product, size) => product * size) * SafetensorsElements.SizeOf(tensor.Element)));
            }
            catch (InvalidDataException exception)
            {
                Assert.StartsWith("some-file", exception.Message);
                refused++;
            }
        }

        // Damage to names, metadata and elements cannot be noticed.
        Assert.InRange(refused, 5000, 9999);
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
