// The input position, counted over all samples, at place k of an output's window; false where that lies outside of the input.
bool PositionUnder(uint output, uint k, out uint input)
{
    // A coordinate below zero is a large number.
    uint3 at = PositionOf(output % OUTPUT_COUNT, OUTPUT) * STRIDES + PositionOf(k, WINDOW) * DILATIONS - BEFORE;
    input = output / OUTPUT_COUNT * INPUT_COUNT + IndexOf(at, INPUT);
    return at.x < INPUT.x && at.y < INPUT.y && at.z < INPUT.z;
}
