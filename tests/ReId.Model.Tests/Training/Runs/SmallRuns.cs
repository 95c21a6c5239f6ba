using ReId.Model.Datasets;
using ReId.Model.Training.Precision;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>Runs of a second or two: six coloured people with four pictures each, four steps an epoch.</summary>
internal sealed class SmallRuns : IDisposable
{
    private const string Small =
        """
        name: small
        model: { backbone: osnet_x0_25, options: { input: 64x32, dim: 32, neck: bnneck } }
        sampler: { identities: 3, images: 2 }
        data: { workers: 2 }
        evaluation: { every: 0 }
        stages:
          - epochs: 1
            learning_rate: 1.0e-3
            losses: [{ name: triplet_batch_hard, options: { soft_margin: true } }]
        """;

    public SmallRuns(int cameras = 2) => Data = ColouredPeople.Make(Folder, cameras: cameras);

    public TemporaryFolder Folder { get; } = new();

    public DataSet Data { get; }

    /// <summary>Spoils a picture and names its file.</summary>
    public string Corrupt(int index)
    {
        File.WriteAllText(Data.Train[index].Path, "no picture");
        return Data.Train[index].Path;
    }

    public async Task<TrainingResult> RunAsync(
        string run, string[] settings, ITrainingObserver observer, bool resume = false, bool cancelled = false,
        CancellationToken? token = null, ProcessorFeatures? processor = null)
    {
        var recipe = RecipeReader.Parse(Small, "small", settings);
        var options = new TrainerOptions { Folder = new RunFolder(Folder.File(run)), Resume = resume, Processor = processor };
        using var trainer = new Trainer(recipe, TrainingData.Of(Data), options, observer);
        return await trainer.RunAsync(cancelled ? new CancellationToken(canceled: true) : token ?? TestContext.Current.CancellationToken);
    }

    public void Dispose() => Folder.Dispose();
}
