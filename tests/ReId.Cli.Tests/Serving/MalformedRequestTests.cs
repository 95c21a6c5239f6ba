using System.Net.Http.Headers;
using System.Text;
using ReId.Bindings;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>10,000 requests that nobody should send: none ends the server, none is its fault (5xx), none leaves anything.</summary>
public sealed class MalformedRequestTests
{
    private const int Requests = 10_000;

    // After these everything that is made once is there.
    private const int WarmUp = 2_000;

    // A kilobyte kept of each request would be a quarter of it; searches whose pages wait are kept on purpose.
    private const long MostKept = 32 << 20;
    private const int Components = 640; // Of the default model.
    private static readonly string[] s_values =
    [
        "null", "NaN", "1e999", "-1", "0", "99999999999999999999", "\"x\"", "[]", "{}", "[1,2", "true", "\"\\u0000\"", "[1e999]",
        "[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]", "\"2026-13-45T99:99:99Z\"", "\"../../etc/passwd\"", "[null]", "\"\\ud800\"", "\"jaccard\"", "[0,0,0]", "1.5", "\"🙂\"",
    ];

    private static readonly string[] s_names =
    [
        "cropId", "cropIds", "vector", "identityId", "cursor", "k", "minScore", "minProbability", "cameras", "from", "to", "groupBy",
        "fusion", "rerank", "exact", "modelId", "minQuality", "identities", "nonsense", "name", "threshold", "key", "cropId1",
        "into", "from", "exact", "hidden", "eps", "k1", "k2", "algorithm", "distance", "linkage", "minSamples", "minSize", "minTracklets", "camera",
    ];

    private static readonly string[] s_json =
    [
        "/v1/search", "/v1/verify", "/v1/watches", "/v1/session", "/v1/identities/merge", "/v1/identities/{identity}/split",
        "/v1/identities/{identity}/confirm", "/v1/identities/{identity}/reject", "/v1/changes/{identity}/undo", "/v1/clustering/runs",
        "/v1/erasures",
    ];

    private static readonly string[] s_forms = ["/v1/search", "/v1/crops", "/v1/watches", "/v1/verify"];
    private static readonly string[] s_lists = ["/v1/crops", "/v1/tracklets", "/v1/audit", "/v1/stats", "/v1/cameras", "/v1/identities", "/v1/identities/{identity}/crops", "/v1/identities/{identity}/history", "/v1/changes", "/v1/clustering/runs", "/v1/erasures"];

    [Fact]
    public async Task No_request_is_the_servers_fault()
    {
        await using var server = await TestServer.StartAsync();
        var picture = Pictures.Person(Pictures.Red, Pictures.Grey);
        await server.EnrolAsync(picture, "gate");
        await server.EnrolAsync(picture, "yard");
        var identity = await server.ClusterAsync();
        using var client = server.Admin;
        var random = new Random(20261126);
        var (handles, bytes) = (0L, 0L);
        for (var i = 0; i < Requests; i++)
        {
            if (i == WarmUp)
            {
                (handles, bytes) = Held();
            }

            using var request = (i % 3) switch { 0 => Json(random), 1 => Form(random, picture), _ => List(random) };
            request.RequestUri = new Uri(request.RequestUri!.OriginalString.Replace("{identity}", identity.ToString(), StringComparison.Ordinal), UriKind.Relative);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode >= 500)
            {
                var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Fail($"request {i}, {request.Method} {request.RequestUri}: {answer.StatusCode}\n{sent[..Math.Min(sent.Length, 2000)]}");
            }
        }

        Assert.True((await client.GetAsync("/readyz", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        var (handlesAfter, bytesAfter) = Held();
        Assert.True(handlesAfter <= handles, $"{handlesAfter} native objects are alive, {handles} after the first requests");
        Assert.InRange(bytesAfter - bytes, long.MinValue, MostKept);
    }

    private static (long Handles, long Bytes) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (LiveHandles.Count, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static HttpRequestMessage Json(Random random)
    {
        var fields = Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(random, s_names)}\":{Pick(random, s_values)}");

        // As long as a vector must be, but for one value.
        fields = random.Next(10) == 0 ? fields.Append($"\"vector\":[{string.Join(',', Enumerable.Range(0, Components).Select(i => i == 77 ? Pick(random, s_values) : "0.5"))}]") : fields;
        var text = $"{{{string.Join(',', fields)}}}";
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(4) == 0)
        {
            Damage(random, bytes);
        }

        var content = new ByteArrayContent(random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(random.Next(10) == 0 ? "text/plain" : "application/json");
        return random.Next(12) == 0
            ? new HttpRequestMessage(HttpMethod.Patch, "/v1/identities/{identity}") { Content = content }
            : new HttpRequestMessage(HttpMethod.Post, Pick(random, s_json)) { Content = content };
    }

    private static HttpRequestMessage Form(Random random, byte[] picture)
    {
        var bytes = picture.ToArray();
        Damage(random, bytes);
        using var form = TestServer.Form(
            random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes,
            (Pick(random, ["box", "k", "detect", "camera", "capturedAt", "choose", "quality", "cropId", "height", "x"]), Pick(random, s_values)),
            ("name", Pick(random, s_values)));
        var body = form.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        if (random.Next(3) == 0)
        {
            Damage(random, body);
        }

        var content = new ByteArrayContent(random.Next(6) == 0 ? body[..random.Next(body.Length)] : body);
        content.Headers.TryAddWithoutValidation(
            "Content-Type", random.Next(12) == 0 ? "multipart/form-data" : form.Headers.ContentType!.ToString());
        return new HttpRequestMessage(HttpMethod.Post, Pick(random, s_forms)) { Content = content };
    }

    private static HttpRequestMessage List(Random random)
    {
        var name = Pick(random, ["limit", "cursor", "from", "to", "camera", "order", "trackletId", "actor", "q", "hidden", "identityId", "x"]);
        var value = random.Next(2) == 0 ? Pick(random, s_values) : Convert.ToBase64String([(byte)random.Next(256), (byte)random.Next(256)]);
        return new HttpRequestMessage(HttpMethod.Get, $"{Pick(random, s_lists)}?{name}={Uri.EscapeDataString(value)}");
    }

    private static void Damage(Random random, byte[] bytes)
    {
        for (var i = random.Next(1, 8); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
