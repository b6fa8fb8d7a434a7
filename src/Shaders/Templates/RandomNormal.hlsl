// Standard normal numbers by the method of Box and Muller: a thread makes the four of a block, each pair of two words.
[numthreads(GROUP, 1, 1)]
void main(uint3 id : SV_DispatchThreadID)
{
    for (uint block = id.x; block * 4u < LENGTH; block += STRIDE)
    {
        float4 units = (float4)(PhiloxBlock(block, STREAM) >> 8) * 5.9604644775390625e-8f;
        float2 radius = sqrt(-2.0f * float2(Log(units.x + 5.9604644775390625e-8f), Log(units.z + 5.9604644775390625e-8f)));
        float2 angle = 6.2831854820251465f * units.yw;
        float4 normals = float4(radius.x * Cos(angle.x), radius.x * Sin(angle.x), radius.y * Cos(angle.y), radius.y * Sin(angle.y));
        for (uint i = 0u; i < min(4u, LENGTH - block * 4u); i++)
        {
            RESULT(block * 4u + i) = normals[i];
        }
    }
}
