using ReId.Contracts;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>Runs that do not end.</summary>
public class InterruptedRunTests : GalleryTest
{
    // Above so few crops cells are searched; what they found is kept.
    private static readonly RunSettings s_settings = new() { ExactUpTo = 10, K1 = 5, K2 = 2 };

    [Fact]
    public async Task A_run_that_is_stopped_changes_nothing_keeps_its_neighbours_and_goes_on_from_them()
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Crowd(), Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);
        var request = new RunRequest { ModelId = Sample.Model, Settings = s_settings };
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clustering.RunAsync(request, new StopsAt("jaccard", stop), stop.Token));
        Assert.Equal(ClusterRunState.Stopped, (await clustering.FindAsync(request.RunId, Token))!.State);
        Assert.Empty(store.State.Assignments);
        Assert.NotEmpty(System.IO.Directory.GetFiles(clustering.WorkFolder, "heaps", SearchOption.AllDirectories));
        Assert.Null(await clustering.UnfinishedAsync(Token));

        await clustering.InterruptAsync(request.RunId);
        var again = Assert.IsType<RunRequest>(await clustering.UnfinishedAsync(Token));
        Assert.Equal((request.RunId, s_settings), (again.Resumes!.Value, again.Settings));
        var run = await clustering.RunAsync(again, null, Token);
        Assert.Equal(ClusterRunState.Finished, run.State);
        Assert.NotEmpty(store.State.Assignments);
        Assert.False(System.IO.Directory.Exists(clustering.WorkFolder));
        Assert.Null(await clustering.UnfinishedAsync(Token));
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_changes_nothing()
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Crowd(), Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);
        var request = new RunRequest { ModelId = "another" };
        var failure = await Assert.ThrowsAsync<ReIdException>(() => clustering.RunAsync(request, null, Token));
        Assert.Contains("another", failure.Message, StringComparison.Ordinal);
        var run = (await clustering.FindAsync(request.RunId, Token))!;
        Assert.Equal((ClusterRunState.Failed, failure.Message), (run.State, run.Report.Error));
        Assert.Null(await clustering.UnfinishedAsync(Token));
    }

    private GalleryEntry[] Crowd() => [.. Enumerable.Range(0, 10).SelectMany(person =>
    {
        var face = Sample.Vector();
        return Enumerable.Range(0, 6).Select(i => Sample.Entry("gate", Sample.NewId(), (person * 60) + (i * 10), face));
    })];

    private sealed class StopsAt(string stage, CancellationTokenSource stop) : IProgress<ClusteringProgress>
    {
        public void Report(ClusteringProgress value)
        {
            if (value.Stage == stage)
            {
                stop.Cancel();
            }
        }
    }
}
