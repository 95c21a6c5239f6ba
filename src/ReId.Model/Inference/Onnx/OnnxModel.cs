using Microsoft.ML.OnnxRuntime;
using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Files;
using ReId.Model.Onnx;
using ReId.Model.Weights;

namespace ReId.Model.Inference.Onnx;

/// <summary>Opens ONNX files: those that ReId exported say what they are, others are judged by their graph.</summary>
internal static class OnnxModel
{
    /// <summary>Loads a model of ours without a file between: exported in memory, its vectors as the network makes them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads of one call; 0 for one per core.</param>
    /// <exception cref="ReIdException">The weights do not fit their architecture.</exception>
    public static IFeatureExtractor Load(ModelFile model, int threads)
    {
        var session = OnnxSession.Create(OnnxExport.ToBytes(model, normalise: false), threads, model.Info.Id);
        try
        {
            return new OnnxFeatureExtractor(session, OnnxSignature.Read(session, model.Info.Id), model.Info, unitVectors: false);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">A <c>.onnx</c> file.</param>
    /// <param name="threads">Threads of one call; 0 for one per core.</param>
    /// <param name="notice">Told, as sentences, what had to be assumed; may be null.</param>
    /// <exception cref="ReIdException">The file is no model that can be used; says why.</exception>
    public static IFeatureExtractor Open(string path, int threads, Action<string>? notice)
    {
        var bytes = FileBytes.Read(path);
        var (claimed, unitVectors) = ReadClaim(path, bytes);
        var session = OnnxSession.Create(bytes, threads, path);
        try
        {
            var signature = OnnxSignature.Read(session, path);
            var model = claimed is null ? Foreign(path, bytes, session, signature, notice) : Confirmed(path, claimed, signature);
            if (signature.FixedBatch is { } size)
            {
                notice?.Invoke($"{path} takes batches of {size} only and is run {(size == 1 ? "picture by picture" : "in such batches")}; export it with a dynamic batch to be faster.");
            }

            return new OnnxFeatureExtractor(session, signature, model, unitVectors);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static (ModelInfo? Claim, bool UnitVectors) ReadClaim(string path, byte[] bytes)
    {
        try
        {
            var envelope = OnnxEnvelope.Read(bytes);
            return (envelope.Claim(), envelope.Normalised);
        }
        catch (WeightsFormatException e)
        {
            throw new ReIdException($"{path} is no usable model: {e.Message}.", e);
        }
    }

    private static ModelInfo Confirmed(string path, ModelInfo claimed, OnnxSignature signature) =>
        (signature.Height, signature.Width, signature.Dimension) == (claimed.InputHeight, claimed.InputWidth, claimed.Dimension)
            ? claimed
            : throw new ReIdException(
                $"{path} is no usable model: its metadata says {claimed.InputHeight}×{claimed.InputWidth} to {claimed.Dimension}, its graph {signature.Height}×{signature.Width} to {signature.Dimension}.");

    private static ModelInfo Foreign(
        string path, byte[] bytes, InferenceSession session, OnnxSignature signature, Action<string>? notice)
    {
        var ordinary = new ModelInfo { Architecture = "onnx", Dimension = 1 };
        var model = ordinary with
        {
            Id = OnnxEnvelope.ForeignId(bytes),
            InputHeight = signature.Height ?? ordinary.InputHeight,
            InputWidth = signature.Width ?? ordinary.InputWidth,
        };
        notice?.Invoke(
            $"{path} does not say how its pictures are prepared; assumed are {model.InputHeight}×{model.InputWidth} pixels"
            + $"{(signature is { Height: not null, Width: not null } ? " (from its graph)" : "")}, antialiased bilinear resizing, RGB and ImageNet's mean and standard deviation.");
        return model with { Dimension = signature.Dimension ?? Measure(path, session, signature, model) };
    }

    // A graph that leaves D open tells it when it runs.
    private static int Measure(string path, InferenceSession session, OnnxSignature signature, ModelInfo model)
    {
        var count = signature.FixedBatch ?? 1;
        var pixels = new float[count * PixelBatch.Channels * model.InputHeight * model.InputWidth];
        using var input = OrtValue.CreateTensorValueFromMemory(
            pixels, [count, PixelBatch.Channels, model.InputHeight, model.InputWidth]);
        try
        {
            using var run = new RunOptions();
            using var results = session.Run(run, [signature.Input], [input], [signature.Output]);
            return results[0].GetTensorTypeAndShape().Shape is [_, > 0 and < int.MaxValue, ..] and var shape
                ? (int)shape[1]
                : throw new ReIdException($"The output '{signature.Output}' of {path} is no N×D matrix; a model of ReId gives one vector a picture.");
        }
        catch (OnnxRuntimeException e)
        {
            throw new ReIdException(
                $"{path} does not run on a {model.InputHeight}×{model.InputWidth} picture: {OnnxSession.Reason(e)}.", e);
        }
    }
}
