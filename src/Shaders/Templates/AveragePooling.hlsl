// The mean of the elements of each window; what lies outside of x is not counted.
void Run(uint row, uint column)
{
    float sum = 0.0f;
    for (uint k = 0u; k < WINDOW_COUNT; k++)
    {
        uint input;
        if (PositionUnder(row, k, input))
        {
            sum += X(input * CHANNELS + column);
        }
    }

    RESULT(row * CHANNELS + column) = sum / CountUnder(row);
}
