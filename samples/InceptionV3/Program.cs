using InceptionV3;

return PublishedNetwork.Run("Inception-v3", 299, expectedParameters: 23_851_784, batch: 8, args, seed => new InceptionV3Classifier(seed));
