// The first output that takes its value from this input or a later one, axis by axis.
uint3 NearestFrom(uint3 input)
{
    return (2u * OUTPUT_RATIO * input + INPUT_RATIO - 1u) / (2u * INPUT_RATIO);
}
