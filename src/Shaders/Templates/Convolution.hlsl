// A convolution as a product of matrices that nobody writes down: a row is an output position, a column a filter, and the depth goes over
// the positions of the window and, for each, the channels. Groups of channels are matrices of their own.
float Left(uint group, uint row, uint k)
{
    float value = 0.0f;
    uint input;
    if (PositionUnder(row, k / GROUP_CHANNELS, input))
    {
        value = X(input * CHANNELS + group * GROUP_CHANNELS + k % GROUP_CHANNELS);
    }

    return value;
}

float Right(uint group, uint k, uint column)
{
    return KERNEL(k * FILTERS + group * COLUMNS + column);
}
