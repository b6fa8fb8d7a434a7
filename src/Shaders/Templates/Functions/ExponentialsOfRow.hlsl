// The sum of e^(x - largest) over a row's logits.
float ExponentialsOfRow(uint begin, uint end, float largest, uint lane, uint thread)
{
    float sum = 0.0f;
    for (uint i = begin + lane; i < end; i += LANES)
    {
        sum += Exp(LOGITS(i) - largest);
    }

    return RowFold(sum, lane, thread);
}
