namespace Compiled;

/// <summary>Fills a stream with single-precision values.</summary>
internal delegate void ValueWriter(Stream stream);
