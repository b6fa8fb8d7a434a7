// The class of a log-uniform distribution that a number of 48 bits gives, in integers as the processor's LogUniformSampler.Class.
// range is the logarithm of the number of classes and one, to the base of two, with 27 bits behind the point.
static const uint LogUniformRoots[32] =
{
    1779033703u, 812638371u, 388727751u, 190154447u, 94047537u, 46769127u, 23321247u, 11644837u, 5818477u, 2908254u, 1453881u, 726878u, 363424u, 181708u, 90853u, 45426u,
    22713u, 11356u, 5678u, 2839u, 1419u, 709u, 354u, 177u, 88u, 44u, 22u, 11u, 5u, 2u, 1u, 0u,
};

int LogUniformClass(float upper, float lower, uint range, uint classes)
{
    uint low24 = (uint)(lower * 16777216.0f), first = ((uint)(upper * 16777216.0f) << 8) | (low24 >> 16), last = low24 & 0xffffu;
    uint low = first * range, high = MultiplyHigh(first, range);
    uint more = last * (range >> 16) + ((last * (range & 0xffffu)) >> 16);
    low += more;
    high += low < more ? 1u : 0u;
    uint fraction = (high << 5) | (low >> 27), power = 0x80000000u;
    for (uint i = 0u; i < 32u; i++)
    {
        power += (fraction >> 31) * MultiplyHigh(power, LogUniformRoots[i]);
        fraction <<= 1;
    }

    return (int)min((power >> (31u - (high >> 27))) - 1u, classes - 1u);
}
