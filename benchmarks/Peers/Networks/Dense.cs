using Compiled;

namespace Peers.Networks;

[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(784)]
[Dense(128, Activation = Activation.Relu)]
[Dense(128, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
internal sealed partial class Mlp;

[Model(Loss = Loss.MeanSquaredError)]
[Input(32)]
[Dense(64, Activation = Activation.Tanh)]
[Dense(64, Activation = Activation.Tanh)]
[Dense(8)]
internal sealed partial class GameNetwork;

[Model]
[Input(784)]
[Dense(128, UseBias = false)]
internal sealed partial class NarrowProduct;

[Model]
[Input(512)]
[Dense(512, UseBias = false)]
internal sealed partial class MediumProduct;

[Model]
[Input(1024)]
[Dense(1024, UseBias = false)]
internal sealed partial class LargeProduct;
