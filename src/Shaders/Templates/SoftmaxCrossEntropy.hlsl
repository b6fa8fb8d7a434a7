// Σ t · (log Σ e^x − x) of each row. A target of 0 contributes 0 even where its logit is −∞, but a row of NaN stays visible.
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
        float logarithm = Log(sum);
        bool isFinite = logarithm - logarithm == 0.0f;
        float loss = 0.0f;
        for (uint i = begin + lane; i < end; i += LANES)
        {
            float target = TARGETS(i);
            loss += isFinite && target == 0.0f ? 0.0f : target * (logarithm - (LOGITS(i) - largest));
        }

        loss = RowFold(loss, lane, thread);
        if (lane == 0u && row < ROWS)
        {
            RESULT(row) = loss;
        }
    }
}
