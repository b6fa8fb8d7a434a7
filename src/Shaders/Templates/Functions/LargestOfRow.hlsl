// The largest of a row's logits.
float LargestOfRow(uint begin, uint end, uint lane, uint thread)
{
    float largest = asfloat(0xff800000u);
    for (uint i = begin + lane; i < end; i += LANES)
    {
        largest = Maximum(largest, LOGITS(i));
    }

    return RowMaximum(largest, lane, thread);
}
