using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <content>
/// Samples shared among threads: each computes the whole program for a part of them, as a context of one thread would, and waits for the others at the
/// end alone. The steps of a loop follow one another so fast that threads which share the work of each wait most of the time.
/// </content>
public sealed unsafe partial class PredictionContext
{
    // The samples of a part at least: a product of fewer rows takes nearly as long. That of a single one would add in another order.
    private const int LeastPart = 8;

    // Weights that stay in a thread's cache from step to step: of more, each thread reads fewer where they share the columns of a product.
    private const long CachedWeights = 1 << 18;

    // Made when they are first needed.
    private readonly Part?[] _parts;

    /// <summary>Into how many parts a batch is cut; one where threads share the work of each kernel.</summary>
    private int PartsOf(int batch, ModelTables tables)
    {
        int parts = Math.Min(_workers.Count, batch / LeastPart);
        if (parts < 2)
        {
            return 1;
        }

        // A step computes functions, too: a weight counts as a whole operation. Threads that get no part would help where steps are long.
        (long work, long weights) = _model.LoopCost(tables.SequenceLength);
        bool isWorth = weights <= CachedWeights
            && _workers.Shares((double)batch * work)
            && (parts == _workers.Count || !_workers.Shares(MatrixBlocks.Operations((double)batch * weights)));
        return isWorth ? parts : 1;
    }

    private void RunParts(int count, int start, int batch, ModelTables tables, void** inputs, float** predictions)
    {
        for (int i = 0; i < count; i++)
        {
            Part part = _parts[i] ??= new(i == 0 ? _memory : new(_model, ProgramKind.Infer), _name, _model.Arena.Tables);
            part.Workers.Kept!.Begin(_weights);
            int first = (int)((long)batch * i / count);
            part.Samples = (int)((long)batch * (i + 1) / count) - first;
            Place(part.Memory, start + first, part.Samples, tables, inputs, predictions);
        }

        PredictionContext context = this;
        var work = new PartWork(Unsafe.AsPointer(ref context));
        _workers.Run(ref work, count);
    }

    private void DisposeParts()
    {
        foreach (Part? part in _parts)
        {
            part?.Memory.Dispose();
            part?.Workers.Dispose();
        }
    }

    /// <summary>What a part is computed with. The workers are its own, one thread, as what kernels and loops work in belongs to them.</summary>
    /// <param name="memory">That of the first part is the context's.</param>
    /// <param name="owner">The context, as messages name it.</param>
    /// <param name="tables">All threads share them.</param>
    private sealed class Part(ProgramMemory memory, string owner, ProductTables tables)
    {
        public ProgramMemory Memory => memory;

        public Workers Workers { get; } = new(1) { Kept = new(owner), Tables = tables };

        public int Samples { get; set; }
    }

    /// <param name="context">The address of the variable that holds the context.</param>
    private readonly struct PartWork(void* context) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            PredictionContext owner = Unsafe.AsRef<PredictionContext>(context);
            Part part = owner._parts[tile]!;
            owner.Run(part.Memory, part.Samples, part.Workers);
        }
    }
}
