// Not a number where either is.
float Minimum(float left, float right)
{
    return left != left ? left : left < right ? left : right;
}
