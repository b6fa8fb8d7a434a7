// A row is a position of the window and a channel, a column a filter, and the depth goes over the output positions of all samples.
float Left(uint group, uint row, uint k)
{
    float value = 0.0f;
    uint input;
    if (PositionUnder(k, row / GROUP_CHANNELS, input))
    {
        value = X(input * CHANNELS + group * GROUP_CHANNELS + row % GROUP_CHANNELS);
    }

    return value;
}

float Right(uint group, uint k, uint column)
{
    return GRADIENT(k * FILTERS + group * COLUMNS + column);
}
