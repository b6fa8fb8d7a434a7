// The weight of an input in an output along one axis; most have none.
float LinearWeight(uint input, uint output, uint inputs, uint inputRatio, uint outputRatio)
{
    float second;
    uint first = LinearFirst(output, inputs, inputRatio, outputRatio, second);
    return input == first ? 1.0f - second : input == first + 1u ? second : 0.0f;
}
