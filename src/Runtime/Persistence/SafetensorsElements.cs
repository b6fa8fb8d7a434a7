namespace Compiled;

/// <summary>Names and sizes of element types.</summary>
internal static class SafetensorsElements
{
    private static readonly (string Name, int Size)[] s_elements =
    [
        ("BOOL", 1), ("U8", 1), ("I8", 1), ("U16", 2), ("I16", 2), ("U32", 4), ("I32", 4), ("U64", 8), ("I64", 8),
        ("F16", 2), ("BF16", 2), ("F32", 4), ("F64", 8),
    ];

    public static string NameOf(SafetensorsElement element) => s_elements[(int)element].Name;

    public static int SizeOf(SafetensorsElement element) => s_elements[(int)element].Size;

    public static bool TryParse(string name, out SafetensorsElement element)
    {
        int index = Array.FindIndex(s_elements, candidate => candidate.Name == name);
        element = (SafetensorsElement)index;
        return index >= 0;
    }
}
