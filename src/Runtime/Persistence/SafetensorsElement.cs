namespace Compiled;

/// <summary>The type of the elements of a tensor in a safetensors file, with the file's name for it.</summary>
public enum SafetensorsElement
{
    /// <summary>One byte, 0 or 1 (BOOL).</summary>
    Boolean,

    /// <summary>U8.</summary>
    UInt8,

    /// <summary>I8.</summary>
    Int8,

    /// <summary>U16.</summary>
    UInt16,

    /// <summary>I16.</summary>
    Int16,

    /// <summary>U32.</summary>
    UInt32,

    /// <summary>I32.</summary>
    Int32,

    /// <summary>U64.</summary>
    UInt64,

    /// <summary>I64.</summary>
    Int64,

    /// <summary>IEEE 754 half precision (F16).</summary>
    Float16,

    /// <summary>The upper half of a single-precision number (BF16).</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision (F32).</summary>
    Float32,

    /// <summary>IEEE 754 double precision (F64).</summary>
    Float64,
}

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
