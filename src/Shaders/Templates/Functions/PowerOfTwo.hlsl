// 2^n for n from −126 to 127.
float PowerOfTwo(int n)
{
    return asfloat((n + 127) << 23);
}
