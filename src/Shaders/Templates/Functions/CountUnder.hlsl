// How many places of an output's window, which has no gaps, lie inside of the input.
float CountUnder(uint output)
{
    int3 first = (int3)(PositionOf(output % OUTPUT_COUNT, OUTPUT) * STRIDES) - (int3)BEFORE;
    int3 count = min(first + (int3)WINDOW, (int3)INPUT) - max(first, int3(0, 0, 0));
    return (float)(count.x * count.y * count.z);
}
