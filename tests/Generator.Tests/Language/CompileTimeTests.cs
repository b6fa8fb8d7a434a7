using Compiled.Generator.Declarations;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Language;

/// <summary>What Forward decides while the network is built.</summary>
public class CompileTimeTests
{
    [Fact]
    public void StatementsWithoutBracesAreRead()
    {
        ModelDeclaration declaration = GeneratorHarness.Read("Growing", """
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Growing
            {
                private static Tensor<float> Grow(Tensor<float> x, int times)
                {
                    for (int i = 0; i < times; i++)
                        x = x + x / 2f;
                    return x;
                }

                public Tensor<float> Forward([Shape(3)] Tensor<float> x)
                {
                    var h = x * 2f;
                    if (h.Lengths[1] == 3) h = Grow(h, 3) - 1f;
                    return h;
                }
            }
            """).Declaration!;
        IfStatement branch = Assert.Single(declaration.Forward.Body.OfType<IfStatement>());
        Assert.IsType<AssignStatement>(Assert.Single(branch.Then));
        ForStatement loop = Assert.Single(Assert.Single(declaration.Methods).Body.OfType<ForStatement>());
        Assert.IsType<AssignStatement>(Assert.Single(loop.Body));
    }
}
