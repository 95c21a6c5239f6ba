using System.Text.Json;
using OpenCvSharp;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>Which part of a picture a search looks at, and what it says of its matches.</summary>
public sealed class PictureQueryTests
{
    private static readonly string[] s_sides = ["x", "y", "width", "height"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_box_is_searched_for_in_place_of_the_whole_picture()
    {
        await using var server = await TestServer.StartAsync();
        var red = await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        var blue = await server.EnrolAsync(Pictures.Person(Pictures.Blue, Pictures.Grey), "gate");
        var both = SideBySide(Pictures.Red, Pictures.Blue);

        Assert.Equal(red, await FirstAsync(server, both, ("box", "0,0,64,128")));
        Assert.Equal(blue, await FirstAsync(server, both, ("box", "64,0,64,128")));
    }

    [Theory]
    [InlineData(400, "does not lie inside the picture", "box", "100,0,64,128")]
    [InlineData(400, "'box'", "box", "1,2,3")]
    [InlineData(400, "exclude each other", "box", "0,0,64,128", "detect", "true")]
    [InlineData(400, "'choose' is for 'detect=true'", "choose", "1")]
    [InlineData(422, "shows nobody that the detector finds", "detect", "true")]
    [InlineData(422, "needs a calibration of the model colour-1", "minProbability", "0.5")]
    [InlineData(400, "'minProbability'", "minProbability", "1.5")]
    public async Task What_cannot_be_is_said(int status, string part, params string[] fields)
    {
        await using var server = await TestServer.StartAsync();
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        using var form = TestServer.Form(SideBySide(Pictures.Red, Pictures.Blue), [.. fields.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        var problem = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token), status);

        Assert.Contains(part, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_in_a_picture_and_one_of_them_is_chosen()
    {
        await using var server = await TestServer.StartAsync();
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        var street = Street();
        var found = await SearchAsync(server, street, ("detect", "true"));
        var people = found.GetProperty("query").GetProperty("boxes").EnumerateArray().ToList();
        Assert.True(people.Count >= 2, $"{people.Count} people");
        Assert.Equal(0, found.GetProperty("query").GetProperty("chosen").GetInt32());
        Assert.True(found.GetProperty("timings").GetProperty("detectMs").GetDouble() > 0);
        Assert.Equal(people.OrderByDescending(Certainty).Select(Certainty), people.Select(Certainty));

        // The one who is chosen is searched for as if his box had been given.
        var second = people[1];
        var box = string.Join(',', s_sides.Select(side => second.GetProperty(side).GetInt32()));
        var chosen = await SearchAsync(server, street, ("detect", "true"), ("choose", "1"));
        var boxed = await SearchAsync(server, street, ("box", box));
        Assert.Equal(1, chosen.GetProperty("query").GetProperty("chosen").GetInt32());
        Assert.Equal(Score(boxed), Score(chosen), 1e-6);
        Assert.NotEqual(Score(found), Score(chosen), 1e-6);

        using var form = TestServer.Form(street, ("detect", "true"), ("choose", "99"));
        var problem = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token), 400);
        Assert.Contains($"shows {people.Count} people, counted from 0", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        static double Certainty(JsonElement person) => person.GetProperty("score").GetDouble();
        static double Score(JsonElement answer) => answer.GetProperty("items")[0].GetProperty("score").GetDouble();
    }

    private static async Task<Guid> FirstAsync(TestServer server, byte[] picture, params (string, string)[] fields) =>
        TestServer.CropsOf(await SearchAsync(server, picture, fields))[0];

    private static async Task<JsonElement> SearchAsync(TestServer server, byte[] picture, params (string, string)[] fields)
    {
        using var form = TestServer.Form(picture, fields);
        return await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token));
    }

    private static byte[] SideBySide(Scalar left, Scalar right)
    {
        using var picture = new Mat(128, 128, MatType.CV_8UC3, Pictures.Grey);
        Cv2.Rectangle(picture, new Rect(0, 0, 64, 64), left, -1);
        Cv2.Rectangle(picture, new Rect(64, 0, 64, 64), right, -1);
        return picture.ImEncode(".png");
    }

    // A frame of real footage, where the default detector finds several people.
    private static byte[] Street()
    {
        using var video = new VideoCapture(RealFootage.Require());
        using var frame = new Mat();
        Assert.True(video.Read(frame));
        return frame.ImEncode(".png");
    }
}
