using Compiled.Kernels;

namespace Compiled;

/// <summary>The gradients of a model's weights, laid out as the weights, and which rows of its tables have one.</summary>
internal sealed unsafe class GradientArena : IDisposable
{
    private readonly AlignedMemory _values;
    private readonly AlignedMemory _rows;

    public GradientArena(ModelSchema schema)
    {
        _values = new(schema.ParameterLength, $"{schema.Name}: the memory of the gradients of its {schema.ParameterLength} parameters");
        try
        {
            long entries = (long)schema.Parameters.Length * sizeof(GradientRows) / sizeof(float);
            long tables = schema.Parameters.Where(parameter => parameter.HasGradientRows).Sum(parameter => GradientRows.RoomOf(parameter.Shape[0]));
            _rows = new(entries + tables, $"{schema.Name}: the memory of the rows that have gradients");
            int* next = (int*)(_rows.Address + entries);
            for (int i = 0; i < schema.Parameters.Length; i++)
            {
                if (schema.Parameters[i].HasGradientRows)
                {
                    int rows = schema.Parameters[i].Shape[0];
                    Rows[i] = new(next, (uint*)next + rows);
                    next += GradientRows.RoomOf(rows);
                }
            }
        }
        catch
        {
            _values.Dispose();
            throw;
        }
    }

    public float* Address => _values.Address;

    /// <summary>One for each parameter.</summary>
    public GradientRows* Rows => (GradientRows*)_rows.Address;

    public void Dispose()
    {
        _values.Dispose();
        _rows.Dispose();
    }
}
