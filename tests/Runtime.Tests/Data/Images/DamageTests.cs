using System.Buffers.Binary;

namespace Compiled.Runtime.Tests.Data.Images;

public class DamageTests
{
    [Theory]
    [InlineData("png-type2-8")]
    [InlineData("png-grey-1-interlaced")]
    [InlineData("jpeg-baseline-420")]
    [InlineData("jpeg-progressive-444")]
    [InlineData("jpeg-restart")]
    public void EveryTruncationIsSeen(string name)
    {
        byte[] file = Picture.All[name].File;
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Contains("cut.file: ", Message(file[..length]));
        }
    }

    [Fact]
    public void EveryFlippedBitOfAPngIsSeen()
    {
        byte[] file = Picture.All["png-grey-8"].File;
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.StartsWith("cut.file: ", Message(damaged));
        }
    }

    [Theory]
    [InlineData(new byte[0], "cut.file: the file is empty.")]
    [InlineData(new byte[] { 0x47, 0x49, 0x46, 0x38 }, "neither PNG nor JPEG; it begins with the bytes 47494638.")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 }, "there is no picture before the end marker")]
    public void OtherFilesAreNamed(byte[] file, string message) => Assert.Contains(message, Message(file));

    [Fact]
    public void ADamagedChunkIsNamed()
    {
        byte[] file = (byte[])Picture.All["png-grey-8"].File.Clone();
        file[^20] ^= 1;
        Assert.Contains("chunk IDAT is damaged: its check is ", Message(file));
    }

    [Theory]
    [InlineData(0, 13, 8, "the size is 0×13 pixels")]
    [InlineData(1 << 20, 13, 8, "the size is 1048576×13 pixels, more than the 2000000 that are allowed")]
    [InlineData(100_000, 13, 8, "compressed bytes cannot hold the 1300000 of 100000×13 pixels")]
    [InlineData(19, 14, 8, "the compressed data ends at row 13 of 14")]
    [InlineData(19, 12, 8, "there is more data than that of 19×12 pixels")]
    [InlineData(19, 13, 3, "colour type 0 with 3 bits a sample does not exist")]
    public void APngThatLiesIsRefused(int width, int height, byte depth, string message)
    {
        byte[] file = (byte[])Picture.All["png-grey-8"].File.Clone();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        file[24] = depth;
        PngChunks.Repair(file);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Image.Decode(file, "cut.file", maximumPixels: 2_000_000)).Message);
    }

    [Theory]
    [InlineData(500_000_000, "a row of 500000000 pixels has 4000000000 bytes, where less than ")]
    [InlineData(536_870_911, "the size is 536870911×1 pixels, more than the 536870897 that are allowed")]
    public void APngIsBoundWhateverTheCallerAllows(int width, string message)
    {
        byte[] file = (byte[])Picture.All["standard-png-type6-16"].File.Clone();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 1);
        PngChunks.Repair(file);
        Assert.Contains($"cut.file: {message}", Assert.Throws<InvalidDataException>(() => Image.Decode(file, "cut.file", long.MaxValue)).Message);
    }

    /// <summary>The first scans of a picture and an end marker behind them. libjpeg says nothing, and shows what it guesses.</summary>
    [Theory]
    [InlineData("jpeg-progressive-420", 10, "the scans of component 1 bring coefficient 0 only down to bit 1: other scans are missing")]
    [InlineData("jpeg-progressive-grey", 6, "the scans of component 1 bring coefficient 0 only down to bit 1: other scans are missing")]
    [InlineData("jpeg-low-frequencies", 4, "the scans of component 1 bring coefficient 1 not at all: other scans are missing")]
    [InlineData("jpeg-baseline-scans", 3, "there is no scan of component 2")]
    public void AMissingScanIsSeen(string name, int scans, string first)
    {
        byte[] file = Picture.All[name].File;
        int[] starts = [.. Enumerable.Range(0, file.Length - 1).Where(i => file[i] == 0xFF && file[i + 1] == 0xDA)];
        Assert.Equal(scans, starts.Length);
        Assert.All(starts[1..], start => Assert.StartsWith("cut.file: ", Message([.. file[..start], 0xFF, 0xD9])));
        Assert.Equal($"cut.file: {first}.", Message([.. file[..starts[1]], 0xFF, 0xD9]));
    }

    [Theory]
    [InlineData(60_000, 60_000, "more than the 2000000 that are allowed")]
    [InlineData(1_400, 1_400, "bytes cannot hold 1400×1400 pixels")]
    [InlineData(19, 200, "the data of a scan ends too early")]
    [InlineData(0, 13, "the size is 0×13 pixels")]
    public void AJpegThatLiesIsRefused(ushort width, ushort height, string message)
    {
        byte[] file = (byte[])Picture.All["jpeg-baseline-grey"].File.Clone();
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), width);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Image.Decode(file, "cut.file", maximumPixels: 2_000_000)).Message);
    }

    /// <summary>A size with fewer blocks than were written, in scans of every kind; libjpeg shows a part of the picture with a warning.</summary>
    [Theory]
    [InlineData("jpeg-baseline-444", 19, 8)]
    [InlineData("jpeg-baseline-444", 16, 13)]
    [InlineData("jpeg-baseline-420", 16, 13)]
    [InlineData("jpeg-baseline-grey", 19, 8)]
    [InlineData("jpeg-baseline-scans", 19, 8)]
    [InlineData("jpeg-optimized", 16, 13)]
    [InlineData("jpeg-progressive-444", 19, 8)]
    [InlineData("jpeg-progressive-420", 16, 13)]
    [InlineData("jpeg-progressive-grey", 16, 13)]
    [InlineData("jpeg-restart", 16, 13)]
    [InlineData("jpeg-restart-progressive", 19, 8)]
    public void AJpegOfMoreBlocksThanItSaysIsRefused(string name, ushort width, ushort height)
    {
        byte[] file = (byte[])Picture.All[name].File.Clone();
        int frame = Math.Max(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]), file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), width);
        Assert.StartsWith($"cut.file: a scan goes on behind its last block: it was not written for a picture of {width}×{height} pixels", Message(file));
    }

    [Theory]
    [InlineData(0xC3, "coded with process 3 (lossless, hierarchical or arithmetic)")]
    [InlineData(0xC9, "coded with process 9")]
    public void AKindThatIsNotReadIsNamed(byte marker, string message)
    {
        byte[] file = (byte[])Picture.All["jpeg-baseline-grey"].File.Clone();
        file[file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = marker;
        Assert.Contains(message, Message(file));
    }

    /// <summary>Stray bytes, bytes that fill up before a marker, and a restart marker behind the last block.</summary>
    [Theory]
    [InlineData("jpeg-baseline-420", new byte[] { 1, 2, 3 })]
    [InlineData("jpeg-baseline-420", new byte[] { 0, 0, 0, 0 })]
    [InlineData("jpeg-baseline-420", new byte[] { 0xFF, 0xFF })]
    [InlineData("jpeg-baseline-grey", new byte[] { 0xFF, 0, 0xFF, 0 })]
    [InlineData("jpeg-restart", new byte[] { 0xFF, 0xD1 })]
    [InlineData("jpeg-restart", new byte[] { 0xFF, 0xD1, 0xFF })]
    public void WhatIsNoDataBeforeAMarkerCountsForNothing(string name, byte[] stray)
    {
        Picture picture = Picture.All[name];
        byte[] file = [.. picture.File[..^2], .. stray, .. picture.File[^2..]];
        Assert.Equal(picture.Expected.Pixels.ToArray(), Image.Decode(file, "file").Pixels.ToArray());
    }

    private static string Message(byte[] file) => Assert.Throws<InvalidDataException>(() => Image.Decode(file, "cut.file")).Message;
}
