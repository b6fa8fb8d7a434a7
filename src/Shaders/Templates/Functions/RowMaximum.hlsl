// As RowFold, the largest; not a number where any is.
groupshared float maxima[GROUP];

float RowMaximum(float value, uint lane, uint thread)
{
    maxima[thread] = value;
    GroupMemoryBarrierWithGroupSync();
    for (uint span = LANES / 2u; span > 0u; span /= 2u)
    {
        if (lane < span)
        {
            maxima[thread] = Maximum(maxima[thread], maxima[thread + span]);
        }

        GroupMemoryBarrierWithGroupSync();
    }

    float result = maxima[thread - lane];
    GroupMemoryBarrierWithGroupSync();
    return result;
}
