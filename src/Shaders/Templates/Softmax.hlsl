// e^x / Σ e^x along rows, relative to the largest element: LANES threads share a row.
[numthreads(GROUP, 1, 1)]
void main(uint3 group : SV_GroupID, uint thread : SV_GroupIndex)
{
    uint lane = thread % LANES;
    for (uint first = group.x * (GROUP / LANES); first < ROWS; first += STRIDE)
    {
        uint row = first + thread / LANES;
        uint begin = row * COLUMNS, end = row < ROWS ? begin + COLUMNS : begin;

        float largest = LargestOfRow(begin, end, lane, thread);
        float sum = ExponentialsOfRow(begin, end, largest, lane, thread);
        float scale = 1.0f / sum;
        for (uint i = begin + lane; i < end; i += LANES)
        {
            RESULT(i) = Exp(LOGITS(i) - largest) * scale;
        }
    }
}
