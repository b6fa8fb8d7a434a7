using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

/// <summary>
/// What the generator writes of a table that look-ups alone read, by hand: the loss is the sum of target · row, so that the gradient of an id's
/// row is its target.
/// </summary>
internal sealed unsafe class LookupModel(int rows, int columns, ModelSchema? schema = null) : Model(schema ?? Table(rows, columns), 1)
{
    /// <summary>Called with the gradients and the weights of the table, before a step's gradients are computed.</summary>
    public Action<nint, nint>? BeforeGradients { get; set; }

    public static ModelSchema Table(int rows, int columns, bool hasGradientRows = true) => new(
        Name: "Lookup",
        Inputs: [new("id", [], ElementKind.Int32) { Ids = rows }],
        Outputs: [new("row", [columns], [columns], ElementKind.Float32, "Sum", 1, [], [])],
        Layers: [new("embedding", "Embedding", [columns], [0], ["id"])],
        Parameters: [new("embedding/embeddings", "embedding", "embeddings", [rows, columns], 0, true, false, new(Initializer.RandomUniform, []), null, "") { HasGradientRows = hasGradientRows }],
        ParameterLength: (((long)rows * columns) + 15) & ~15);

    protected override Model CreateEmpty() => new LookupModel(rows, columns);

    protected internal override long WorkspaceLength(ProgramKind program, int batch) => 0;

    protected internal override void Run(ProgramKind program, in ProgramArguments arguments)
    {
        int* ids = (int*)arguments.Inputs[0];
        Gather.Run(arguments.Parameters, ids, arguments.Predictions[0], arguments.Batch, rows, columns, arguments.Workers);
        if (program != ProgramKind.Train)
        {
            return;
        }

        BeforeGradients?.Invoke((nint)arguments.Gradients, (nint)arguments.Parameters);
        float* values = (float*)arguments.Targets[0];
        if (Schema.Parameters[0].HasGradientRows)
        {
            ScatterAdd.Run(ids, values, arguments.Gradients, arguments.Batch, rows, columns, ref arguments.GradientRows[0], arguments.Workers);
        }
        else
        {
            ScatterAdd.Run(ids, values, arguments.Gradients, arguments.Batch, rows, columns, arguments.Workers);
        }
    }
}
