using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Inference.Onnx;

/// <summary>Computes features with ONNX Runtime. Several threads may call one instance at once.</summary>
internal sealed class OnnxFeatureExtractor : IFeatureExtractor
{
    // Fewer pictures are written sooner than a second thread wakes up.
    private const int ParallelFrom = 8;

    private readonly InferenceSession _session;
    private readonly OnnxSignature _signature;
    private readonly PixelNormaliser _normaliser;
    private readonly OrtMemoryInfo _memory = OrtMemoryInfo.DefaultInstance;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    // As many as there are calls at once: usually one.
    private readonly ConcurrentBag<OnnxBuffers> _free = [];

    private delegate void WriteInput(int index, Span<float> planes);

    /// <summary>Takes ownership of a session.</summary>
    /// <param name="session">A loaded model.</param>
    /// <param name="signature">Its input and output.</param>
    /// <param name="model">What it is and how its input is prepared.</param>
    /// <param name="unitVectors">Whether the graph itself scales its vectors to length 1.</param>
    public OnnxFeatureExtractor(InferenceSession session, OnnxSignature signature, ModelInfo model, bool unitVectors)
    {
        (_session, _signature, Model, GivesUnitVectors) = (session, signature, model, unitVectors);
        (_inputs, _outputs) = ([signature.Input], [signature.Output]);
        _normaliser = new PixelNormaliser(model);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public bool GivesUnitVectors { get; }

    /// <inheritdoc/>
    public void Extract(PixelBatch batch, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Height != Model.InputHeight || batch.Width != Model.InputWidth)
        {
            throw new ArgumentException(
                $"the pictures are {batch.Height}×{batch.Width} pixels, {Model.Architecture} needs {Model.InputHeight}×{Model.InputWidth}",
                nameof(batch));
        }

        Extract(batch.Count, (index, planes) => _normaliser.Run(batch.Slot(index), planes), features);
    }

    /// <summary>The same from an input that is already normalised; for comparing with other implementations.</summary>
    /// <param name="input">N×3×H×W values.</param>
    /// <param name="features">Room for N×D values.</param>
    internal void Extract(float[] input, Span<float> features)
    {
        var size = PixelBatch.Channels * Model.InputHeight * Model.InputWidth;
        Extract(input.Length / size, (index, planes) => input.AsSpan(index * size, size).CopyTo(planes), features);
    }

    /// <summary>The forward alone, on inputs that its caller wrote before; for comparing with other callers of the library.</summary>
    /// <param name="buffers">Inputs of at least that many pictures; receives the features.</param>
    /// <param name="count">Pictures; a graph with a batch size of its own takes no other.</param>
    internal void Forward(OnnxBuffers buffers, int count) => Run(buffers, count);

    private void Extract(int total, WriteInput write, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        if (features.Length != total * Model.Dimension)
        {
            throw new ArgumentException(
                $"{total} features of dimension {Model.Dimension} need {total * Model.Dimension} places, not {features.Length}",
                nameof(features));
        }

        var size = PixelBatch.Channels * Model.InputHeight * Model.InputWidth;
        var buffers = _free.TryTake(out var free) ? free : new OnnxBuffers(size, Model.Dimension);
        try
        {
            var step = _signature.FixedBatch ?? total;
            buffers.Reserve(step);
            for (var first = 0; first < total; first += step)
            {
                var count = Math.Min(step, total - first);
                var start = first;
                if (count < ParallelFrom)
                {
                    for (var i = 0; i < count; i++)
                    {
                        write(start + i, buffers.Input(i));
                    }
                }
                else
                {
                    Parallel.For(0, count, i => write(start + i, buffers.Input(i)));
                }

                // A graph with a batch size of its own computes the rest of the last batch in vain, from zeros.
                buffers.ClearInputs(count, step);
                Run(buffers, step);
                buffers.Outputs(count).CopyTo(features[(first * Model.Dimension)..]);
            }
        }
        finally
        {
            _free.Add(buffers);
        }
    }

    /// <summary>Frees the model; nobody may be calling it.</summary>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
        while (_free.TryTake(out var buffers))
        {
            buffers.Dispose();
        }
    }

    private void Run(OnnxBuffers buffers, int count)
    {
        using var input = OrtValue.CreateTensorValueWithData(
            _memory, TensorElementType.Float, [count, PixelBatch.Channels, Model.InputHeight, Model.InputWidth],
            buffers.InputPointer, (long)count * buffers.InputSize * sizeof(float));
        using var output = OrtValue.CreateTensorValueWithData(
            _memory, TensorElementType.Float, [count, Model.Dimension, .. _signature.Trailing],
            buffers.OutputPointer, (long)count * buffers.OutputSize * sizeof(float));
        try
        {
            _session.Run(_run, _inputs, [input], _outputs, [output]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ReIdException($"The model {Model.Id} failed on a batch of {count}: {OnnxSession.Reason(e)}.", e);
        }
    }
}
