using Vgg16;

return PublishedNetwork.Run("VGG-16", 224, expectedParameters: 138_357_544, batch: 4, args, seed => new Vgg16Classifier(seed));
