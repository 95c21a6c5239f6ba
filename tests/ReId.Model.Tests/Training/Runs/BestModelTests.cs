namespace ReId.Model.Tests.Training.Runs;

/// <summary>Which model a run keeps as its best.</summary>
public sealed class BestModelTests : IDisposable
{
    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_later_evaluation_that_is_worse_leaves_the_best_model_alone(bool interrupted)
    {
        string[] settings = ["stages[0].epochs=4", "stages[0].learning_rate=3.0e-3", "evaluation.every=2", "data.cache_megabytes=64"];
        using var stop = new CancellationTokenSource();
        byte[] best = [];
        var observer = new RecordingObserver(count => After(count));
        var result = await _runs.RunAsync("run", settings, observer, token: stop.Token);
        var flags = observer.Best.ToList();
        var scores = observer.Scores.ToList();
        if (interrupted)
        {
            var rest = new RecordingObserver();
            result = await _runs.RunAsync("run", settings, rest, resume: true);
            flags.AddRange(rest.Best);
            scores.AddRange(rest.Scores);
        }

        Assert.Equal(16, result.Steps);
        Assert.True(scores[1].MAp < scores[0].MAp, $"{scores[0].MAp} to {scores[1].MAp}");
        Assert.Equal([true, false], flags);
        Assert.Equal(scores[0].MAp, result.BestScore);
        Assert.Equal(_runs.Folder.File("run", "model-best.safetensors"), result.Model);
        Assert.Equal(best, File.ReadAllBytes(result.Model!));
        Assert.NotEqual(best, File.ReadAllBytes(_runs.Folder.File("run", "model-last.safetensors")));

        // Between the two evaluations people change clothes on the disk: the network learns on, from its cache.
        void After(int count)
        {
            if (count == 9)
            {
                best = File.ReadAllBytes(_runs.Folder.File("run", "model-best.safetensors"));
            }

            if (count == 14)
            {
                Mingle();
                if (interrupted)
                {
                    stop.Cancel();
                }
            }
        }
    }

    [Theory]
    [InlineData("rank1")]
    [InlineData("mINP")]
    public async Task The_score_that_the_recipe_names_decides(string name)
    {
        var observer = new RecordingObserver();
        Mingle();

        var result = await _runs.RunAsync(
            name, ["evaluation.every=1", $"evaluation.best={name}", "stages[0].epochs=1"], observer);

        var scores = Assert.Single(observer.Scores);
        Assert.Equal(name == "rank1" ? scores.Rank1 : scores.MInp, result.BestScore);
        Assert.Equal(3, new[] { scores.MAp, scores.Rank1, scores.MInp }.Distinct().Count());
    }

    // Every picture gets the pixels of another one: in turn over the identities, so that none keeps a pair of its own.
    private void Mingle()
    {
        string[] paths = [.. _runs.Data.Train.Select(image => image.Path)];
        byte[][] pictures = [.. paths.Select(File.ReadAllBytes)];
        for (var i = 0; i < paths.Length; i++)
        {
            File.WriteAllBytes(paths[i], pictures[((i % 4 * 6) + (i / 4)) % paths.Length]);
        }
    }
}
