// −log softmax(x) at the label of each row; a label that names no column gives NaN.
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
        if (lane == 0u && row < ROWS)
        {
            uint label = (uint)TARGETS(row);
            float loss = asfloat(0x7fc00000u);
            if (label < COLUMNS)
            {
                loss = Log(sum) - (LOGITS(begin + label) - largest);
            }

            RESULT(row) = loss;
        }
    }
}
