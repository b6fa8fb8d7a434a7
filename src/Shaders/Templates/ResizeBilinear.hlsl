// Each output lies on the straight line between its two neighbours, axis by axis; beyond the last centre it is the last.
void Run(uint row, uint column)
{
    uint3 at = PositionOf(row % OUTPUT_COUNT, OUTPUT), first;
    float3 second;
    first.x = LinearFirst(at.x, INPUT.x, INPUT_RATIO.x, OUTPUT_RATIO.x, second.x);
    first.y = LinearFirst(at.y, INPUT.y, INPUT_RATIO.y, OUTPUT_RATIO.y, second.y);
    first.z = LinearFirst(at.z, INPUT.z, INPUT_RATIO.z, OUTPUT_RATIO.z, second.z);
    uint sample = row / OUTPUT_COUNT * INPUT_COUNT;
    float sum = 0.0f;
    for (uint corner = 0u; corner < 8u; corner++)
    {
        uint3 side = uint3(corner >> 2, (corner >> 1) & 1u, corner & 1u);
        float weight = (side.x == 0u ? 1.0f - second.x : second.x) * (side.y == 0u ? 1.0f - second.y : second.y) * (side.z == 0u ? 1.0f - second.z : second.z);
        if (weight > 0.0f)
        {
            sum = mad(X((sample + IndexOf(first + side, INPUT)) * CHANNELS + column), weight, sum);
        }
    }

    RESULT(row * CHANNELS + column) = sum;
}
