float Sin(float x)
{
    return SineOf(x, 0);
}
