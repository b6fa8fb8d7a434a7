// e^−|x| cannot overflow, and for negative x the quotient keeps its precision down to the smallest number.
float Sigmoid(float x)
{
    float e = Exp(-abs(x));
    return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}
