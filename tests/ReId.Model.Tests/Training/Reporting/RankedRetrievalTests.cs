using OpenCvSharp;
using ReId.Model.Datasets;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Tests.Support;
using ReId.Model.Training.Reporting;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Reporting;

public sealed class RankedRetrievalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_come_by_distance_without_what_does_not_count()
    {
        // On a line: the query at 0; junk, its own camera's picture, a hit, two misses.
        DataSetImage[] query = [Image("q", "a", "1")];
        DataSetImage[] gallery =
        [
            Image("junk", "-1", "2"), Image("same", "a", "1"), Image("far", "b", "2"), Image("hit", "a", "2"), Image("near", "c", "1"), query[0],
        ];

        var row = Assert.Single(RankedRetrieval.Rank(query, Line(0), gallery, Line(0.01f, 0.02f, 3, 2, 1, 0), cameras: true));

        Assert.Equal((bool?[])[false, true, false], row.Results.Select(result => result.Hit));
        Assert.Equal(["1.000", "2.000", "3.000"], row.Results.Select(result => result.Caption[0]));
        Assert.Equal(["id a", "cam 1"], row.Query.Caption);
        Assert.Null(row.Query.Hit);
    }

    [Fact]
    public void Without_cameras_only_the_picture_itself_is_passed_over()
    {
        DataSetImage[] all = [Image("1", "a", null), Image("2", "a", null), Image("3", "b", null)];

        var rows = RankedRetrieval.Rank(all, Line(0, 1, 5), all, Line(0, 1, 5), cameras: false);

        Assert.Equal((bool?[])[true, false], Assert.Single(rows).Results.Select(result => result.Hit));
    }

    [Fact]
    public void Queries_are_of_different_identities_and_spread_over_the_list()
    {
        DataSetImage[] all = [.. Enumerable.Range(0, 40).Select(i => Image($"{i}", $"{i / 4}", null))];
        var features = Line([.. Enumerable.Range(0, 40).Select(i => (float)i)]);

        var rows = RankedRetrieval.Rank(all, features, all, features, cameras: false, new() { Queries = 5, Results = 3 });

        Assert.Equal(["id 0", "id 2", "id 4", "id 6", "id 8"], rows.Select(row => row.Query.Caption[0]));
        Assert.All(rows, row => Assert.Equal(3, row.Results.Count));
    }

    [Fact]
    public void Without_a_match_to_find_there_is_no_row()
    {
        DataSetImage[] query = [Image("q", "a", null)];
        DataSetImage[] gallery = [Image("g", "b", null)];

        Assert.Empty(RankedRetrieval.Rank(query, Line(0), gallery, Line(1), cameras: false));
    }

    [Fact]
    public void Pictures_are_reduced_and_a_missing_one_is_empty()
    {
        DataSetImage[] query = [Image("q", "a", null)];
        DataSetImage[] gallery = [new(_folder.File("gone.png"), "a", null)];

        var row = Assert.Single(RankedRetrieval.Rank(query, Line(0), gallery, Line(1), cameras: false, new() { Height = 32 }));

        using var thumbnail = Cv2.ImDecode(row.Query.Encoded, ImreadModes.Color);
        Assert.Equal((32, 16), (thumbnail.Rows, thumbnail.Cols));
        Assert.Empty(row.Results[0].Encoded);
    }

    [Fact]
    public void The_montage_frames_right_green_and_wrong_red()
    {
        var picture = Pictures.Plain(0, 0, 0);
        RankedRow row = new(new(picture, ["q"], null), [new(picture, ["1"], true), new(picture, ["2"], false), new([], ["3"], false)]);

        using var sheet = Cv2.ImDecode(RankedRetrievalPicture.Draw([row, row]), ImreadModes.Color);

        // Inside the left frame of each cell: 12 + 84 a cell, and 12 more after the query.
        Assert.Equal((12 + (2 * 188), 24 + (4 * 84)), (sheet.Rows, sheet.Cols));
        AssertColour(sheet, 10, 200, 120, 30);
        AssertColour(sheet, 106, 60, 170, 60);
        AssertColour(sheet, 190, 60, 60, 220);
    }

    private static void AssertColour(Mat sheet, int column, int blue, int green, int red)
    {
        // JPEG is not exact, least of all at an edge.
        const int Tolerance = 45;
        var pixel = sheet.Get<Bgr>(80, column);
        Assert.InRange(pixel.Blue, blue - Tolerance, blue + Tolerance);
        Assert.InRange(pixel.Green, green - Tolerance, green + Tolerance);
        Assert.InRange(pixel.Red, red - Tolerance, red + Tolerance);
    }

    private DataSetImage Image(string name, string identity, string? camera)
    {
        var path = _folder.File($"{name}.png");
        File.WriteAllBytes(path, Pictures.Plain(90, 90, 90));
        return new DataSetImage(path, identity, camera);
    }

    private static FeatureMatrix Line(params float[] places) => new(places, 1, "places");

    private readonly record struct Bgr(byte Blue, byte Green, byte Red);
}
