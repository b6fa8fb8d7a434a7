// Products of matrices that the functions Left and Right show element by element. A group computes a tile of TILE_ROWS × TILE_COLUMNS,
// a thread ROW_QUADS × COLUMN_QUADS squares of 4 × 4 of it in registers; both operands pass through shared memory, TILE_DEPTH at a time,
// in vectors of four rows or columns. The depth is walked in order, so that a result does not depend on the tiles. Where a product has few
// elements and a great depth, PARTS groups share each tile, and what they find is added up by another kernel, in their order.
#define THREADS_X (TILE_COLUMNS / (4 * COLUMN_QUADS))
#define THREADS_Y (TILE_ROWS / (4 * ROW_QUADS))
#define THREADS (THREADS_X * THREADS_Y)
#define LEFT_QUADS (TILE_ROWS / 4)
#define RIGHT_QUADS (TILE_COLUMNS / 4)
#define PART_DEPTH ((DEPTH + PARTS * TILE_DEPTH - 1) / (PARTS * TILE_DEPTH) * TILE_DEPTH)

// A vector more than the tile, so that neighbours along the depth lie in different banks.
groupshared float4 leftTile[TILE_DEPTH][LEFT_QUADS + 1];
groupshared float4 rightTile[TILE_DEPTH][RIGHT_QUADS + 1];

// Neighbouring threads read neighbouring elements, whichever way an operand lies.
void LoadTiles(uint pair, uint firstRow, uint firstColumn, uint firstDepth, uint endDepth, uint lane)
{
    for (uint i = lane; i < TILE_DEPTH * LEFT_QUADS; i += THREADS)
    {
#if LEFT_ALONG_DEPTH
        uint k = i % TILE_DEPTH, quad = i / TILE_DEPTH;
#else
        uint k = i / LEFT_QUADS, quad = i % LEFT_QUADS;
#endif
        float4 values = (float4)0.0f;
        [unroll]
        for (uint r = 0u; r < 4u; r++)
        {
            uint row = firstRow + 4u * quad + r;
            if (row < ROWS && firstDepth + k < endDepth)
            {
                values[r] = Left(pair, row, firstDepth + k);
            }
        }

        leftTile[k][quad] = values;
    }

    for (uint j = lane; j < TILE_DEPTH * RIGHT_QUADS; j += THREADS)
    {
#if RIGHT_ALONG_DEPTH
        uint k = j % TILE_DEPTH, quad = j / TILE_DEPTH;
#else
        uint k = j / RIGHT_QUADS, quad = j % RIGHT_QUADS;
#endif
        float4 values = (float4)0.0f;
        [unroll]
        for (uint c = 0u; c < 4u; c++)
        {
            uint column = firstColumn + 4u * quad + c;
            if (column < COLUMNS && firstDepth + k < endDepth)
            {
                values[c] = Right(pair, firstDepth + k, column);
            }
        }

        rightTile[k][quad] = values;
    }
}

void ComputeTile(uint pair, uint part, uint firstRow, uint firstColumn, uint3 thread, uint lane)
{
    float4 sums[4 * ROW_QUADS][COLUMN_QUADS];
    [unroll]
    for (uint a = 0u; a < 4u * ROW_QUADS; a++)
    {
        [unroll]
        for (uint b = 0u; b < COLUMN_QUADS; b++)
        {
            sums[a][b] = (float4)0.0f;
        }
    }

    uint endDepth = min(DEPTH, (part + 1u) * PART_DEPTH);
    for (uint firstDepth = part * PART_DEPTH; firstDepth < endDepth; firstDepth += TILE_DEPTH)
    {
        LoadTiles(pair, firstRow, firstColumn, firstDepth, endDepth, lane);
        GroupMemoryBarrierWithGroupSync();
        [unroll]
        for (uint k = 0u; k < TILE_DEPTH; k++)
        {
            float4 left[ROW_QUADS], right[COLUMN_QUADS];
            [unroll]
            for (uint l = 0u; l < ROW_QUADS; l++)
            {
                left[l] = leftTile[k][thread.y + l * THREADS_Y];
            }

            [unroll]
            for (uint r = 0u; r < COLUMN_QUADS; r++)
            {
                right[r] = rightTile[k][thread.x + r * THREADS_X];
            }

            [unroll]
            for (uint d = 0u; d < 4u * ROW_QUADS; d++)
            {
                [unroll]
                for (uint e = 0u; e < COLUMN_QUADS; e++)
                {
                    sums[d][e] = mad((float4)left[d / 4u][d % 4u], right[e], sums[d][e]);
                }
            }
        }

        GroupMemoryBarrierWithGroupSync();
    }

    [unroll]
    for (uint f = 0u; f < 4u * ROW_QUADS; f++)
    {
        uint row = firstRow + 4u * (thread.y + f / 4u * THREADS_Y) + f % 4u;
        [unroll]
        for (uint g = 0u; g < 4u * COLUMN_QUADS; g++)
        {
            uint column = firstColumn + 4u * (thread.x + g / 4u * THREADS_X) + g % 4u;
            if (row < ROWS && column < COLUMNS)
            {
#if PARTS > 1
                PARTIAL(((part * MATRICES + pair) * ROWS + row) * COLUMNS + column) = sums[f][g / 4u][g % 4u];
#else
                PUT(pair, row, column, sums[f][g / 4u][g % 4u]);
#endif
            }
        }
    }
}

[numthreads(THREADS_X, THREADS_Y, 1)]
void main(uint3 group : SV_GroupID, uint3 thread : SV_GroupThreadID, uint lane : SV_GroupIndex)
{
    for (uint product = group.z; product < MATRICES * PARTS; product += STRIDE_MATRICES)
    {
        for (uint row = group.y * TILE_ROWS; row < ROWS; row += STRIDE_ROWS)
        {
            ComputeTile(product % MATRICES, product / MATRICES, row, group.x * TILE_COLUMNS, thread, lane);
        }
    }
}
