// Chebyshev fits of erf(√s)/√s − 1 on [0, 0.95²] and of (−ln erfc(t) − t)/t on [0.9, 4].
float Erf(float x)
{
    float s = x * x;
    float p = mad(s, 8.209797e-05f, -0.0008104442f);
    p = mad(p, s, 0.0051976424f);
    p = mad(p, s, -0.026858032f);
    p = mad(p, s, 0.11283671f);
    p = mad(p, s, -0.37612632f);
    p = mad(p, s, 0.12837917f);
    float small = mad(p, x, x);

    float t = min(4.0f, abs(x));
    float q = mad(t, 1.6396674e-05f, -0.00037056973f);
    q = mad(q, t, 0.0038143392f);
    q = mad(q, t, -0.024063593f);
    q = mad(q, t, 0.106497966f);
    q = mad(q, t, 0.6350561f);
    q = mad(q, t, 0.12865505f);
    float large = 1.0f - Exp(-mad(q, t, t));
    return x != x ? x : abs(x) < 0.92f ? small : x < 0.0f ? -large : large;
}
