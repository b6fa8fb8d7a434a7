// LENGTH blocks of BLOCK elements in each row, the last first.
void Run(uint row, uint column)
{
    RESULT(row * COLUMNS + column) = SOURCE(row * COLUMNS + (LENGTH - 1u - column / BLOCK) * BLOCK + column % BLOCK);
}
