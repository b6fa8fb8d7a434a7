// A one at the column that the label of a row names, and zeros elsewhere.
void Run(uint row, uint column)
{
    RESULT(row * COLUMNS + column) = (uint)LABELS(row) == column ? 1.0f : 0.0f;
}
