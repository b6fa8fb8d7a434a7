float Exp(float x)
{
    // Below −104 the result is zero and above 89 infinite.
    float clamped = clamp(x, -104.0f, 89.0f);
    float n = round(clamped * 1.44269504088896341f);
    float r = mad(n, 2.12194440e-4f, mad(n, -0.693359375f, clamped));

    // In two factors: the whole may leave the normal range.
    int whole = (int)n, lower = whole >> 1;
    float result = (ExpOfReduced(r) + 1.0f) * PowerOfTwo(lower) * PowerOfTwo(whole - lower);
    return x != x ? x : result;
}
