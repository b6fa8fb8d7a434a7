// The row of the table that each id names; one of NaN for an id that names none.
void Run(uint row, uint column)
{
    uint id = (uint)IDS(row);
    float value = asfloat(0x7fc00000u);
    if (id < TABLE_ROWS)
    {
        value = TABLE(id * COLUMNS + column);
    }

    RESULT(row * COLUMNS + column) = value;
}
