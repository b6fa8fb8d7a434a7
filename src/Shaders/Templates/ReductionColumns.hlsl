// Each column of each block of rows folds to one value: 32 neighbouring columns by LANES threads each, so that loads are neighbours too.
groupshared float partial[LANES][32];

[numthreads(32, LANES, 1)]
void main(uint3 group : SV_GroupID, uint3 thread : SV_GroupThreadID)
{
    for (uint outer = group.y; outer < OUTER; outer += STRIDE)
    {
        // All threads of a group go through the same turns, and the barriers, whether they have a column or not.
        for (uint first = group.x * 32u; first < COLUMNS; first += STRIDE_COLUMNS)
        {
            uint column = first + thread.x;
            float value = IDENTITY;
            if (column < COLUMNS)
            {
                for (uint row = thread.y; row < ROWS; row += LANES)
                {
                    value = FOLD(value, Map(outer * ROWS + row, column));
                }
            }

            partial[thread.y][thread.x] = value;
            GroupMemoryBarrierWithGroupSync();
            for (uint span = LANES / 2u; span > 0u; span /= 2u)
            {
                if (thread.y < span)
                {
                    partial[thread.y][thread.x] = FOLD(partial[thread.y][thread.x], partial[thread.y + span][thread.x]);
                }

                GroupMemoryBarrierWithGroupSync();
            }

            if (thread.y == 0u && column < COLUMNS)
            {
                Store(outer * COLUMNS + column, partial[0][thread.x]);
            }

            GroupMemoryBarrierWithGroupSync();
        }
    }
}
