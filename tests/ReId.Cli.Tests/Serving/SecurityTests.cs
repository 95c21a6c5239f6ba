using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ReId.Cli.Tests.Support;
using ReId.Index.Access;

namespace ReId.Cli.Tests.Serving;

public sealed class SecurityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_keys_only_the_own_page_of_this_machine_is_served()
    {
        await using var server = await TestServer.StartAsync(api => api with { Keys = false });
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync("/v1/audit", Token)).StatusCode);
        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Host", "evil.example") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stats");
            request.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Anonymous.SendAsync(request, Token)).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_decoded()
    {
        await using var server = await TestServer.StartAsync(api => api with { MaxBody = 100_000, MaxPixels = 1_000_000 });
        using var large = TestServer.Form(new byte[200_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.Viewer.PostAsync("/v1/search", large, Token)).StatusCode);

        // A plain picture of 1.1 megapixels takes a few kilobytes.
        using var pixels = TestServer.Form(Pictures.Plain(Pictures.Red, 1100, 1000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.Viewer.PostAsync("/v1/search", pixels, Token)).StatusCode);

        // One that claims more than any decoder takes, with a true checksum, is refused in the same words.
        var huge = Pictures.Person(Pictures.Red, Pictures.Grey);
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(16), 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(20), 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(29), Crc(huge.AsSpan(12, 17)));
        using var claimed = TestServer.Form(huge);
        var problem = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", claimed, Token), 413);
        Assert.Equal("The picture claims 20000×20000 pixels, but at most 1 megapixels are decoded.", problem.GetProperty("detail").GetString());

        // A header that was forged to claim gigapixels fails its checksum first.
        var bomb = Pictures.Person(Pictures.Red, Pictures.Grey);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), 65_535);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), 65_535);
        using var form = TestServer.Form(bomb);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Viewer.PostAsync("/v1/search", form, Token)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/crops/../../gallery.db")]
    [InlineData("/v1/crops/%2e%2e%2f%2e%2e%2fgallery.db/image")]
    [InlineData("/v1/crops/..%5c..%5cgallery.db/image")]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    public async Task Paths_do_not_lead_out(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {server.KeyOf(ApiRole.Admin)}\r\nConnection: close\r\n\r\n"), Token);
        var answer = await new StreamReader(stream).ReadToEndAsync(Token);
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(api => api with { RequestsPerMinute = 60 });
        var statuses = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
        {
            statuses.Add(await server.Viewer.GetAsync("/v1/session", Token));
        }

        var refused = Assert.IsType<HttpResponseMessage>(statuses.Find(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        // A page of results is one search and dozens of pictures, which are counted apart.
        var picture = await server.Viewer.GetAsync($"/v1/crops/{Guid.NewGuid()}/image", Token);
        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Operator.GetAsync("/v1/session", Token)).StatusCode);
    }

    // CRC-32 of PNG chunks.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
