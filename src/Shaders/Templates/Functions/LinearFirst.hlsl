// The neighbour of an output along one axis that comes first, and how far beyond it, towards the second, the output lies. The centres of pixels lie at halves.
uint LinearFirst(uint output, uint inputs, uint outputs, out float second)
{
    precise float scale = (float)inputs / (float)outputs;
    precise float at = max(0.0f, ((float)output + 0.5f) * scale - 0.5f);
    uint first = min((uint)at, inputs - 1u);
    second = first + 1u < inputs ? at - (float)first : 0.0f;
    return first;
}
