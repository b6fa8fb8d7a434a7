// Of values that lie as x, those at the places that the outputs took their values from.
void Run(uint row, uint column)
{
    float value = 0.0f;
    uint k = LargestUnder(row, column), input;
    if (k < WINDOW_COUNT && PositionUnder(row, k, input))
    {
        value = VALUES(input * CHANNELS + column);
    }

    RESULT(row * CHANNELS + column) = value;
}
