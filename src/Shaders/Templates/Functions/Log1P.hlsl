// log(1 + x) without loss of precision for small x: what was lost in the sum is added back.
float Log1P(float x)
{
    precise float sum = 1.0f + x;
    precise float lost = 1.0f < x ? 1.0f - (sum - x) : x - (sum - 1.0f);
    float value = Log(sum);
    return x == 0.0f ? x : sum > 0.0f && asuint(sum) < 0x7f800000u ? value + lost / sum : value;
}
