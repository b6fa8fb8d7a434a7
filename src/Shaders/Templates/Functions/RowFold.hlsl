// LANES neighbouring threads share a row: each brings a value, and each gets the fold of all, always in the same order.
// Every thread of the group must come here.
groupshared float folded[GROUP];

float RowFold(float value, uint lane, uint thread)
{
    folded[thread] = value;
    GroupMemoryBarrierWithGroupSync();
    for (uint span = LANES / 2u; span > 0u; span /= 2u)
    {
        if (lane < span)
        {
            folded[thread] = FOLD(folded[thread], folded[thread + span]);
        }

        GroupMemoryBarrierWithGroupSync();
    }

    float result = folded[thread - lane];
    GroupMemoryBarrierWithGroupSync();
    return result;
}
