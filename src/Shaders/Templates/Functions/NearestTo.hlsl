// The input whose pixel holds the centre of an output's, axis by axis.
uint3 NearestTo(uint3 output)
{
    return (2u * output + 1u) * INPUT_RATIO / (2u * OUTPUT_RATIO);
}
