using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>Settles loss, target and metrics of each output from <c>[Output]</c> and <c>[Model]</c>, and refuses what does not fit.</summary>
internal sealed class OutputPlanner(ModelDeclaration model, Findings findings)
{
    /// <summary>The settings that change a loss or metric.</summary>
    private static readonly string[] _details = ["HuberDelta", "LabelSmoothing", "TopK", "Threshold"];

    private readonly SettingReader _modelSettings = new(model.Settings, model.Type.Name, model.Span);

    private readonly HashSet<string> _used = [];

    /// <param name="mask">Which steps of the prediction count; null where all do.</param>
    public OutputPlan Plan(int index, string name, Value prediction, Value? mask)
    {
        OutputDeclaration? declaration = model.Outputs.FirstOrDefault(o => o.Index == index);
        SettingReader? own = declaration is null ? null : new(declaration.Settings, name, declaration.Span);
        (LossRecipe? recipe, MethodDeclaration? method, int span) = FindLoss(own);
        SettingReader details = own is null ? _modelSettings : new(_modelSettings.All.Concat(own.All).ToEquatableArray(), name, own.All.Any(s => _details.Contains(s.Name)) ? declaration!.Span : model.Span);
        recipe = recipe?.With(details);
        Head head = Heads.Of(prediction);
        if (recipe is not null)
        {
            CheckLoss(recipe, name, prediction, head, span);
        }

        SettingReader metricSettings = own is not null && (own.Members("Metrics").Count > 0 || OptsOut(own)) ? own : _modelSettings;
        SettingReader methodSettings = own is not null && (Methods(own).Any() || OptsOut(own)) ? own : _modelSettings;
        (MethodDeclaration Method, int Span)[] methods = [.. Methods(methodSettings)];
        TensorType? target = recipe is null && method is null && methods.Length == 0 && own?.Members("Metrics").Count is null or 0 ? null
            : recipe is { IsSparse: true } ? new(prediction.Shape.Rank > 0 ? prediction.Shape.WithoutAxis(prediction.Shape.Rank - 1) : prediction.Shape, ElementType.Int32)
            : method?.Parameters.FirstOrDefault()?.Type.StartsWith("Tensor<int", StringComparison.Ordinal) == true ? LabelType(method, prediction)
            : prediction.Type;
        EquatableArray<MetricInfo> metrics = metricSettings.Members("Metrics")
            .Distinct()
            .Select(m => Describe(m, MetricResolution.Resolve(m, recipe, prediction.Shape), details))
            .ToEquatableArray();
        if (recipe is not null)
        {
            CheckMetrics(recipe, name, prediction, head, metricSettings, metrics);
        }

        HashSet<string> used = [.. metrics.Select(m => MetricResolution.Setting(m.Kind)).Append(recipe?.Setting).OfType<string>()];
        _used.UnionWith(used);
        RefuseUnused(own, used, $"neither loss nor metrics of the output '{name}' use it");

        var info = new OutputInfo(
            name,
            prediction.Type,
            target,
            recipe?.Member ?? method?.Name ?? "",
            own?.Real("LossWeight", 1) ?? 1,
            metrics,
            methods.Select(m => m.Method.Name).ToEquatableArray())
        {
            // What a loss takes for one row has no steps.
            Mask = recipe is { TakesRows: true } && mask?.Shape.Rank == prediction.Shape.Rank ? null : mask?.Shape,
        };
        return new(info, recipe, method, span, methods.ToEquatableArray());
    }

    /// <summary>Refuses settings of <c>[Model]</c> that change nothing; to be called when all outputs are planned.</summary>
    public void RefuseUnused() => RefuseUnused(_modelSettings, _used, "no output has a loss or metric that uses it");

    private void RefuseUnused(SettingReader? settings, HashSet<string> used, string why)
    {
        foreach (Setting setting in _details.Where(d => !used.Contains(d)).Select(d => settings?.Find(d)).OfType<Setting>())
        {
            findings.Add(settings!.Unfit(setting.Name, setting.Value.ToString(), why).Info);
        }
    }

    private static MetricInfo Describe(string declared, string kind, SettingReader details) => new(declared, kind, MetricResolution.Setting(kind) switch
    {
        { } name when details.Find(name) is null => null,
        "TopK" => details.Size("TopK"),
        { } name => details.Real(name, 0),
        null => null,
    });

    /// <summary>A custom loss that takes integers gets labels: the prediction's shape without its last axis.</summary>
    private static TensorType LabelType(MethodDeclaration method, Value prediction) =>
        new(method.Parameters[0].Shape is null && prediction.Shape.Rank > 1 ? prediction.Shape.WithoutAxis(prediction.Shape.Rank - 1) : prediction.Shape, ElementType.Int32);

    private (LossRecipe? Recipe, MethodDeclaration? Method, int Span) FindLoss(SettingReader? own)
    {
        foreach (SettingReader settings in own is null ? new[] { _modelSettings } : [own, _modelSettings])
        {
            if (LossRegistry.Find(settings.Member("Loss", "None")) is { } recipe)
            {
                return (recipe, null, settings.SpanOf("Loss"));
            }

            if (settings.Find("CustomLoss") is { } custom && FindMethod(custom.Value) is { } method)
            {
                return (null, method, custom.Span);
            }

            if (OptsOut(settings))
            {
                break;
            }
        }

        return (null, null, model.Span);
    }

    /// <summary>An output whose <c>Loss.None</c> is written takes neither the model's loss nor its metrics; one that says nothing takes both.</summary>
    private static bool OptsOut(SettingReader settings) => settings.Find("Loss")?.Value is EnumValue { Member: "None" };

    private IEnumerable<(MethodDeclaration Method, int Span)> Methods(SettingReader settings)
    {
        if (settings.Find("CustomMetrics") is { Value: ArrayValue names } setting)
        {
            foreach (ConstantValue name in names.Items)
            {
                if (FindMethod(name) is { } method)
                {
                    yield return (method, setting.Span);
                }
            }
        }
    }

    private MethodDeclaration? FindMethod(ConstantValue reference) => reference switch
    {
        ReferenceValue r => model.Methods.FirstOrDefault(m => m.Key == r.Key),
        TextValue t => model.Methods.FirstOrDefault(m => m.Key == t.Value || m.Name == t.Value),
        _ => null,
    };

    private void CheckLoss(LossRecipe recipe, string name, Value prediction, Head head, int span)
    {
        Shape shape = prediction.Shape;
        if (recipe.TakesRows && shape.Rank < 2)
        {
            findings.Add(Descriptors.OutputShape, span, name, shape.ToString(), $"Loss.{recipe.Member}", "an axis after the batch", "return a value for each class");
        }
        else if (recipe.IsOneOfMany && shape[shape.Rank - 1] == Dimension.One)
        {
            findings.Add(
                Descriptors.OutputShape, span, name, shape.ToString(), $"Loss.{recipe.Member}", "two classes or more", "give the last layer a unit for each class, or use Activation.Sigmoid with Loss.BinaryCrossentropy");
        }
        else if (recipe.Refuse(head) is { } fix)
        {
            findings.Add(Descriptors.LossDoesNotFit, span, $"Loss.{recipe.Member}", name, $"{shape}, {Heads.Describe(head)}", fix);
        }
    }

    private void CheckMetrics(LossRecipe recipe, string name, Value prediction, Head head, SettingReader settings, EquatableArray<MetricInfo> metrics)
    {
        int span = settings.SpanOf("Metrics");
        foreach (MetricInfo info in metrics)
        {
            string metric = info.Kind;
            string written = info.Declared == metric ? $"Metric.{metric}" : $"Metric.{info.Declared}, here Metric.{metric},";
            if (MetricResolution.Refuse(metric, recipe.IsSparse, prediction.Shape) is { } fix)
            {
                findings.Add(Descriptors.MetricDoesNotFit, span, written, name, $"{prediction.Shape} trained with Loss.{recipe.Member}", fix);
            }
            else if (recipe.IsRegression && head is Head.Linear or Head.Relu && MetricResolution.CountsAnswers(metric))
            {
                findings.Add(Descriptors.AccuracyOnRegression, span, written, $"Loss.{recipe.Member}");
            }
        }
    }
}
