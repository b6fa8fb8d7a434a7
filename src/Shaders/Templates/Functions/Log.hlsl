// The coefficients are those of the Cephes library (S. Moshier).
float Log(float x)
{
    // x = 2^e (1 + f) with 1 + f between √½ and √2.
    uint offset = asuint(x) - 0x3f3504f3u;
    float e = (float)((int)offset >> 23);
    float f = asfloat((offset & 0x7fffffu) + 0x3f3504f3u) - 1.0f;
    float square = f * f;
    float p = mad(f, 7.0376836292e-2f, -1.1514610310e-1f);
    p = mad(p, f, 1.1676998740e-1f);
    p = mad(p, f, -1.2420140846e-1f);
    p = mad(p, f, 1.4249322787e-1f);
    p = mad(p, f, -1.6668057665e-1f);
    p = mad(p, f, 2.0000714765e-1f);
    p = mad(p, f, -2.4999993993e-1f);
    p = mad(p, f, 3.3333331174e-1f);
    float correction = p * f * square;
    correction = mad(e, -2.12194440e-4f, correction);
    correction = mad(square, -0.5f, correction);
    float result = mad(e, 0.693359375f, f + correction);

    // Infinity and NaN are their own logarithms. Numbers below the normal range count as zero, as devices may flush them.
    uint bits = asuint(x);
    result = bits < 0x7f800000u ? result : (bits & 0x7fffffffu) > 0x7f800000u || bits == 0x7f800000u ? x : asfloat(0x7fc00000u);
    return (bits & 0x7f800000u) == 0u ? asfloat(0xff800000u) : result;
}
