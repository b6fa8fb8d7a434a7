using FirstSteps;

(string Title, Action Run)[] steps =
[
    ("a perceptron", Perceptron.Run),
    ("exclusive or", Xor.Run),
    ("regression", Regression.Run),
    ("a custom layer", CustomLayer.Run),
    ("a custom loss", CustomLoss.Run),
    ("frozen parts", FrozenParts.Run),
];

if (args is [var number] && int.TryParse(number, out int step) && step >= 1 && step <= steps.Length)
{
    Console.WriteLine($"{step}. {steps[step - 1].Title}");
    steps[step - 1].Run();
    return 0;
}

Console.WriteLine("usage: dotnet run --project samples/FirstSteps -- NUMBER");
for (int i = 0; i < steps.Length; i++)
{
    Console.WriteLine($"  {i + 1}  {steps[i].Title}");
}

return args is [] or ["--help"] ? 0 : 2;
