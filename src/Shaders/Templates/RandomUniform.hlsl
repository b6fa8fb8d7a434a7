// Uniform numbers in [0, 1): a thread makes the four of a block.
[numthreads(GROUP, 1, 1)]
void main(uint3 id : SV_DispatchThreadID)
{
    for (uint block = id.x; block * 4u < LENGTH; block += STRIDE)
    {
        uint4 words = PhiloxBlock(block, STREAM);
        for (uint i = 0u; i < min(4u, LENGTH - block * 4u); i++)
        {
            RESULT(block * 4u + i) = (float)(words[i] >> 8) * 5.9604644775390625e-8f;
        }
    }
}
