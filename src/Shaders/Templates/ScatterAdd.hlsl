// Sums rows of values by the numbers of their rows in a table. A group owns ROWS_PER_GROUP neighbouring rows of the table and a thread
// some of their columns, so that nobody else adds there; it looks at all ids, GROUP at a time, and adds in the order of the ids.
groupshared uint found[GROUP / 32];

[numthreads(GROUP, 1, 1)]
void main(uint3 group : SV_GroupID, uint thread : SV_GroupIndex)
{
    for (uint firstRow = group.x * ROWS_PER_GROUP; firstRow < TABLE_ROWS; firstRow += STRIDE)
    {
        uint rows = min(ROWS_PER_GROUP, TABLE_ROWS - firstRow);
        for (uint row = 0u; row < rows; row++)
        {
            for (uint column = thread; column < COLUMNS; column += GROUP)
            {
                RESULT((firstRow + row) * COLUMNS + column) = 0.0f;
            }
        }

        for (uint firstId = 0u; firstId < COUNT; firstId += GROUP)
        {
            if (thread < GROUP / 32u)
            {
                found[thread] = 0u;
            }

            // Who else finds one sets another bit of the same word: whatever comes first, the word is the same.
            GroupMemoryBarrierWithGroupSync();
            if (firstId + thread < COUNT && (uint)IDS(firstId + thread) - firstRow < rows)
            {
                InterlockedOr(found[thread / 32u], 1u << (thread % 32u));
            }

            GroupMemoryBarrierWithGroupSync();
            for (uint word = 0u; word < GROUP / 32u; word++)
            {
                for (uint bits = found[word]; bits != 0u; bits &= bits - 1u)
                {
                    uint at = firstId + 32u * word + firstbitlow(bits), id = (uint)IDS(at);
                    for (uint column = thread; column < COLUMNS; column += GROUP)
                    {
                        RESULT(id * COLUMNS + column) += VALUES(at * COLUMNS + column);
                    }
                }
            }

            GroupMemoryBarrierWithGroupSync();
        }
    }
}
