using System.Numerics.Tensors;
using Compiled;
using Compiled.Devices;
using static Compiled.Ops;

namespace Gpu;

/// <summary>A square product of matrices that lie on the device.</summary>
internal interface IProduct
{
    /// <summary>The floats that it works in.</summary>
    long WorkspaceLength { get; }

    /// <summary>Records it for one pair of matrices.</summary>
    void Record(CommandList commands, BufferTable buffers);
}

[Model]
public partial class Product64 : IProduct
{
    public Tensor<float> Forward([Shape(64, 64)] Tensor<float> x, [Shape(64, 64)] Tensor<float> y) => MatrixProduct(x, y);

    long IProduct.WorkspaceLength => DeviceWorkspaceLength(ProgramKind.Infer, 1, 0);

    void IProduct.Record(CommandList commands, BufferTable buffers) => Record(ProgramKind.Infer, commands, buffers, new(1, 0, 0));
}

[Model]
public partial class Product512 : IProduct
{
    public Tensor<float> Forward([Shape(512, 512)] Tensor<float> x, [Shape(512, 512)] Tensor<float> y) => MatrixProduct(x, y);

    long IProduct.WorkspaceLength => DeviceWorkspaceLength(ProgramKind.Infer, 1, 0);

    void IProduct.Record(CommandList commands, BufferTable buffers) => Record(ProgramKind.Infer, commands, buffers, new(1, 0, 0));
}

[Model]
public partial class Product1024 : IProduct
{
    public Tensor<float> Forward([Shape(1024, 1024)] Tensor<float> x, [Shape(1024, 1024)] Tensor<float> y) => MatrixProduct(x, y);

    long IProduct.WorkspaceLength => DeviceWorkspaceLength(ProgramKind.Infer, 1, 0);

    void IProduct.Record(CommandList commands, BufferTable buffers) => Record(ProgramKind.Infer, commands, buffers, new(1, 0, 0));
}

[Model]
public partial class Product2048 : IProduct
{
    public Tensor<float> Forward([Shape(2048, 2048)] Tensor<float> x, [Shape(2048, 2048)] Tensor<float> y) => MatrixProduct(x, y);

    long IProduct.WorkspaceLength => DeviceWorkspaceLength(ProgramKind.Infer, 1, 0);

    void IProduct.Record(CommandList commands, BufferTable buffers) => Record(ProgramKind.Infer, commands, buffers, new(1, 0, 0));
}

[Model]
public partial class Product4096 : IProduct
{
    public Tensor<float> Forward([Shape(4096, 4096)] Tensor<float> x, [Shape(4096, 4096)] Tensor<float> y) => MatrixProduct(x, y);

    long IProduct.WorkspaceLength => DeviceWorkspaceLength(ProgramKind.Infer, 1, 0);

    void IProduct.Record(CommandList commands, BufferTable buffers) => Record(ProgramKind.Infer, commands, buffers, new(1, 0, 0));
}
