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
