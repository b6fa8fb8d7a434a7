using Compiled;

namespace Vgg16;

/// <summary>
/// The thirteen convolutions of configuration D of K. Simonyan and A. Zisserman, "Very deep convolutional networks for large-scale image
/// recognition" (2014): 14,714,688 parameters.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block1_conv1")]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block1_conv2")]
[MaxPooling2D(2, Name = "block1_pool")]
[Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block2_conv1")]
[Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block2_conv2")]
[MaxPooling2D(2, Name = "block2_pool")]
[Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block3_conv1")]
[Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block3_conv2")]
[Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block3_conv3")]
[MaxPooling2D(2, Name = "block3_pool")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block4_conv1")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block4_conv2")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block4_conv3")]
[MaxPooling2D(2, Name = "block4_pool")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block5_conv1")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block5_conv2")]
[Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.Relu, Name = "block5_conv3")]
[MaxPooling2D(2, Name = "block5_pool")]
public partial class Vgg16Features;
