namespace Compiled;

public abstract partial class Model
{
    /// <summary>
    /// Writes the weights to a safetensors file, and the optimizer's memory if asked. The file appears under its name only when it is whole:
    /// whatever happens on the way, an older one stays as it was.
    /// </summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="options">What is written beside the weights; null for nothing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training the model, or evaluating it while its optimizer is to be written.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Save(string path, SaveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(stream, options));
    }

    /// <summary>Writes the weights as safetensors to a stream, and the optimizer's memory if asked.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <inheritdoc cref="Save(string, SaveOptions)"/>
    public void Save(Stream stream, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new();

        // Nobody may take the optimizer away, or its memory, while it is written.
        using SessionScope session = options.IncludeOptimizer ? EnterSession("be saved with its optimizer") : default;
        _arena.EnterRead(Schema.Name, "be saved");
        try
        {
            WeightFile.Write(this, stream, options);
        }
        finally
        {
            _arena.ExitRead();
        }
    }

    /// <summary>Reads the weights of a safetensors file. Names, shapes and types are checked first: the model changes as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="convert">Whether half and double precision are converted; else every weight must be single precision.</param>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the model; the message names the file, the tensors and the numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Load(string path, bool convert = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfDisposed("load weights");
        SetWeights(WeightFile.Read(SafetensorsFile.Read(path), this, convert));
    }

    /// <summary>Reads the weights from a stream of safetensors, up to its end.</summary>
    /// <param name="stream">Where from; it stays open.</param>
    /// <inheritdoc cref="Load(string, bool)"/>
    public void Load(Stream stream, bool convert = false)
    {
        ThrowIfDisposed("load weights");
        SetWeights(WeightFile.Read(SafetensorsFile.Read(stream, "the stream"), this, convert));
    }

    /// <summary>
    /// Reads what <see cref="Save(string, SaveOptions)"/> wrote with <see cref="SaveOptions.IncludeOptimizer"/>: weights, the optimizer's memory, seed, step and epoch.
    /// The optimizer that does the next step goes on with that memory and with the saved learning rates (of schedules: the factor by which callbacks scaled them);
    /// it must be of the kind and have the options that were saved. What callbacks counted is not saved: their patience begins anew.
    /// Go on by <c>Fit</c> with <see cref="FitOptions.InitialEpoch"/> set to <see cref="Epoch"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, does not fit the model, or holds weights alone.</exception>
    /// <exception cref="InvalidOperationException">The model's optimizer is not the saved one, or another thread uses the model.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void LoadCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        LoadCheckpoint(SafetensorsFile.Read(path));
    }

    /// <summary>Reads weights and the training's position from a stream of safetensors, up to its end.</summary>
    /// <param name="stream">Where from; it stays open.</param>
    /// <inheritdoc cref="LoadCheckpoint(string)"/>
    public void LoadCheckpoint(Stream stream) => LoadCheckpoint(SafetensorsFile.Read(stream, "the stream"));

    private void LoadCheckpoint(SafetensorsFile file)
    {
        ThrowIfDisposed("load a checkpoint");
        float[][] weights = WeightFile.Read(file, this, convert: false);
        TrainingSnapshot snapshot = TrainingFile.Read(file, this);
        RestoreTraining(weights, snapshot);
    }
}
