// The first place of an output's window whose element is the output, or no number where the output is none; WINDOW_COUNT for none.
uint LargestUnder(uint output, uint channel)
{
    float largest = Y(output * CHANNELS + channel);
    for (uint k = 0u; k < WINDOW_COUNT; k++)
    {
        uint input;
        if (PositionUnder(output, k, input))
        {
            float value = X(input * CHANNELS + channel);
            if (value == largest || (value != value && largest != largest))
            {
                return k;
            }
        }
    }

    return WINDOW_COUNT;
}
