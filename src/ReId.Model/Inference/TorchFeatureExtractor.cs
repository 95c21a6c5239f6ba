using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>
/// Computes features with libtorch: batch normalisation folded into the convolutions, channels-last memory, inference
/// mode. One instance serves one thread at a time.
/// </summary>
public sealed class TorchFeatureExtractor : IFeatureExtractor
{
    private readonly torch.Device _device;
    private readonly int _threads;
    private readonly IInferenceNetwork _network;
    private readonly torch.Tensor _scale;
    private readonly torch.Tensor _shift;

    /// <summary>Loads a model.</summary>
    /// <param name="model">Weights and metadata; copied, the file is not needed afterwards.</param>
    /// <param name="device"><c>cpu</c> (default), <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">Threads that one call may use; 0 (default) takes one for each core.</param>
    /// <exception cref="ReIdException">Unknown architecture, weights that do not fit, or no such device.</exception>
    public TorchFeatureExtractor(ModelFile model, string device = "cpu", int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Model = model.Info;
        _device = TorchDevices.Parse(device);
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
        var backbone = BackboneArchitecture.BackboneOf(model.Info);
        _network = InferenceNetworks.Build(backbone, m => StateLoader.LoadState(m, model.Tensors), _device);

        // (x/255 − mean)/std as one multiplication and one addition.
        var std = model.Info.Std;
        _scale = Channels([.. std.Select(s => 1f / (255f * s))]);
        _shift = Channels([.. model.Info.Mean.Zip(std, (m, s) => -m / s)]);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

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

        CheckRoom(batch.Count, features);
        using var scope = Enter();

        // N×H×W×3 bytes are the channels-last memory of an N×3×H×W tensor: nothing is rearranged.
        var pixels = TorchExtensions.FromBytes(batch.Pointer, batch.Count, batch.Height, batch.Width, PixelBatch.Channels);
        var input = pixels.permute(0, 3, 1, 2).to(torch.ScalarType.Float32, _device).mul_(_scale).add_(_shift);
        TorchExtensions.CopyTo(_network.Forward(input).cpu(), features);
    }

    /// <summary>The same from an input that is already normalised; for comparing with other implementations.</summary>
    /// <param name="input">N×3×H×W float32 on the CPU.</param>
    /// <param name="features">Room for N×D values.</param>
    internal void Extract(torch.Tensor input, Span<float> features)
    {
        CheckRoom(input.shape[0], features);
        using var scope = Enter();
        TorchExtensions.CopyTo(_network.Forward(TorchExtensions.ChannelsLast(input.to(_device))).cpu(), features);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _scale.Dispose();
        _shift.Dispose();
    }

    private void CheckRoom(long count, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (features.Length != count * Model.Dimension)
        {
            throw new ArgumentException(
                $"{count} features of dimension {Model.Dimension} need {count * Model.Dimension} places, not {features.Length}",
                nameof(features));
        }
    }

    private InferenceScope Enter() => new(_threads);

    private torch.Tensor Channels(float[] values)
    {
        using var host = torch.tensor(values, [1, values.Length, 1, 1]);
        return host.to(torch.ScalarType.Float32, _device, true).DetachFromDisposeScope();
    }
}
