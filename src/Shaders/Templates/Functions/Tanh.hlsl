float Tanh(float x)
{
    float size = abs(x), square = x * x;
    float p = mad(square, -5.70498872745e-3f, 2.06390887954e-2f);
    p = mad(p, square, -5.37397155531e-2f);
    p = mad(p, square, 1.33314422036e-1f);
    p = mad(p, square, -3.33332819422e-1f);
    float small = mad(p * square, x, x);
    float large = 1.0f - 2.0f / (Exp(size + size) + 1.0f);
    return size < 0.625f ? small : x < 0.0f ? -large : large;
}
