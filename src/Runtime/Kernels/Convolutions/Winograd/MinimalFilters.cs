global using MinimalFilter2x3 = Compiled.Kernels.MinimalFilter<
    Compiled.Kernels.Filter2x3.Input,
    Compiled.Kernels.Filter2x3.Kernel,
    Compiled.Kernels.Filter2x3.Output,
    Compiled.Kernels.Filter2x3.OutputGradient,
    Compiled.Kernels.Filter2x3.KernelGradient>;
global using MinimalFilter2x5 = Compiled.Kernels.MinimalFilter<
    Compiled.Kernels.LineByLine<Compiled.Kernels.SixPoints.Input>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter2x5.Kernel>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter2x5.Output>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter2x5.OutputGradient>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter2x5.KernelGradient>>;
global using MinimalFilter4x3 = Compiled.Kernels.MinimalFilter<
    Compiled.Kernels.LineByLine<Compiled.Kernels.SixPoints.Input>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter4x3.Kernel>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter4x3.Output>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter4x3.OutputGradient>,
    Compiled.Kernels.LineByLine<Compiled.Kernels.Filter4x3.KernelGradient>>;
