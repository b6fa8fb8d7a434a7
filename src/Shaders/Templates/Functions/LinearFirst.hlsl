// The neighbour of an output along one axis that comes first, and how far beyond it, towards the second, the output lies. The centres of pixels lie at halves.
// In whole numbers, as on the processor: a place on a long axis would leave a float no room for how far it lies between two pixels.
uint LinearFirst(uint output, uint inputs, uint inputRatio, uint outputRatio, out float second)
{
    uint place = (2u * output + 1u) * inputRatio;
    place = max(place, outputRatio) - outputRatio;
    uint first = place / (2u * outputRatio);
    second = first + 1u < inputs ? (float)(place - first * 2u * outputRatio) / (float)(2u * outputRatio) : 0.0f;
    return first;
}
