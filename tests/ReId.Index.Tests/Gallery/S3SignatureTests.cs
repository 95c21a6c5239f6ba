using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Index.Blobs;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>
/// Every request is signed with version 4, and the signature covers the bytes: a listener of our own computes it once more.
/// </summary>
public sealed class S3SignatureTests
{
    private const string Secret = "a-secret-of-the-tests";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_signed_and_a_wrong_key_is_named()
    {
        var seen = new List<string>();
        await using var server = await StartAsync(seen);
        var place = new S3Place { Bucket = "reid", Prefix = "a b/", Region = "eu-central-1", Endpoint = new Uri(server.Urls.First()), AccessKey = "KEY", SecretKey = Secret };
        using (var store = new S3BlobStore(place))
        {
            await store.WriteAsync("crops/01/a.jpg", new byte[] { 1, 2, 3 }, Token);
            Assert.Equal([7], await store.ReadAsync("crops/01/a.jpg", Token));
            await store.DeleteAsync("crops/01/a.jpg", Token);
            await store.RequireAsync(Token);
        }

        Assert.Equal(["PUT /reid/a%20b/crops/01/a.jpg", "GET /reid/a%20b/crops/01/a.jpg", "DELETE /reid/a%20b/crops/01/a.jpg", "GET /reid"], seen.Select(path => path.TrimEnd('/')));
        using var wrong = new S3BlobStore(place with { SecretKey = "wr0ng-key" });
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => wrong.WriteAsync("a", new byte[] { 1 }, Token));
        Assert.Contains("the keys are refused (SignatureDoesNotMatch)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-key", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(List<string> seen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var path = Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedPathAndQuery(context.Request).Split('?')[0];
            if (!Authorised(context.Request, path, body.ToArray()))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await context.Response.WriteAsync("<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>");
                return;
            }

            seen.Add($"{context.Request.Method} {path}");
            if (context.Request.Method == "GET")
            {
                var listing = context.Request.Query.ContainsKey("list-type");
                await context.Response.Body.WriteAsync(
                    listing ? "<ListBucketResult><Name>reid</Name><IsTruncated>false</IsTruncated></ListBucketResult>"u8.ToArray() : new byte[] { 7 });
            }
        });
        await app.StartAsync(Token);
        return app;
    }

    // AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/s3/aws4_request, SignedHeaders=a;b, Signature=…
    private static bool Authorised(HttpRequest request, string path, byte[] body)
    {
        var parts = request.Headers.Authorization.ToString().Split([' ', ',', '='], StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["AWS4-HMAC-SHA256", "Credential", var credential, "SignedHeaders", var signed, "Signature", var signature])
        {
            return false;
        }

        // 1. What was signed: the bytes, unless the request says that they were not.
        var content = request.Headers["x-amz-content-sha256"].ToString();
        if (content != Convert.ToHexStringLower(SHA256.HashData(body)))
        {
            return false;
        }

        var query = string.Join('&', request.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}").Order(StringComparer.Ordinal));
        var headers = string.Concat(signed.Split(';').Select(name => $"{name}:{(name == "host" ? request.Host.Value : request.Headers[name].ToString().Trim())}\n"));
        var canonical = $"{request.Method}\n{path}\n{query}\n{headers}\n{signed}\n{content}";

        // 2. With which key.
        var scope = credential.Split('/', 2)[1];
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        return credential.StartsWith("KEY/", StringComparison.Ordinal) && scope.EndsWith("/eu-central-1/s3/aws4_request", StringComparison.Ordinal)
            && Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) == signature;
    }
}
