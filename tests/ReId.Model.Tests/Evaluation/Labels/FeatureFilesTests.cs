using ReId.Contracts;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Model.Tests.Evaluation.Labels;

public sealed class FeatureFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_and_labels_are_matched_by_line()
    {
        var set = Files("identity,camera\n7,a\n", "camera,other,identity\nb,x,7\na,x,8\nb,x,-1\na,x,7\n", [[1, 0]], [[1, 0.5f], [0, 1], [1, 0], [1, 0]]).Load();

        var report = FeatureEvaluation.Run(set, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, set.JunkDropped);
        Assert.Equal(3, report.Gallery);
        Assert.Equal(1, report.Ranks[0].Value);
        Assert.Equal(1, report.Scores.Scores[0].Matches);
    }

    [Theory]
    [InlineData("identity,camera\n1,1\n2,1\n", "q.csv", "1 rows", "2 labels")]
    [InlineData("identity,camera\n1,\n", "q.csv", "line 2", "camera is missing", "--no-cameras")]
    [InlineData("identity,camera\n,1\n", "q.csv", "line 2", "identity is missing")]
    [InlineData("identity\n1\n", "q.csv", "no column 'camera'")]
    [InlineData("identity,camera\n1\n", "line 2", "1 fields where the header has 2")]
    [InlineData("identity,camera\na\"b,1\n", "line 2", "quote")]
    [InlineData("", "q.csv", "empty", "identity,camera")]
    public void Bad_labels_are_named(string labels, params string[] words)
    {
        var files = Files(labels, "identity,camera\n1,2\n", [[1, 0]], [[1, 0]]);

        var message = Assert.Throws<ReIdException>(files.Load).Message;

        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_cameras_their_column_may_be_absent()
    {
        var files = Files("identity\nanna\n", "identity\nanna\n", [[1, 0]], [[1, 0]]) with { Cameras = false };

        Assert.False(files.Load().Task.HasCameras);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "infinity")]
    public void A_value_that_is_not_finite_is_named(float value, string word)
    {
        var files = Files("identity,camera\n1,1\n", "identity,camera\n1,2\n1,3\n", [[1, 0]], [[1, 0], [1, value]]);

        var message = Assert.Throws<ReIdException>(files.Load).Message;

        Assert.All(new[] { "Row 1", "g.npy", word, "column 1" }, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Features_of_two_models_are_refused()
    {
        var files = Files("identity,camera\n1,1\n", "identity,camera\n1,2\n", [[1, 0, 0]], [[1, 0]]);

        Assert.Contains("3 components", Assert.Throws<ReIdException>(files.Load).Message, StringComparison.Ordinal);
    }

    private FeatureFiles Files(string queryLabels, string galleryLabels, float[][] queries, float[][] gallery) => new(
        Matrix("q.npy", queries), Text("q.csv", queryLabels), Matrix("g.npy", gallery), Text("g.csv", galleryLabels));

    private string Text(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private string Matrix(string name, float[][] rows)
    {
        using var writer = new NpyWriter(_folder.File(name), rows[0].Length);
        Array.ForEach(rows, row => writer.Append(row));
        writer.Commit();
        return _folder.File(name);
    }
}
