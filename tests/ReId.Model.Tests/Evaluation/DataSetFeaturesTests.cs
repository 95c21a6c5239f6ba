using OpenCvSharp;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Evaluation;

public sealed class DataSetFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MeanColourExtractor _extractor = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_picture_in_both_lists_is_embedded_once_and_never_finds_itself()
    {
        var (red, reddish, blue) = (Picture("red", 10, 10, 200), Picture("reddish", 40, 10, 200), Picture("blue", 200, 10, 10));
        DataSetImage[] images = [new(red, "a", null), new(reddish, "a", null), new(blue, "b", null)];

        var features = await EmbedAsync(new DataSet { Name = "t", HasCameras = false, Query = images, Gallery = images });
        var report = FeatureEvaluation.Run(features.ToSet(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([3], _extractor.Batches);
        Assert.Equal(1, report.Scores.QueriesWithoutMatch);
        Assert.Equal(1, report.MeanAveragePrecisionAtR.Value);
        Assert.Equal([1.0, 1, 1, 1], report.Recalls.Select(r => r.Value));
    }

    [Fact]
    public async Task A_broken_picture_is_left_out_and_named()
    {
        var (red, reddish) = (Picture("red", 10, 10, 200), Picture("reddish", 40, 10, 200));
        var broken = _folder.File("broken.jpg");
        await File.WriteAllTextAsync(broken, "no picture", TestContext.Current.CancellationToken);
        DataSetImage[] images = [new(broken, "a", "1"), new(red, "a", "1"), new(reddish, "a", "2")];

        var features = await EmbedAsync(new DataSet { Name = "t", HasCameras = true, Query = images, Gallery = images });

        Assert.Contains("broken.jpg", Assert.Single(features.Skipped), StringComparison.Ordinal);
        Assert.Equal(2, features.ToSet().Task.Queries.Count);
    }

    [Fact]
    public async Task A_vector_of_zeros_is_refused_with_the_name_of_its_picture()
    {
        DataSetImage[] images = [new(Picture("red", 10, 10, 200), "a", null), new(Picture("black", 0, 0, 0), "a", null)];

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => EmbedAsync(new DataSet { Name = "t", HasCameras = false, Query = images, Gallery = images }));

        Assert.Contains("black.png has a vector of zeros", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_features_give_the_same_scores()
    {
        DataSetImage[] images =
        [
            new(Picture("1", 10, 10, 200), "a, senior", "1"), new(Picture("2", 60, 10, 150), "a, senior", "2"),
            new(Picture("3", 60, 10, 160), "b", "2"), new(Picture("4", 90, 10, 100), "b", "1"), new(Picture("5", 9, 9, 9), "-1", "1"),
        ];
        var features = await EmbedAsync(new DataSet { Name = "t", HasCameras = true, Query = images[..4], Gallery = images });

        FeatureFolder.Save(_folder.File("saved"), features);
        var files = new FeatureFiles(
            _folder.File("saved", "query.npy"), _folder.File("saved", "query.csv"),
            _folder.File("saved", "gallery.npy"), _folder.File("saved", "gallery.csv"));

        var (direct, read) = (Run(features.ToSet()), Run(files.Load()));
        Assert.Equal(direct.Scores.Scores, read.Scores.Scores);
        Assert.Equal(1, read.JunkDropped);
    }

    [Fact]
    public async Task Saved_features_without_cameras_still_know_whose_own_picture_is_whose()
    {
        DataSetImage[] images =
        [
            new(Picture("1", 10, 10, 200), "a", null), new(Picture("2, again", 200, 10, 10), "a", null),
            new(Picture("3", 10, 10, 190), "b", null), new(Picture("4", 190, 10, 10), "b", null),
        ];
        var features = await EmbedAsync(new DataSet { Name = "t", HasCameras = false, Query = images, Gallery = images });

        FeatureFolder.RequireWritable(_folder.File("saved"));
        FeatureFolder.Save(_folder.File("saved"), features);
        var read = new FeatureFiles(
            _folder.File("saved", "query.npy"), _folder.File("saved", "query.csv"),
            _folder.File("saved", "gallery.npy"), _folder.File("saved", "gallery.csv")).Load();

        Assert.Equal(Run(features.ToSet()).Scores.Scores, Run(read).Scores.Scores);
        Assert.Equal(0, Run(read).Recalls[0].Value);
        Assert.Equal(4, Directory.GetFiles(_folder.File("saved")).Length);
    }

    [Fact]
    public async Task A_file_that_cannot_be_saved_leaves_all_four_as_they_were()
    {
        DataSetImage[] images = [new(Picture("1", 10, 10, 200), "a", "1"), new(Picture("2", 20, 10, 200), "a", "2")];
        var features = await EmbedAsync(new DataSet { Name = "t", HasCameras = true, Query = images, Gallery = images });
        Directory.CreateDirectory(_folder.File("saved", "gallery.npy"));
        await File.WriteAllTextAsync(_folder.File("saved", "query.csv"), "old", TestContext.Current.CancellationToken);

        Assert.Throws<ReIdException>(() => FeatureFolder.RequireWritable(_folder.File("saved")));
        Assert.Throws<ReIdException>(() => FeatureFolder.Save(_folder.File("saved"), features));

        Assert.Equal("query.csv", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.File("saved")))));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.File("saved", "query.csv"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nothing_to_embed_is_one_sentence(int queries)
    {
        DataSetImage[] images = [new(_folder.File("lost.jpg"), "a", "1")];
        var data = new DataSet { Name = "t", HasCameras = true, Query = images[..queries], Gallery = images };

        var message = (await Assert.ThrowsAsync<ReIdException>(() => EmbedAsync(data))).Message;

        Assert.Contains(queries == 0 ? "0 queries" : "lost.jpg does not exist", message, StringComparison.Ordinal);
    }

    private static EvaluationReport Run(EvaluationSet set) =>
        FeatureEvaluation.Run(set, cancellationToken: TestContext.Current.CancellationToken);

    private Task<DataSetFeatures> EmbedAsync(DataSet data) => DataSetFeatures.EmbedAsync(
        data, new EmbedderOptions { Weights = "mean" }, progress: null, TestContext.Current.CancellationToken,
        new FeatureExtractorRegistry(_extractor));

    private string Picture(string name, byte blue, byte green, byte red)
    {
        var path = _folder.File($"{name}.png");
        using var image = new Mat(16, 16, MatType.CV_8UC3, new Scalar(blue, green, red));
        Assert.True(Cv2.ImEncode(".png", image, out var png));
        File.WriteAllBytes(path, png);
        return path;
    }
}
