// The first output that takes its value from this input or a later one, axis by axis.
uint3 NearestFrom(uint3 input)
{
    return (2u * OUTPUT * input + INPUT - 1u) / (2u * INPUT);
}
