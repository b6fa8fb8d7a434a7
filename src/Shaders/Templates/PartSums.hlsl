// Adds up what PARTS groups found of each element of a product, in their order.
[numthreads(GROUP, 1, 1)]
void main(uint3 id : SV_DispatchThreadID)
{
    for (uint element = id.x; element < MATRICES * ROWS * COLUMNS; element += STRIDE)
    {
        float sum = PARTIAL(element);
        for (uint part = 1u; part < PARTS; part++)
        {
            sum += PARTIAL(part * (MATRICES * ROWS * COLUMNS) + element);
        }

        uint column = element % COLUMNS, row = element / COLUMNS % ROWS, pair = element / COLUMNS / ROWS;
        PUT(pair, row, column, sum);
    }
}
