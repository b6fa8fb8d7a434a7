// Each input collects the gradients of the outputs that are its copies, in their order.
void Run(uint row, uint column)
{
    uint3 at = PositionOf(row % INPUT_COUNT, INPUT), begin = NearestFrom(at), end = NearestFrom(at + 1u);
    uint sample = row / INPUT_COUNT * OUTPUT_COUNT;
    float sum = 0.0f;
    for (uint depth = begin.x; depth < end.x; depth++)
    {
        for (uint height = begin.y; height < end.y; height++)
        {
            for (uint width = begin.z; width < end.z; width++)
            {
                sum += GRADIENT((sample + IndexOf(uint3(depth, height, width), OUTPUT)) * CHANNELS + column);
            }
        }
    }

    RESULT(row * CHANNELS + column) = sum;
}
