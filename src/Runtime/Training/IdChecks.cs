using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Compiled;

/// <summary>Finds token ids that no table has a row for: compiled programs give NaN for them, and do not say so.</summary>
internal static unsafe class IdChecks
{
    // So many ids are looked at in one pass; any number that is no burden to a span serves.
    private const int Block = 1 << 20;

    /// <summary>Looks at the ids of a batch.</summary>
    /// <exception cref="ArgumentException">One is outside of its vocabulary.</exception>
    public static void Check(Model model, Batch batch)
    {
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            Check(model, i, (int*)batch.Inputs[i].Address, batch.Count, batch.Inputs[i].Spec.Length, batch);
        }
    }

    /// <summary>Looks at the ids of samples.</summary>
    /// <param name="tables">The specs of the samples.</param>
    /// <param name="inputs">One address for each input, batch-major.</param>
    /// <exception cref="ArgumentException">One is outside of its vocabulary.</exception>
    public static void Check(Model model, int samples, ModelTables tables, void** inputs)
    {
        for (int i = 0; i < tables.InputSpecs.Length; i++)
        {
            Check(model, i, (int*)inputs[i], samples, tables.InputSpecs[i].Length, null);
        }
    }

    /// <summary>Looks at the ids of one input.</summary>
    /// <exception cref="ArgumentException">One is outside of its vocabulary.</exception>
    public static void Check(Model model, int input, int samples, ReadOnlySpan<int> ids)
    {
        fixed (int* values = ids)
        {
            Check(model, input, values, samples, ids.Length / Math.Max(1, samples), null);
        }
    }

    /// <summary>Looks at the ids among values that fit the model's inputs.</summary>
    /// <exception cref="ArgumentException">One is outside of its vocabulary.</exception>
    public static void Check(Model model, int samples, ReadOnlySpan<TensorData> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            fixed (int* values = inputs[i].Ints.Span)
            {
                Check(model, i, values, samples, model.Tables.InputSpecs[i].Length, null);
            }
        }
    }

    private static void Check(Model model, int input, int* values, int samples, int length, Batch? batch)
    {
        InputSchema schema = model.Schema.Inputs[input];
        if (schema.Ids is { } all)
        {
            Check(model, schema, values, 0, (long)samples * length, all, length, batch);
        }

        if (schema.IdRuns.IsEmpty)
        {
            return;
        }

        for (long start = 0, end = (long)samples * length; start < end;)
        {
            foreach (IdRun run in schema.IdRuns)
            {
                if (run.Ids is { } ids)
                {
                    Check(model, schema, values, start, run.Count, ids, length, batch);
                }

                start += run.Count;
            }
        }
    }

    private static void Check(Model model, InputSchema schema, int* values, long start, long count, int ids, int length, Batch? batch)
    {
        if (Find(values + start, count, ids) is var place and >= 0)
        {
            // An id of several in a step has a number of its own.
            int ofStep = Sizes.Product([.. schema.Shape.Skip(1)]);
            (long sample, long inside) = Math.DivRem(start + place, length);
            (long step, long id) = Math.DivRem(inside, ofStep);
            string name = batch?.NameOf((int)sample) ?? string.Create(CultureInfo.InvariantCulture, $"sample {sample}");
            string where = ofStep == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", place {id}");
            throw new ArgumentException($"{model.Schema.Name}: input '{schema.Name}' takes {(schema.Ids is null ? "there " : "")}the {ids} ids 0 to {ids - 1}, but the id of {name}, step {step}{where}, is {values[start + place]}");
        }
    }

    /// <summary>The place of the first id outside of 0 to <paramref name="ids"/> − 1; −1 where there is none.</summary>
    private static long Find(int* values, long length, int ids)
    {
        for (long start = 0; start < length; start += Block)
        {
            // As unsigned numbers negative ones are the largest, so that one pass finds both.
            var block = new ReadOnlySpan<int>(values + start, (int)Math.Min(Block, length - start));
            if (TensorPrimitives.Max(MemoryMarshal.Cast<int, uint>(block)) >= (uint)ids)
            {
                return start + block.IndexOfAnyExceptInRange(0, ids - 1);
            }
        }

        return -1;
    }
}
