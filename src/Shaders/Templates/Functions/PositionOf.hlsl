// The coordinates, along depth, height and width, of a position.
uint3 PositionOf(uint index, uint3 lengths)
{
    return uint3(index / (lengths.y * lengths.z), index / lengths.z % lengths.y, index % lengths.z);
}
