namespace Compiled.Shaders.Models;

/// <summary>Masks that can be seen: what is dropped is zero, element by element and channel by channel.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(13, 7)]
[Dense(7)]
[Dropout(0.4)]
[SpatialDropout1D(0.3)]
public partial class Masks;
