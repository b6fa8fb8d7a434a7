// The upper half of a product of 64 bits.
uint MultiplyHigh(uint a, uint b)
{
    uint low = (a & 0xffffu) * (b & 0xffffu), middle = (a >> 16) * (b & 0xffffu), other = (a & 0xffffu) * (b >> 16);
    uint carry = ((low >> 16) + (middle & 0xffffu) + (other & 0xffffu)) >> 16;
    return (a >> 16) * (b >> 16) + (middle >> 16) + (other >> 16) + carry;
}
