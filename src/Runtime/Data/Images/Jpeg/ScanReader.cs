namespace Compiled;

/// <summary>Goes through the blocks of a scan in the file's order (ITU-T T.81, A.2 and E.2.4).</summary>
internal static class ScanReader
{
    /// <summary>Reads one scan into the coefficients of its components.</summary>
    /// <param name="file">All of the file.</param>
    /// <param name="position">Where the scan's data begins.</param>
    /// <param name="restartInterval">MCUs between restart markers; 0 where there are none.</param>
    /// <returns>Where the next marker stands.</returns>
    /// <exception cref="InvalidDataException">The data is damaged, ends too early or holds more blocks than the picture.</exception>
    public static int Read(ReadOnlySpan<byte> file, int position, JpegFrame frame, JpegScan scan, int restartInterval)
    {
        EntropyReader reader = new(file, position);
        BlockReader blocks = new(frame, scan);
        // A scan of one component has MCUs of one block, and no blocks that only fill up.
        bool single = scan.Components.Length == 1;
        JpegComponent only = scan.Components[0].Component;
        int across = single ? Blocks(only.Width) : frame.McusAcross;
        int down = single ? Blocks(only.Height) : frame.McusDown;
        int untilRestart = restartInterval;
        byte restart = JpegMarker.FirstRestart;
        for (int row = 0; row < down; row++)
        {
            for (int column = 0; column < across; column++)
            {
                if (restartInterval > 0 && untilRestart-- == 0)
                {
                    End(ref reader, blocks, frame, scan);
                    if (!reader.TryPass(restart))
                    {
                        throw new InvalidDataException($"restart marker {restart - JpegMarker.FirstRestart} is missing.");
                    }

                    restart = restart == JpegMarker.LastRestart ? JpegMarker.FirstRestart : (byte)(restart + 1);
                    blocks.Restart();
                    untilRestart = restartInterval - 1;
                }

                if (single)
                {
                    blocks.Read(ref reader, scan.Components[0], row, column);
                }
                else
                {
                    ReadMcu(ref reader, blocks, scan, row, column);
                }

                reader.CheckNotExhausted();
            }
        }

        End(ref reader, blocks, frame, scan);
        // Some writers put a restart marker behind the last block, too; data behind it is of another one.
        if (restartInterval > 0 && reader.TryPass(restart) && reader.HasWholeByte)
        {
            ThrowTooLong(frame);
        }

        return reader.Position;

        static int Blocks(int samples) => (samples + JpegComponent.BlockSize - 1) / JpegComponent.BlockSize;
    }

    private static void ReadMcu(ref EntropyReader reader, BlockReader blocks, JpegScan scan, int row, int column)
    {
        foreach (ScanComponent part in scan.Components)
        {
            JpegComponent component = part.Component;
            for (int y = 0; y < component.Vertical; y++)
            {
                for (int x = 0; x < component.Horizontal; x++)
                {
                    blocks.Read(ref reader, part, (row * component.Vertical) + y, (column * component.Horizontal) + x);
                }
            }
        }
    }

    /// <summary>
    /// Goes to the next marker. What stands before it is usually nothing but the last byte's fill, yet some writers leave stray bytes there,
    /// which libjpeg skips with a warning. So only what is clearly data of more blocks is refused: what decodes as such up to its very end.
    /// Then the size in the header is wrong, or a damaged bit has swallowed blocks.
    /// </summary>
    private static void End(ref EntropyReader reader, BlockReader blocks, JpegFrame frame, JpegScan scan)
    {
        if (reader.HasWholeByte && blocks.BeginsBlocks && HoldsMcus(reader, blocks, scan))
        {
            ThrowTooLong(frame);
        }

        reader.Align();
    }

    /// <param name="reader">A copy, so that nothing counts as read.</param>
    private static bool HoldsMcus(EntropyReader reader, BlockReader blocks, JpegScan scan)
    {
        try
        {
            do
            {
                foreach (ScanComponent part in scan.Components)
                {
                    int count = scan.Components.Length == 1 ? 1 : part.Component.Horizontal * part.Component.Vertical;
                    for (int i = 0; i < count; i++)
                    {
                        blocks.ReadAside(ref reader, part);
                    }
                }
            }
            while (reader.HasWholeByte);
            return !reader.IsExhausted && reader.HasOnlyFill;
        }
        catch (InvalidDataException)
        {
            // Not a code, or too many coefficients: these bytes are not blocks.
            return false;
        }
    }

    private static void ThrowTooLong(JpegFrame frame)
        => throw new InvalidDataException($"a scan goes on behind its last block: it was not written for a picture of {frame.Width}×{frame.Height} pixels, or is damaged.");
}
