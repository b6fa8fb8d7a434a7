// The operands of products of matrices: MATRICES pairs lie one behind the other, each as it is or with rows and columns swapped.
float Left(uint pair, uint row, uint k)
{
#if TRANSPOSE_LEFT
    return LEFT(pair * (ROWS * DEPTH) + k * ROWS + row);
#else
    return LEFT(pair * (ROWS * DEPTH) + row * DEPTH + k);
#endif
}

float Right(uint pair, uint k, uint column)
{
#if TRANSPOSE_RIGHT
    return RIGHT(pair * (DEPTH * COLUMNS) + column * DEPTH + k);
#else
    return RIGHT(pair * (DEPTH * COLUMNS) + k * COLUMNS + column);
#endif
}
