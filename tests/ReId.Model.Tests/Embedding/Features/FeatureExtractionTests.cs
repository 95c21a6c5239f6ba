using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Features;
using ReId.Model.Files;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Embedding.Features;

public sealed class FeatureExtractionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_gives_a_row_for_each_name_in_ordinal_order()
    {
        Add("in/b/2.png", 20);
        Add("in/a.png", 10);
        Add("in/B.PNG", 30);
        File.WriteAllText(_folder.File("in", "notes.txt"), "no picture");

        var result = await RunAsync(_folder.File("in"));

        Assert.Equal(["B.PNG", "a.png", "b/2.png"], File.ReadAllLines(_folder.File("f.txt")));
        var array = NpyArray.Load(result.Features);
        Assert.Equal([3, 4], array.Shape);
        Assert.Equal([30, 10, 20], array.ToSingles().Chunk(4).Select(row => row[0]));
    }

    [Fact]
    public async Task A_list_keeps_its_order_and_its_spelling()
    {
        Add("in/a.png", 10);
        Add("in/b.png", 20);
        var absolute = _folder.File("in", "a.png");
        File.WriteAllText(_folder.File("list.txt"), $"in/b.png\r\n\n{absolute}\nin/b.png\n");

        var result = await RunAsync(_folder.File("list.txt"));

        Assert.Equal(["in/b.png", absolute, "in/b.png"], File.ReadAllLines(result.Names));
        Assert.Equal([20, 10, 20], NpyArray.Load(result.Features).ToSingles().Chunk(4).Select(row => row[0]));
    }

    [Fact]
    public async Task A_bad_picture_is_skipped_in_both_files_and_reported()
    {
        Add("in/a.png", 10);
        Add("in/c.png", 30);
        File.WriteAllText(_folder.File("in", "b.png"), "nonsense");

        var result = await RunAsync(_folder.File("in"));

        Assert.Equal(["b.png is no JPEG, PNG, WebP or BMP picture"], result.Skipped);
        Assert.Equal(2, result.Written);
        Assert.Equal(["a.png", "c.png"], File.ReadAllLines(result.Names));
        Assert.Equal([2, 4], NpyArray.Load(result.Features).Shape);
    }

    [Fact]
    public async Task A_vector_of_zeros_is_written_and_named()
    {
        Add("in/a.png", 10);
        Add("in/b.png", 0);

        var result = await RunAsync(_folder.File("in"));

        Assert.Equal(2, result.Written);
        Assert.Equal(["b.png has a vector of zeros only, which is equally far from everything"], result.Zeros);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_skipped_like_a_damaged_one()
    {
        Add("in/a.png", 10);
        Directory.CreateDirectory(_folder.File("in", "folder.png"));
        File.WriteAllText(_folder.File("list.txt"), "in/gone.png\nin/a.png\nin/folder.png\nin/\0.png\nno/b.png\n");

        var result = await RunAsync(_folder.File("list.txt"));

        Assert.Equal(["in/a.png"], File.ReadAllLines(result.Names));
        Assert.Equal([1, 4], NpyArray.Load(result.Features).Shape);
        Assert.Equal(4, result.Skipped.Count);
        Assert.Equal("in/gone.png does not exist", result.Skipped[0]);
        Assert.StartsWith("in/folder.png cannot be read: ", result.Skipped[1], StringComparison.Ordinal);
        Assert.StartsWith("in/\0.png cannot be read: ", result.Skipped[2], StringComparison.Ordinal);
        Assert.Equal("no/b.png does not exist", result.Skipped[3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_features_cannot_have_their_name_the_names_are_what_they_were(bool hadNames)
    {
        Add("in/a.png", 10);
        Directory.CreateDirectory(_folder.File("f.npy"));
        if (hadNames)
        {
            File.WriteAllText(_folder.File("f.txt"), "old");
        }

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("in")));

        Assert.Contains("f.npy cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(hadNames ? ["f.txt"] : [], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Equal(hadNames ? "old" : null, hadNames ? File.ReadAllText(_folder.File("f.txt")) : null);
    }

    [Fact]
    public async Task A_second_run_replaces_both_files()
    {
        Add("in/a.png", 10);
        await RunAsync(_folder.File("in"));
        Add("in/b.png", 20);

        var result = await RunAsync(_folder.File("in"));

        Assert.Equal(["a.png", "b.png"], File.ReadAllLines(result.Names));
        Assert.Equal([2, 4], NpyArray.Load(result.Features).Shape);
        Assert.Equal(["f.npy", "f.txt"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Without_one_usable_picture_nothing_is_written()
    {
        Directory.CreateDirectory(_folder.File("in"));
        File.WriteAllText(_folder.File("in", "b.png"), "nonsense");

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("in")));

        Assert.Contains("none of the 1 pictures", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Missing_and_empty_sources_are_named()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        File.WriteAllText(_folder.File("list.txt"), "none.png\n");

        var missing = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("nowhere")));
        var empty = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("empty")));
        var listed = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("list.txt")));

        Assert.Contains("nowhere does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("holds no picture", empty.Message, StringComparison.Ordinal);
        Assert.EndsWith("list.txt can be used: none.png does not exist", listed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_with_another_ending_or_without_a_folder_is_named()
    {
        Add("in/a.png", 10);

        var ending = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("in"), "f.csv"));
        var folder = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(_folder.File("in"), "no/f.npy"));

        Assert.Contains("does not end in .npy", ending.Message, StringComparison.Ordinal);
        Assert.Contains("f.npy cannot be written", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ends_at_the_total()
    {
        for (var i = 0; i < 9; i++)
        {
            Add($"in/{i}.png", i);
        }

        var reports = new List<FeatureExtractionProgress>();
        await RunAsync(_folder.File("in"), progress: new Immediate(reports.Add));

        Assert.Equal([8, 9], reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(9, r.Total));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
    }

    private void Add(string path, int red)
    {
        var full = _folder.File(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, Pictures.Plain(red, 0, 0));
    }

    private Task<FeatureExtractionResult> RunAsync(
        string images, string output = "f.npy", IProgress<FeatureExtractionProgress>? progress = null)
    {
        var options = new FeatureExtractionOptions
        {
            Embedder = new EmbedderOptions { Weights = "mean", BatchSize = 2 },
            Images = images,
            Output = _folder.File(output.Split('/')),
            Raw = true,
        };
        return FeatureExtraction.RunAsync(
            options, progress, TestContext.Current.CancellationToken, new FeatureExtractorRegistry(new MeanColourExtractor()));
    }

    private sealed class Immediate(Action<FeatureExtractionProgress> report) : IProgress<FeatureExtractionProgress>
    {
        public void Report(FeatureExtractionProgress value) => report(value);
    }
}
