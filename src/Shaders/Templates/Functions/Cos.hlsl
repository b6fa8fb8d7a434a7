float Cos(float x)
{
    return SineOf(x, 1);
}
