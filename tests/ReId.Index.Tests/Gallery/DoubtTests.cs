using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>A write that fails around its commit: what is stored is found, whether or not the writer was told.</summary>
public class DoubtTests : GalleryTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_committed_before_the_failure_is_found_at_once(bool comesAgain)
    {
        var answer = new LostAnswer();
        var log = new CollectedLog();
        await using var gallery = await OpenAsync(loggers: log, interceptors: [answer]);
        var entries = Sample.Town(20);
        await gallery.AddAsync(entries.Take(12).ToList(), Token);
        answer.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => gallery.AddAsync(entries.Skip(12).ToList(), Token));
        answer.Fails = false;

        if (comesAgain)
        {
            Assert.Equal(8, (await gallery.AddAsync(entries.Skip(12).ToList(), Token)).Duplicates);
        }

        await AssertFindsAsync(gallery, Sample.Model, entries);
        Assert.Single(log.Warnings, line => line.Contains("compared with the database", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Warnings, line => line.Contains("reloaded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_new_camera_and_a_new_model_too()
    {
        var answer = new LostAnswer { Fails = true };
        await using var gallery = await OpenAsync(interceptors: [answer]);
        var entry = Sample.Entry(camera: "new", model: "model-new");
        await Assert.ThrowsAsync<IOException>(() => gallery.AddAsync([entry], Token));
        answer.Fails = false;

        var hit = Assert.Single(await gallery.SearchAsync(
            entry.Vector, new SearchOptions { ModelId = "model-new", Cameras = ["new"] }, Token));

        Assert.Equal(entry.Crop.CropId, hit.Crop.CropId);
        Assert.Equal(1, (await gallery.AddAsync([entry], Token)).Duplicates);
    }

    [Fact]
    public async Task What_was_removed_before_the_failure_is_gone()
    {
        var answer = new LostAnswer();
        await using var gallery = await OpenAsync(interceptors: [answer]);
        var entries = Sample.Town(20);
        await gallery.AddAsync(entries, Token);
        answer.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => gallery.RemoveAsync([entries[4].Crop.CropId], Token));
        answer.Fails = false;
        entries.RemoveAt(4);

        await AssertFindsAsync(gallery, Sample.Model, entries, k: 19);
    }

    [Fact]
    public async Task A_further_vector_of_a_known_crop_needs_no_question_after_the_commit()
    {
        var database = new SilentAfterCommit();
        await using var gallery = await OpenAsync(interceptors: [database]);
        var (first, second) = (Sample.Entry(), Sample.Entry(model: "model-b"));
        await gallery.AddAsync([first, second], Token);
        database.Armed = true;

        var result = await gallery.AddAsync([first with { ModelId = "model-b" }], Token);

        database.Armed = false;
        Assert.Equal(1, result.Added);
        await AssertFindsAsync(gallery, "model-b", [first, second]);
    }

    [Fact]
    public async Task A_doubt_that_cannot_be_settled_stays()
    {
        var (answer, database) = (new LostAnswer(), new SilentAfterCommit());
        await using var gallery = await OpenAsync(interceptors: [database, answer]);
        var entries = Sample.Town(9);
        await gallery.AddAsync(entries.Take(5).ToList(), Token);
        (answer.Fails, database.Armed) = (true, true);
        await Assert.ThrowsAsync<IOException>(() => gallery.AddAsync(entries.Skip(5).ToList(), Token));
        await Assert.ThrowsAsync<IOException>(() => AssertFindsAsync(gallery, Sample.Model, entries));

        (answer.Fails, database.Armed) = (false, false);

        await AssertFindsAsync(gallery, Sample.Model, entries);
    }

    private async Task AssertFindsAsync(Index.Gallery gallery, string model, List<GalleryEntry> entries, int k = 100)
    {
        var hits = await gallery.SearchAsync(Sample.Vector(), new SearchOptions { ModelId = model, K = k }, Token);
        Assert.Equal(
            entries.Select(entry => entry.Crop.CropId).Order(), hits.Select(hit => hit.Crop.CropId).Order());
    }
}
