// Many products of matrices too narrow for tiles, as a convolution has that takes each channel by itself: a thread an element,
// neighbouring threads the same element of neighbouring matrices. PARTS is as in TiledProduct.
#define PART_DEPTH ((DEPTH + PARTS - 1) / PARTS)

[numthreads(GROUP, 1, 1)]
void main(uint3 id : SV_DispatchThreadID)
{
    for (uint element = id.x; element < PARTS * MATRICES * ROWS * COLUMNS; element += STRIDE)
    {
        uint column = element % COLUMNS, pair = element / COLUMNS % MATRICES;
        uint row = element / (COLUMNS * MATRICES) % ROWS, part = element / (COLUMNS * MATRICES) / ROWS;
        uint end = min(DEPTH, (part + 1u) * PART_DEPTH);
        float sum = 0.0f;
        for (uint k = part * PART_DEPTH; k < end; k++)
        {
            sum = mad(Left(pair, row, k), Right(pair, k, column), sum);
        }

#if PARTS > 1
        PARTIAL(((part * MATRICES + pair) * ROWS + row) * COLUMNS + column) = sum;
#else
        PUT(pair, row, column, sum);
#endif
    }
}
