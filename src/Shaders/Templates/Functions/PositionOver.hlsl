// The output position, counted over all samples, whose window has an input at its place k; false where there is none.
bool PositionOver(uint input, uint k, out uint output)
{
    uint3 begin = PositionOf(input % INPUT_COUNT, INPUT) + BEFORE - PositionOf(k, WINDOW) * DILATIONS;
    uint3 at = begin / STRIDES, rest = begin - at * STRIDES;
    output = input / INPUT_COUNT * OUTPUT_COUNT + IndexOf(at, OUTPUT);
    return (rest.x | rest.y | rest.z) == 0u && at.x < OUTPUT.x && at.y < OUTPUT.y && at.z < OUTPUT.z;
}
