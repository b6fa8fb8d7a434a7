// Each input collects from the outputs over it, in their order, the gradients of those that took their value from it.
void Run(uint row, uint column)
{
    float sum = 0.0f;
    for (uint places = WINDOW_COUNT; places > 0u; places--)
    {
        uint output;
        if (PositionOver(row, places - 1u, output) && LargestUnder(output, column) == places - 1u)
        {
            sum += GRADIENT(output * CHANNELS + column);
        }
    }

    RESULT(row * CHANNELS + column) = sum;
}
