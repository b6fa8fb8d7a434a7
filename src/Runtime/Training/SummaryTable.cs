using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>The table that Keras's <c>model.summary()</c> prints.</summary>
internal static class SummaryTable
{
    // Where Keras ends its columns, for chains and for other graphs.
    private static readonly int[] _chainColumns = [29, 55, 65];
    private static readonly int[] _graphColumns = [32, 53, 65, 98];

    public static string Of(ModelSchema schema, ModelTables tables)
    {
        bool isChain = IsChain(schema);
        List<string[][]> rows = [[["Layer (type)"], ["Output Shape"], ["Param #"], ["Connected to"]]];
        if (!isChain)
        {
            rows.AddRange(schema.Inputs.Select(input => new string[][] { [$"{input.Name} (InputLayer)"], [$"[{Shape(input.Shape)}]"], ["0"], [""] }));
        }

        rows.AddRange(schema.Layers.Select(layer => new[]
        {
            [$"{layer.Name} ({layer.Kind})"],
            [Outputs(layer)],
            [layer.Parameters.Sum(index => (long)schema.Parameters[index].Length).ToString(CultureInfo.InvariantCulture)],
            layer.ConnectedTo.IsEmpty ? [""] : layer.ConnectedTo.Select(name => name + "[0][0]").ToArray(),
        }));
        int[] ends = Columns(rows, isChain ? _chainColumns : _graphColumns);
        string thin = new('_', ends[^1]), thick = new('=', ends[^1]);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Model: \"{schema.Name}\"\n{thin}\n");
        for (int row = 0; row < rows.Count; row++)
        {
            AppendRow(text, rows[row], ends);
            text.Append(row == 0 || row == rows.Count - 1 ? thick : thin).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"Total params: {tables.ParameterCount:N0}\n");
        text.Append(CultureInfo.InvariantCulture, $"Trainable params: {tables.TrainableParameterCount:N0}\n");
        text.Append(CultureInfo.InvariantCulture, $"Non-trainable params: {tables.ParameterCount - tables.TrainableParameterCount:N0}\n");
        if (!schema.States.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"States kept between batches: {tables.StateLength:N0} for each place of a batch\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{thin}\n");
        return text.ToString();
    }

    private static bool IsChain(ModelSchema schema)
    {
        if (schema.Inputs.Length != 1)
        {
            return false;
        }

        string before = schema.Inputs[0].Name;
        foreach (LayerSchema layer in schema.Layers)
        {
            if (layer.ConnectedTo is not [var only] || only != before)
            {
                return false;
            }

            before = layer.Name;
        }

        return true;
    }

    // Several results as Keras lists them: the output and the states behind it.
    private static string Outputs(LayerSchema layer) => layer.OtherOutputShapes.IsEmpty
        ? Shape(layer.OutputShape)
        : $"[{string.Join(", ", layer.OtherOutputShapes.Insert(0, layer.OutputShape).Select(Shape))}]";

    private static string Shape(ImmutableArray<int> sizes) =>
        sizes.IsEmpty ? "(None,)" : $"(None, {string.Join(", ", sizes.Select(size => size == Length.Any ? "None" : size.ToString(CultureInfo.InvariantCulture)))})";

    // A cell that is too long moves the columns behind it instead of being cut.
    private static int[] Columns(List<string[][]> rows, int[] usual)
    {
        int[] ends = [.. usual];
        int shift = 0;
        for (int column = 0; column < ends.Length; column++)
        {
            int start = column == 0 ? 0 : ends[column - 1];
            int longest = rows.Max(row => row[column].Max(line => line.Length));
            shift = Math.Max(shift, start + longest + 1 - usual[column]);
            ends[column] = usual[column] + shift;
        }

        return ends;
    }

    private static void AppendRow(StringBuilder text, string[][] cells, int[] ends)
    {
        int lines = cells.Take(ends.Length).Max(cell => cell.Length);
        for (int line = 0; line < lines; line++)
        {
            int start = 0;
            for (int column = 0; column < ends.Length; column++)
            {
                string cell = line < cells[column].Length ? cells[column][line] : "";
                text.Append(cell.PadRight(ends[column] - start));
                start = ends[column];
            }

            text.Append('\n');
        }
    }
}
