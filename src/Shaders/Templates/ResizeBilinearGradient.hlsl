// Each input collects its share of the gradients of the outputs that it is a neighbour of, in their order.
void Run(uint row, uint column)
{
    // Those between the centres before and behind, with one to spare.
    uint3 at = PositionOf(row % INPUT_COUNT, INPUT);
    uint3 begin = (max(at, uint3(1u, 1u, 1u)) - 1u) * OUTPUT_RATIO / INPUT_RATIO, end = min(OUTPUT, ((at + 2u) * OUTPUT_RATIO + INPUT_RATIO - 1u) / INPUT_RATIO + 1u);
    begin = max(begin, uint3(1u, 1u, 1u)) - 1u;
    uint sample = row / INPUT_COUNT * OUTPUT_COUNT;
    float sum = 0.0f;
    for (uint depth = begin.x; depth < end.x; depth++)
    {
        float ofDepth = LinearWeight(at.x, depth, INPUT.x, INPUT_RATIO.x, OUTPUT_RATIO.x);
        for (uint height = begin.y; height < end.y; height++)
        {
            float ofHeight = ofDepth * LinearWeight(at.y, height, INPUT.y, INPUT_RATIO.y, OUTPUT_RATIO.y);
            for (uint width = begin.z; width < end.z; width++)
            {
                float weight = ofHeight * LinearWeight(at.z, width, INPUT.z, INPUT_RATIO.z, OUTPUT_RATIO.z);
                if (weight > 0.0f)
                {
                    sum = mad(GRADIENT((sample + IndexOf(uint3(depth, height, width), OUTPUT)) * CHANNELS + column), weight, sum);
                }
            }
        }
    }

    RESULT(row * CHANNELS + column) = sum;
}
