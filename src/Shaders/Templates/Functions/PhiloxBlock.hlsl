// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): the four words of a block. Key: the seed; counter: block, stream, step.
uint PhiloxHigh(uint left, uint right)
{
    uint low = (left & 0xffffu) * (right & 0xffffu);
    uint middle1 = (left >> 16) * (right & 0xffffu) + (low >> 16);
    uint middle2 = (left & 0xffffu) * (right >> 16) + (middle1 & 0xffffu);
    return (left >> 16) * (right >> 16) + (middle1 >> 16) + (middle2 >> 16);
}

uint4 PhiloxBlock(uint block, uint stream)
{
    uint4 counter = uint4(block, stream, stepLow, stepHigh);
    uint2 key = uint2(seedLow, seedHigh);
    for (uint turn = 0u; turn < 10u; turn++)
    {
        uint high0 = PhiloxHigh(0xD2511F53u, counter.x), low0 = 0xD2511F53u * counter.x;
        uint high1 = PhiloxHigh(0xCD9E8D57u, counter.z), low1 = 0xCD9E8D57u * counter.z;
        counter = uint4(high1 ^ counter.y ^ key.x, low1, high0 ^ counter.w ^ key.y, low0);
        key += uint2(0x9E3779B9u, 0xBB67AE85u);
    }

    return counter;
}
