namespace Compiled;

public abstract partial class Model
{
    /// <summary>Prints Keras's table: each layer with its kind, output shape and parameters, what it is connected to where the model is no chain, and the totals.</summary>
    /// <param name="output">Where to; null for the console.</param>
    public void Summary(TextWriter? output = null) => (output ?? Console.Out).Write(SummaryTable.Of(Schema, Tables));
}
