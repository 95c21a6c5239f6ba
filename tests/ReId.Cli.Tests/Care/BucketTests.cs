using ReId.Cli.Tests.Support;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Care;

/// <summary>A gallery with its pictures in a bucket, as an operator works with it.</summary>
public sealed class BucketTests : IDisposable
{
    private static readonly string[] s_variables = ["REID_S3_ENDPOINT", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "REID_PICTURES"];

    private readonly TemporaryFolder _folder = new();
    private readonly string?[] _former = Array.ConvertAll(s_variables, Environment.GetEnvironmentVariable);

    private string Data => _folder.File("gallery");

    public void Dispose()
    {
        Set(_former);
        _folder.Dispose();
    }

    [Fact]
    public async Task Crops_are_ingested_found_and_erased_with_pictures_in_a_bucket()
    {
        if (NpmServer.Missing("s3rver") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        var objects = _folder.File("objects");
        await using var server = await NpmServer.StartAsync("s3rver", objects);
        var yard = Pictures.Folder(
            _folder.File("yard"), new DateTime(2026, 5, 1, 10, 0, 0, DateTimeKind.Utc),
            (Pictures.Red, Pictures.Grey), (Pictures.Green, Pictures.Grey));
        string[] ingest = ["ingest", yard, "--data", Data, "--detector", "none", "--pictures", "s3://reid/hall"];

        // 1. What is missing or wrong is said before anything is made.
        Set($"http://127.0.0.1:{server.Port}", null, null, null);
        (await Reid.RunAsync(ingest)).IsFailure("the environment has no AWS_ACCESS_KEY_ID");
        Set($"http://127.0.0.1:{server.Port}", "SOMEBODY", "wr0ng-key", null);
        var refused = await Reid.RunAsync(ingest);
        refused.IsFailure("the keys are refused (InvalidAccessKeyId)", "AWS_SECRET_ACCESS_KEY");
        Assert.DoesNotContain("wr0ng-key", refused.Error, StringComparison.Ordinal);
        (await Reid.RunAsync("ingest", yard, "--data", Data, "--pictures", "reid")).IsFailure("s3://BUCKET");

        // 2. Stored there, found, erased there.
        Set($"http://127.0.0.1:{server.Port}", "S3RVER", "S3RVER", null);
        (await Reid.RunAsync(ingest)).Succeeded();
        Assert.Equal(2, Objects().Length);
        Assert.False(Directory.Exists(Path.Combine(Data, "blobs")));
        (await Reid.RunAsync("gallery", "stats", "--data", Data)).IsFailure("has its pictures in s3://reid/hall/", "REID_PICTURES");
        Set($"http://127.0.0.1:{server.Port}", "S3RVER", "S3RVER", "s3://reid/hall");
        var picture = Directory.GetFiles(yard).Order(StringComparer.Ordinal).First();
        var found = (await Reid.RunAsync("search", "--data", Data, "--image", picture, "--k", "1")).Succeeded();
        var crop = System.Text.RegularExpressions.Regex.Match(found.Out, "[0-9a-f]{8}-[0-9a-f-]{27}").Value;
        var erased = (await Reid.RunAsync("erase", "--data", Data, "--crop", crop)).Succeeded();
        Assert.Contains("checked: no search finds it", erased.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Objects(), file => file.Contains(crop.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));

        // 3. Looked over, backed up, and restored into another place of the bucket.
        Assert.Contains("1 pictures as they were stored", (await Reid.RunAsync("doctor", "--data", Data)).Succeeded().Out, StringComparison.Ordinal);
        (await Reid.RunAsync("backup", "--data", Data, "--pictures", "s3://reid/elsewhere", "--out", _folder.File("copy.tar"))).IsFailure("not in s3://reid/elsewhere/");
        Assert.Contains("1 crops, 1 vectors", (await Reid.RunAsync("backup", "--data", Data, "--out", _folder.File("copy.tar"))).Succeeded().Out, StringComparison.Ordinal);
        string[] restore = ["restore", "--data", _folder.File("again"), "--from", _folder.File("copy.tar"), "--pictures", "s3://reid/again"];
        Assert.Contains("1 crops", (await Reid.RunAsync(restore)).Succeeded().Out, StringComparison.Ordinal);
        Assert.Equal(2, Objects().Length);
        var looked = (await Reid.RunAsync("doctor", "--data", _folder.File("again"), "--pictures", "s3://reid/again")).Succeeded();
        Assert.Contains("nothing is wrong", looked.Out, StringComparison.Ordinal);

        string[] Objects() => Directory.GetFiles(objects, "*_object", SearchOption.AllDirectories);
    }

    private static void Set(params string?[] values)
    {
        foreach (var (name, value) in s_variables.Zip(values))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
