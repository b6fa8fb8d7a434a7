// The largest element of each window; what lies outside of x takes no part.
void Run(uint row, uint column)
{
    float largest = asfloat(0xff800000u);
    for (uint k = 0u; k < WINDOW_COUNT; k++)
    {
        uint input;
        if (PositionUnder(row, k, input))
        {
            largest = Maximum(largest, X(input * CHANNELS + column));
        }
    }

    RESULT(row * CHANNELS + column) = largest;
}
