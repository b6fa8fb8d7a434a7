// A row is an input position, a column one of its channels, and the depth goes over the positions of the window and, for each, the filters
// of the output whose window has the input there: most often one, where the window takes wider steps sometimes none.
float Left(uint group, uint row, uint k)
{
    float value = 0.0f;
    uint output;
    if (PositionOver(row, k / GROUP_FILTERS, output))
    {
        value = GRADIENT(output * FILTERS + group * GROUP_FILTERS + k % GROUP_FILTERS);
    }

    return value;
}

float Right(uint group, uint k, uint column)
{
    return KERNEL(((k / GROUP_FILTERS) * COLUMNS + column) * FILTERS + group * GROUP_FILTERS + k % GROUP_FILTERS);
}
