using System.Diagnostics;
using ReId.Model.Backbones;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Inference;
using ReId.Model.Studies.Running;
using ReId.Model.Training.Recipes;
using TorchSharp;

namespace ReId.Model.Studies.Planning;

/// <summary>Measures networks with the very trainer and embedder that the runs use.</summary>
internal sealed class NetworkWarmUp(StudySettings settings, DataSet data)
{
    private const int Steps = 5;
    private const int Pictures = 64;
    private const int ForwardBatch = 8;
    private const int ForwardPasses = 3;

    /// <summary>A few steps of training and a few pictures of evaluation.</summary>
    public async Task<NetworkTiming> MeasureAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        var folder = settings.Folder.WarmUp;
        Clear(folder);
        try
        {
            var training = new StudyTraining(recipe, data, settings.RunSeeds[0], Steps, folder, settings);
            var clock = Stopwatch.StartNew();
            var (first, last) = (0.0, 0.0);
            var model = await training.RunAsync(
                done => (first, last) = (done == 1 ? clock.Elapsed.TotalSeconds : first, clock.Elapsed.TotalSeconds),
                note: null, cancellationToken).ConfigureAwait(false);
            var perImage = (last - first) / (Steps - 1) / StudyRecipes.BatchOf(recipe);
            return new NetworkTiming(first, perImage, Evaluation(model, cancellationToken));
        }
        finally
        {
            Clear(folder);
        }
    }

    /// <summary>Images per second of the forward pass, with drawn weights.</summary>
    public double Forward(IBackbone backbone)
    {
        if (settings.Threads > 0)
        {
            torch.set_num_threads(settings.Threads);
        }

        var device = TorchDevices.Parse(settings.Device);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        torch.manual_seed(1);
        using var network = backbone.Create();
        network.to(device);
        network.eval();
        var images = torch.randn([ForwardBatch, PixelBatch.Channels, backbone.InputHeight, backbone.InputWidth]).to(device);
        Pass();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < ForwardPasses; i++)
        {
            Pass();
        }

        return ForwardPasses * ForwardBatch / clock.Elapsed.TotalSeconds;

        // Reading a value waits for a device that works by itself.
        void Pass()
        {
            using var output = network.call(images);
            using var sum = output.sum();
            _ = sum.item<float>();
        }
    }

    private double Evaluation(string model, CancellationToken cancellationToken)
    {
        string[] paths = [.. data.Query.Concat(data.Gallery).Select(image => image.Path).Distinct(StringComparer.Ordinal)];
        ReadOnlyMemory<byte>[] some = [.. paths.Take(Pictures).Where(File.Exists).Select(path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path))];
        var clock = Stopwatch.StartNew();
        using var embedder = Embedder.Open(StudyMembers.Embedder(settings, model));
        embedder.Embed(some, cancellationToken: cancellationToken);
        var opening = clock.Elapsed.TotalSeconds;
        clock.Restart();
        embedder.Embed(some, cancellationToken: cancellationToken);
        return opening + (clock.Elapsed.TotalSeconds / Math.Max(1, some.Length) * paths.Length);
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
