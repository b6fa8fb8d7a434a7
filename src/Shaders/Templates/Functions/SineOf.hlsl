// sin(x + quadrants · π/2). π/2 is taken off in four parts, the first three so short that their products are exact up to |x| = 8192.
float SineOf(float x, int quadrants)
{
    float n = round(x * 0.636619772367581343f);
    float r = mad(n, -1.5703125f, x);
    r = mad(n, -4.837512969970703125e-4f, r);
    r = mad(n, -7.54953362047672271728515625e-8f, r);
    r = mad(n, -2.56334406825708960298e-12f, r);

    float square = r * r;
    float sine = mad(square, -1.9515295891e-4f, 8.3321608736e-3f);
    sine = mad(sine, square, -1.6666654611e-1f);
    sine = mad(sine * square, r, r);
    float cosine = mad(square, 2.443315711809948e-5f, -1.388731625493765e-3f);
    cosine = mad(cosine, square, 4.166664568298827e-2f);
    cosine = mad(cosine * square, square, mad(square, -0.5f, 1.0f));

    int quadrant = (int)n + quadrants;
    float value = (quadrant & 1) != 0 ? cosine : sine;
    return (quadrant & 2) != 0 ? -value : value;
}
