using ReId.Contracts;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>A disk that is full when a checkpoint is due.</summary>
public sealed class TrainerDiskTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_leaves_the_last_checkpoint_and_the_run_goes_on_from_it()
    {
        Directory.CreateDirectory(_folder.File("pictures"));
        var whole = await RunAsync(_folder.File("whole"));
        var size = new FileInfo(_folder.File("whole", "checkpoint.safetensors")).Length;
        // Room for one checkpoint and not for the next beside it.
        var megabytes = (int)((size + (size / 2) + Mebibyte - 1) / Mebibyte);
        Assert.InRange(megabytes * Mebibyte, size + 1, (2 * size) - 1);
        using var disk = await SmallDisk.MountAsync(_folder.File("disk"), megabytes);
        Assert.SkipWhen(disk is null, "only root can mount a small disk");
        var run = _folder.File("disk", "run");

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(run));

        Assert.StartsWith(Path.Combine(run, "checkpoint.safetensors"), error.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Equal(["checkpoint.safetensors", "metrics.jsonl", "recipe.yaml"], Directory.EnumerateFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await disk.GrowAsync(megabytes: 64);
        var rest = await RunAsync(run, resume: true);
        Assert.Equal(whole[(whole.Count - rest.Count)..], rest);
        Assert.Equal(8, rest.Count);
        Assert.Equal(12, File.ReadLines(Path.Combine(run, "metrics.jsonl")).Count());
    }

    private async Task<List<double>> RunAsync(string run, bool resume = false)
    {
        var recipe = RecipeReader.Parse(
            """
            model: { backbone: osnet_x0_25, options: { input: 64x32, dim: 32 } }
            sampler: { identities: 3, images: 2 }
            evaluation: { every: 0 }
            stages: [{ epochs: 3, losses: [{ name: triplet_batch_hard }] }]
            """,
            "disk", []);
        var observer = new RecordingObserver();
        var options = new TrainerOptions { Folder = new RunFolder(run), Resume = resume };
        using var trainer = new Trainer(recipe, TrainingData.Of(ColouredPeople.Make(_folder)), options, observer);
        await trainer.RunAsync(TestContext.Current.CancellationToken);
        return [.. observer.Steps.Select(step => step.Loss)];
    }
}
