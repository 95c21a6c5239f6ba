using ReId.Model.Datasets;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using ReId.Model.Training.Runs;

namespace ReId.Benchmarks.Training;

/// <summary>Where the time of training goes, as the trainer itself counts it, on JPEGs that are decoded and augmented.</summary>
internal static class StepShares
{
    private const int People = 16;
    private const int Each = 4;

    /// <summary>Trains and gives shares in per cent.</summary>
    /// <param name="architecture">Name of the backbone.</param>
    /// <param name="steps">Steps, each an epoch of 16 × 4 pictures.</param>
    /// <param name="folder">For pictures and run; must not exist.</param>
    public static async Task<Dictionary<string, double>> MeasureAsync(string architecture, int steps, string folder)
    {
        var images = new List<DataSetImage>();
        Directory.CreateDirectory(folder);
        for (var i = 0; i < People * Each; i++)
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"{i}.jpg"));
            await File.WriteAllBytesAsync(path, CropPicture.Jpeg(i)).ConfigureAwait(false);
            images.Add(new DataSetImage(path, FormattableString.Invariant($"p{i / Each}"), FormattableString.Invariant($"c{i % 2}")));
        }

        var data = new DataSet { Name = "made up", HasCameras = true, Train = images, Query = images, Gallery = images };
        var options = new TrainerOptions { Folder = new RunFolder(Path.Combine(folder, "run")) };
        using var trainer = new Trainer(BenchmarkRecipe.Of(architecture, steps), TrainingData.Of(data), options, new Silence());
        var shares = (await trainer.RunAsync(CancellationToken.None).ConfigureAwait(false)).Shares;
        return new Dictionary<string, double>
        {
            ["network, %"] = 100 * shares.Network,
            ["mining and loss, %"] = 100 * shares.Loss,
            ["optimiser, %"] = 100 * shares.Optimizer,
            ["data wait, %"] = 100 * shares.Data,
        };
    }

    private sealed class Silence : ITrainingObserver
    {
        public void Begin(Recipe recipe, TrainingData data, RunFolder folder)
        {
        }

        public void Step(TrainingProgress progress)
        {
        }

        public void Evaluated(EvaluationMetrics scores, bool best)
        {
        }

        public void Note(string text)
        {
        }
    }
}
