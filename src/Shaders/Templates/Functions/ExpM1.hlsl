// e^x − 1 without loss of precision for small x.
float ExpM1(float x)
{
    float clamped = clamp(x, -18.0f, 89.0f);
    float n = round(clamped * 1.44269504088896341f);
    float q = ExpOfReduced(mad(n, 2.12194440e-4f, mad(n, -0.693359375f, clamped)));

    // Half of the scale is finite where the result is.
    float scale = PowerOfTwo((int)n - 1);
    float value = mad(scale, q, scale - 0.5f);
    return x != x || x == 0.0f ? x : value + value;
}
