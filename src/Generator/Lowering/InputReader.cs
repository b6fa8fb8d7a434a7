using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Lowering.Forward;

namespace Compiled.Generator.Lowering;

/// <summary>What the parameters of <c>Forward</c> say of the model's inputs.</summary>
internal sealed class InputReader(ModelDeclaration declaration, Findings findings)
{
    public InputInfo[] Inputs() => [.. declaration.Forward.Parameters.Where(p => p.IsTensor).Select(Input)];

    /// <summary>The most steps of the inputs' sequences where their number is known only when the program runs; else 0.</summary>
    public int MaxLength()
    {
        ParameterDeclaration[] inputs = [.. declaration.Forward.Parameters.Where(p => p.MaxLength > 0)];
        if (inputs.Length == 0)
        {
            return 0;
        }

        if (inputs.FirstOrDefault(p => p.MaxLength != inputs[0].MaxLength) is { } other)
        {
            findings.Add(Descriptors.UnfitSetting, other.Span, "MaxLength", $"the input '{other.Name}'", Text(other.MaxLength), $"the sequences of a batch have one length: it must be {Text(inputs[0].MaxLength)} as for '{inputs[0].Name}'");
        }

        SettingReader settings = new(declaration.Settings, declaration.Type.Name, declaration.Span);
        if (settings.Boolean("Inspection", false))
        {
            findings.Add(settings.Unfit("Inspection", "true", "the sizes of its values are known only when the program runs: give the input a length in place of Length.Any").Info);
        }

        return inputs[0].MaxLength;

        static string Text(int length) => length.ToString(CultureInfo.InvariantCulture);
    }

    private InputInfo Input(ParameterDeclaration parameter)
    {
        foreach (ConstantValue size in parameter.Shape ?? EquatableArray<ConstantValue>.Empty)
        {
            bool isAnyLength = parameter.MaxLength > 0 && size is IntegerValue { Value: ParameterDeclaration.AnyLength };
            if (!isAnyLength && size is not IntegerValue { Value: > 0 and <= int.MaxValue })
            {
                findings.Add(Descriptors.SizeNotPositive, parameter.Span, "The shape", $"the input '{parameter.Name}'", size.ToString());
                throw new AbandonedException();
            }
        }

        return new(parameter.Name, InputTypes.Of(parameter), InputTypes.Order(parameter) ?? EquatableArray<int>.Empty);
    }
}
