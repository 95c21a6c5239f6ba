using System.Runtime.InteropServices;
using ReId.Benchmarks.Rounds;
using ReId.Model.Embedding;
using ReId.Model.Loading;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Precision;
using ReId.Model.Training.Runs;
using TorchSharp;

namespace ReId.Benchmarks.Training;

/// <summary>Steps of the trainer on one batch that is ready: forward, mining, loss, backward, optimiser, metrics.</summary>
internal sealed class TrainStepJob : IRoundJob
{
    private readonly TrainingNetwork _network;
    private readonly TrainingStage _stage;
    private readonly TrainingBatch _batch;
    private readonly int _steps;

    // Nothing collapses in so few steps: it asks for nothing.
    private readonly CollapseWatch _watch = new();
    private TrainingPlace _place = new();
    private long? _first;

    /// <param name="architecture">Name of the backbone.</param>
    /// <param name="images">Raw float32 pictures, P·K×3×H×W, K of an identity beside each other.</param>
    /// <param name="identities">P.</param>
    /// <param name="each">K.</param>
    /// <param name="steps">Steps of a round.</param>
    /// <param name="threads">Threads of an operator.</param>
    public TrainStepJob(string architecture, string images, int identities, int each, int steps, int threads)
    {
        torch.set_num_threads(threads);
        _steps = steps;
        var recipe = BenchmarkRecipe.Of(architecture);
        _network = new TrainingNetwork(recipe.Model, TrainingStart.Seed, torch.CPU);
        _stage = new TrainingStage(
            recipe, recipe.Stages[0], _network, identities, batchesPerEpoch: 1, PrecisionCatalog.Get(recipe.Precision, torch.CPU),
            average: null, new StepClock());
        _stage.BeginEpoch(0);
        var size = PixelBatch.Channels * _network.Info.InputHeight * _network.Info.InputWidth;
        _batch = new TrainingBatch(identities * each, size) { Count = identities * each };
        using var file = File.OpenRead(images);
        for (var i = 0; i < _batch.Count; i++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(_batch.Slot(i)));
            _batch.Labels[i] = i / each;
        }
    }

    /// <summary>The very first loss in millionths, whatever the round: both sides begin with the same weights and pictures.</summary>
    public long? Run()
    {
        for (var i = 0; i < _steps; i++)
        {
            var metrics = _stage.Step(_batch, _place, triplets: null, _watch);
            _first ??= (long)Math.Round(1e6 * metrics.Loss);
            _place = _place with { Step = _place.Step + 1, StageStep = _place.StageStep + 1 };
        }

        return _first;
    }

    public void Dispose()
    {
        _batch.Dispose();
        _stage.Dispose();
        _network.Dispose();
    }
}
