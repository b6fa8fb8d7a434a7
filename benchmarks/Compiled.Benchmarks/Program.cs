using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Compiled.Benchmarks.MatrixProductBenchmarks).Assembly).Run(args);
