// Each input collects its share of the gradients of the outputs over it, in their order.
void Run(uint row, uint column)
{
    float sum = 0.0f;
    for (uint places = WINDOW_COUNT; places > 0u; places--)
    {
        uint output;
        if (PositionOver(row, places - 1u, output))
        {
            sum += GRADIENT(output * CHANNELS + column) / CountUnder(output);
        }
    }

    RESULT(row * CHANNELS + column) = sum;
}
