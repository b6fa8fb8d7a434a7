// A thread an element, and where there are more elements than threads, several.
[numthreads(GROUP, 1, 1)]
void main(uint3 id : SV_DispatchThreadID)
{
    for (uint element = id.x; element < ROWS * COLUMNS; element += STRIDE)
    {
        Run(element / COLUMNS, element % COLUMNS);
    }
}
