// Each row folds to one value: LANES threads share a row, and a group has several rows.
[numthreads(GROUP, 1, 1)]
void main(uint3 group : SV_GroupID, uint thread : SV_GroupIndex)
{
    uint lane = thread % LANES;
    for (uint first = group.x * (GROUP / LANES); first < ROWS; first += STRIDE)
    {
        uint row = first + thread / LANES;
        float value = IDENTITY;
        if (row < ROWS)
        {
            for (uint column = lane; column < COLUMNS; column += LANES)
            {
                value = FOLD(value, Map(row, column));
            }
        }

        value = RowFold(value, lane, thread);
        if (lane == 0u && row < ROWS)
        {
            Store(row, value);
        }
    }
}
