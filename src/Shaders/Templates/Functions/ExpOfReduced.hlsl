// e^r − 1 for |r| ≤ ½ ln 2; the coefficients are those of the Cephes library (S. Moshier).
float ExpOfReduced(float r)
{
    float p = mad(r, 1.9875691500e-4f, 1.3981999507e-3f);
    p = mad(p, r, 8.3334519073e-3f);
    p = mad(p, r, 4.1665795894e-2f);
    p = mad(p, r, 1.6666665459e-1f);
    p = mad(p, r, 5.0000001201e-1f);
    return mad(p * r, r, r);
}
