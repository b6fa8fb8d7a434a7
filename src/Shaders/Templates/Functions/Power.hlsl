// left to the power right: zeros, infinities, negative bases and NaN as in IEEE 754's pow.
float Power(float left, float right)
{
    if (right == 0.0f || left == 1.0f)
    {
        return 1.0f;
    }

    float size = Exp(right * Log(abs(left)));
    bool isWhole = floor(right) == right;
    bool isOdd = isWhole && abs(right) < 16777216.0f && floor(right * 0.5f) != right * 0.5f;
    bool isNegative = (asuint(left) & 0x80000000u) != 0u;
    return left < 0.0f && !isWhole && size == size && abs(right) < asfloat(0x7f800000u) ? asfloat(0x7fc00000u) : isNegative && isOdd ? -size : size;
}
