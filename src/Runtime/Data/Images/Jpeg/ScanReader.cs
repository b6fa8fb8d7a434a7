namespace Compiled;

/// <summary>Goes through the blocks of a scan in the file's order (ITU-T T.81, A.2 and E.2.4).</summary>
internal static class ScanReader
{
    /// <summary>Reads one scan into the coefficients of its components.</summary>
    /// <param name="file">All of the file.</param>
    /// <param name="position">Where the scan's data begins.</param>
    /// <param name="restartInterval">MCUs between restart markers; 0 where there are none.</param>
    /// <returns>Where the next marker stands.</returns>
    /// <exception cref="InvalidDataException">The data is damaged or ends too early.</exception>
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
                    Restart(ref reader, restart);
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

        reader.Align();
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

    private static void Restart(ref EntropyReader reader, byte marker)
    {
        reader.Align();
        if (!reader.TryPass(marker))
        {
            throw new InvalidDataException($"restart marker {marker - JpegMarker.FirstRestart} is missing.");
        }
    }
}
