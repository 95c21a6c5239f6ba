using System.Net.Http.Json;
using System.Text.Json;
using OpenCvSharp;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Two pictures that a request brings, compared.</summary>
public sealed class VerifyTests
{
    private static readonly byte[] s_red = Pictures.Person(Pictures.Red, Pictures.Grey);
    private static readonly byte[] s_blue = Pictures.Person(Pictures.Blue, Pictures.Green);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_person_is_more_alike_than_another_one_whichever_picture_comes_first()
    {
        await using var server = await TestServer.StartAsync();

        var same = await VerifyAsync(server, s_red, s_red);
        var alike = await ScoreAsync(server, s_red, Pictures.Person(Pictures.Red, Pictures.Grey, width: 48, height: 96));
        var different = await ScoreAsync(server, s_red, s_blue);

        Assert.Equal("colour-1", same.GetProperty("modelId").GetString());
        Assert.Equal(JsonValueKind.Null, same.GetProperty("probability").ValueKind);
        Assert.True(same.GetProperty("timings").GetProperty("embedMs").GetDouble() > 0);
        Assert.Equal(1, same.GetProperty("score").GetDouble(), 1e-4);
        Assert.InRange(alike, 0.9, 1);
        Assert.True(different < alike - 0.2, $"{different} for another person, {alike} for the same");
        Assert.Equal(different, await ScoreAsync(server, s_blue, s_red), 1e-6);
    }

    [Fact]
    public async Task A_box_means_a_part_of_its_own_picture()
    {
        await using var server = await TestServer.StartAsync();
        using var both = new Mat(128, 128, MatType.CV_8UC3, Pictures.Grey);
        Cv2.Rectangle(both, new Rect(0, 0, 64, 64), Pictures.Red, -1);
        Cv2.Rectangle(both, new Rect(64, 0, 64, 64), Pictures.Blue, -1);
        Cv2.Rectangle(both, new Rect(64, 64, 64, 64), Pictures.Green, -1);
        var street = both.ImEncode(".png");

        Assert.InRange(await ScoreAsync(server, street, s_red, ("box1", "0,0,64,128")), 0.99, 1);
        Assert.InRange(await ScoreAsync(server, s_blue, street, ("box2", "64,0,64,128")), 0.99, 1);
        var apart = await ScoreAsync(server, street, street, ("box1", "0,0,64,128"), ("box2", "64,0,64,128"));
        Assert.Equal(await ScoreAsync(server, s_red, s_blue), apart, 0.01);
    }

    [Theory]
    [InlineData(400, "The form has no file in the field 'image2'", "image1")]
    [InlineData(400, "The form has no file in the field 'image1'", "image2")]
    [InlineData(400, "The form has no file in the field 'image1'")]
    [InlineData(400, "The form has 2 files in the field 'image1'; at most 1 are taken.", "image1", "image1", "image2")]
    [InlineData(400, "must be called 'image1', not 'image'", "image", "image2")]
    [InlineData(422, "Picture 2", "image1", "-image2")]
    public async Task A_form_without_two_pictures_is_told_what_it_lacks(int status, string part, params string[] files)
    {
        await using var server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("0,0,64,128"), "box1" } };
        foreach (var name in files)
        {
            // With a dash: no picture.
            form.Add(new ByteArrayContent(name[0] == '-' ? [1, 2, 3] : s_red), name.TrimStart('-'), "picture.png");
        }

        Assert.Contains(part, await DetailAsync(server, form, status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("box2", "1,2,3", "'box2'")]
    [InlineData("box2", "60,0,64,128", "does not lie inside the picture")]
    [InlineData("box", "0,0,64,128", "'box' is unknown here")]
    public async Task A_box_that_is_none_is_refused(string name, string value, string part)
    {
        await using var server = await TestServer.StartAsync();
        using var form = Form(s_red, s_blue, (name, value));

        Assert.Contains(part, await DetailAsync(server, form, 400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crop_that_is_not_there_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var (crop, nobody) = (await server.EnrolAsync(s_red, "gate"), Guid.CreateVersion7());

        foreach (var body in new[] { new { cropId1 = crop, cropId2 = nobody }, new { cropId1 = nobody, cropId2 = crop } })
        {
            using var content = JsonContent.Create(body);
            Assert.Contains($"There is no crop {nobody}", await DetailAsync(server, content, 404), StringComparison.Ordinal);
        }
    }

    private static async Task<double> ScoreAsync(TestServer server, byte[] one, byte[] other, params (string, string)[] fields) =>
        (await VerifyAsync(server, one, other, fields)).GetProperty("score").GetDouble();

    private static async Task<JsonElement> VerifyAsync(TestServer server, byte[] one, byte[] other, params (string, string)[] fields)
    {
        using var form = Form(one, other, fields);
        return await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/verify", form, Token));
    }

    private static async Task<string> DetailAsync(TestServer server, HttpContent content, int status) =>
        (await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/verify", content, Token), status)).GetProperty("detail").GetString()!;

    private static MultipartFormDataContent Form(byte[] one, byte[] other, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(one), "image1", "one.png" },
            { new ByteArrayContent(other), "image2", "other.png" },
        };
        Array.ForEach(fields, field => form.Add(new StringContent(field.Value), field.Name));
        return form;
    }
}
