namespace Compiled.EndToEnd.Tests;

/// <summary>Sums of 8192 products, which the number of rows cuts into parts, before a loop.</summary>
[Model]
[Input(2, 8192)]
[Dense(256)]
[SimpleRNN(8)]
public partial class LongSumModel;

/// <summary>Pictures of one square each, of which minimal filtering takes less time from 23 on, before a loop.</summary>
[Model]
[Input(2, 2, 2, 64)]
[Conv2D(64, 3, Padding = Padding.Same, TimeDistributed = true)]
[Flatten(TimeDistributed = true)]
[SimpleRNN(4)]
public partial class SmallPicturesModel;
