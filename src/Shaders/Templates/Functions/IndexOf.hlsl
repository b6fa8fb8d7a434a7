// The number of a position among all of a sample.
uint IndexOf(uint3 position, uint3 lengths)
{
    return (position.x * lengths.y + position.y) * lengths.z + position.z;
}
