// Not a number where either is.
float Maximum(float left, float right)
{
    return left != left ? left : left > right ? left : right;
}
