// (ROWS, DEPTH) times (DEPTH, COLUMNS), for MATRICES pairs. A group computes a tile of TILE_ROWS × TILE_COLUMNS, a thread
// a square of 4 × 4 of it in registers; both operands pass through shared memory, TILE_DEPTH at a time. The depth is walked in order,
// so that a result does not depend on the tiles.
#define THREADS_X (TILE_COLUMNS / 4)
#define THREADS_Y (TILE_ROWS / 4)
#define THREADS (THREADS_X * THREADS_Y)

// A column more than the tile, so that a transposed store meets no bank twice.
groupshared float leftTile[TILE_DEPTH][TILE_ROWS + 1];
groupshared float rightTile[TILE_DEPTH][TILE_COLUMNS + 1];

// Neighbouring threads read neighbouring elements, whichever way an operand lies.
void LoadTiles(uint pair, uint firstRow, uint firstColumn, uint firstDepth, uint lane)
{
    for (uint i = lane; i < TILE_DEPTH * TILE_ROWS; i += THREADS)
    {
#if TRANSPOSE_LEFT
        uint k = i / TILE_ROWS, row = i % TILE_ROWS;
        uint at = pair * (ROWS * DEPTH) + (firstDepth + k) * ROWS + firstRow + row;
#else
        uint k = i % TILE_DEPTH, row = i / TILE_DEPTH;
        uint at = pair * (ROWS * DEPTH) + (firstRow + row) * DEPTH + firstDepth + k;
#endif
        float value = 0.0f;
        if (firstRow + row < ROWS && firstDepth + k < DEPTH)
        {
            value = LEFT(at);
        }

        leftTile[k][row] = value;
    }

    for (uint j = lane; j < TILE_DEPTH * TILE_COLUMNS; j += THREADS)
    {
#if TRANSPOSE_RIGHT
        uint k = j % TILE_DEPTH, column = j / TILE_DEPTH;
        uint at = pair * (DEPTH * COLUMNS) + (firstColumn + column) * DEPTH + firstDepth + k;
#else
        uint k = j / TILE_COLUMNS, column = j % TILE_COLUMNS;
        uint at = pair * (DEPTH * COLUMNS) + (firstDepth + k) * COLUMNS + firstColumn + column;
#endif
        float value = 0.0f;
        if (firstColumn + column < COLUMNS && firstDepth + k < DEPTH)
        {
            value = RIGHT(at);
        }

        rightTile[k][column] = value;
    }
}

void ComputeTile(uint pair, uint firstRow, uint firstColumn, uint3 thread, uint lane)
{
    float sums[4][4];
    [unroll]
    for (uint a = 0u; a < 4u; a++)
    {
        [unroll]
        for (uint b = 0u; b < 4u; b++)
        {
            sums[a][b] = 0.0f;
        }
    }

    for (uint firstDepth = 0u; firstDepth < DEPTH; firstDepth += TILE_DEPTH)
    {
        LoadTiles(pair, firstRow, firstColumn, firstDepth, lane);
        GroupMemoryBarrierWithGroupSync();
        [unroll]
        for (uint k = 0u; k < TILE_DEPTH; k++)
        {
            float left[4], right[4];
            [unroll]
            for (uint c = 0u; c < 4u; c++)
            {
                left[c] = leftTile[k][thread.y + c * THREADS_Y];
                right[c] = rightTile[k][thread.x + c * THREADS_X];
            }

            [unroll]
            for (uint d = 0u; d < 4u; d++)
            {
                [unroll]
                for (uint e = 0u; e < 4u; e++)
                {
                    sums[d][e] = mad(left[d], right[e], sums[d][e]);
                }
            }
        }

        GroupMemoryBarrierWithGroupSync();
    }

    [unroll]
    for (uint f = 0u; f < 4u; f++)
    {
        [unroll]
        for (uint g = 0u; g < 4u; g++)
        {
            uint row = firstRow + thread.y + f * THREADS_Y, column = firstColumn + thread.x + g * THREADS_X;
            if (row < ROWS && column < COLUMNS)
            {
                Store(pair * ROWS + row, column, sums[f][g]);
            }
        }
    }
}

[numthreads(THREADS_X, THREADS_Y, 1)]
void main(uint3 group : SV_GroupID, uint3 thread : SV_GroupThreadID, uint lane : SV_GroupIndex)
{
    for (uint pair = group.z; pair < MATRICES; pair += STRIDE_MATRICES)
    {
        for (uint row = group.y * TILE_ROWS; row < ROWS; row += STRIDE_ROWS)
        {
            ComputeTile(pair, row, group.x * TILE_COLUMNS, thread, lane);
        }
    }
}
